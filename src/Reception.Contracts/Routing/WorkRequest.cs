using Reception.Contracts.Ids;

namespace Reception.Contracts.Routing;

/// <summary>What kind of work waits: one router for all of them (H5). This folder holds the words of routing that several grains share.</summary>
public enum WorkKind
{
    Chat = 0,
    /// <summary>A task that is not a chat: a refund, a promise to look something up.</summary>
    WorkOrder = 1,
    /// <summary>A review that wants an answer.</summary>
    Review = 2,
    /// <summary>A customer who is written to, or called, when it is his turn.</summary>
    CallBack = 3,
}

/// <summary>Why the work asks for its preferred agent first.</summary>
public enum PreferredReason { None = 0, LastAgent = 1, ContactManager = 2, AskedFor = 3 }

/// <summary>A property of work or of an agent: key 1 to 64 characters, value text or a number in invariant notation, 1 to 200 characters.</summary>
[GenerateSerializer, Immutable]
public sealed record Label(string Key, string Value);

/// <summary>How a selector compares. Order comparisons need numbers on both sides: anything else does not fit.</summary>
public enum SelectorOperator { Equal = 0, NotEqual = 1, Less = 2, LessOrEqual = 3, Greater = 4, GreaterOrEqual = 5, In = 6 }

/// <summary>
/// Asks an agent's label to compare with a value (<see cref="SelectorOperator.In"/>: one of the values). An agent without the label fits
/// NotEqual only. From <see cref="ExpiresAfterSeconds"/> after arrival it asks nothing any more; null: it always asks.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record LabelSelector(string Key, SelectorOperator Operator, string[] Values, int? ExpiresAfterSeconds = null);

/// <summary>Asks for a skill of at least this level, 1 to 10; may expire like a <see cref="LabelSelector"/>.</summary>
[GenerateSerializer, Immutable]
public sealed record SkillRequirement(string Skill, int Level = 1, int? ExpiresAfterSeconds = null);

/// <summary>A skill that an agent has, level 1 to 10.</summary>
[GenerateSerializer, Immutable]
public sealed record AgentSkill(string Skill, int Level);

/// <summary>
/// What a work is and asks for by itself. It is stored with the wait; what its queue asks for besides (skills, widening steps, modes) is
/// policy and read when deciding. Priority 0 is normal, up to 9; each has a target in the queue's policy. At most 16 labels, 8 skills and
/// 8 selectors. <see cref="Routed"/> counts first and second routing: 1 when it was classified once, 2 when it was moved once by what was said.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record WorkRequest(
    WorkKind Kind = WorkKind.Chat,
    string? Channel = null,
    string? Language = null,
    int Priority = 0,
    Label[]? Labels = null,
    SkillRequirement[]? Skills = null,
    LabelSelector[]? Selectors = null,
    PreferredReason Preferred = PreferredReason.None,
    DateTimeOffset? Deadline = null,
    int Routed = 0)
{
    /// <summary>A chat that asks for nothing.</summary>
    public static readonly WorkRequest Chat = new();
}
