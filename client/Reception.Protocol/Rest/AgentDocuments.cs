using Reception.Protocol.Frames;

namespace Reception.Protocol.Rest;

/// <summary>Who an agent is and what he serves; bounds and meaning: docs/agents.md. Languages and channels left out: all.</summary>
public sealed record AgentRequest(
    string? Name,
    string?[]? Queues,
    int? Capacity,
    SkillDocument?[]? Skills = null,
    string?[]? Languages = null,
    string?[]? Channels = null,
    LabelDocument?[]? Labels = null,
    QualificationDocument?[]? Qualifications = null,
    int? Share = null,
    int? WakeReserve = null);

public sealed record AgentProfileDocument(
    string Id,
    string Name,
    string[] Queues,
    int Capacity,
    AgentDocument? State = null,
    SkillDocument[]? Skills = null,
    string[]? Languages = null,
    string[]? Channels = null,
    LabelDocument[]? Labels = null,
    QualificationDocument[]? Qualifications = null,
    int Share = 1,
    int WakeReserve = 0);

/// <summary>A skill, level 1 to 10.</summary>
public sealed record SkillDocument(string? Skill, int Level = 1);

public sealed record LabelDocument(string? Key, string? Value);

/// <summary>A queue beyond his own, as <c>member</c> or <c>all-hands</c>, in a shift and for some topics (left out: unbounded, all).</summary>
public sealed record QualificationDocument(string? Queue, string? Role = null, DateTimeOffset? From = null, DateTimeOffset? Until = null, string[]? Topics = null);

public sealed record PresenceRequest(string? Intent, string? Reason = null);

/// <summary>Somebody else's presence: until the time, for so many minutes, or else until he sets it himself.</summary>
public sealed record ForceRequest(string? Intent, string? Reason = null, DateTimeOffset? Until = null, int? Minutes = null);

/// <summary>No new work; empty, he is <c>away</c> (or <c>offline</c>).</summary>
public sealed record DrainRequest(string? Reason = null, string? Then = null);
