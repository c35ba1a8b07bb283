using Reception.Contracts.Ids;
using Reception.Contracts.Routing;

namespace Reception.Contracts.Conversations;

/// <summary>Who owns the conversation now.</summary>
public enum ConversationPhase
{
    /// <summary>Nobody has written yet.</summary>
    New = 0,
    Bot = 1,
    /// <summary>The queue owns it: it waits for an agent.</summary>
    Waiting = 2,
    Agent = 3,
    Closed = 4,
}

/// <summary>Why a conversation went from the bot to a human.</summary>
public enum HandOverReason
{
    None = 0,
    /// <summary>The customer asked for a human.</summary>
    Asked = 1,
    /// <summary>The bot did not understand.</summary>
    NotUnderstood = 2,
    /// <summary>Two misses in a row.</summary>
    TwoMisses = 3,
    /// <summary>The entry that matched has no answer, or the shop sends its topic to people.</summary>
    TopicForHumans = 4,
    /// <summary>The customer is angry, threatens, or uses legal words.</summary>
    Upset = 5,
    /// <summary>The shop has no published knowledge.</summary>
    NoKnowledge = 6,
    /// <summary>An agent sent it on.</summary>
    Transferred = 7,
    /// <summary>The agent's connection was lost longer than the grace time.</summary>
    AgentLost = 8,
    /// <summary>A closed conversation went on within the time in which its agent is asked first.</summary>
    Reopened = 9,
    /// <summary>What the answer needed, an order for example, was not there or not in time.</summary>
    NoReply = 10,
    /// <summary>It is his turn: the agent who accepted his call-back writes to him.</summary>
    CalledBack = 11,
    /// <summary>A supervisor took it or sent it on.</summary>
    Supervised = 16,
}

/// <summary>
/// What the customer came with. Every text is bounded by <see cref="MaxLength"/>. <see cref="Manager"/> is his contact manager, the id of
/// the agent who is asked first: it comes from the identity that the shop signed, never from the customer's own page.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record VisitContext(string? Page = null, string? Product = null, string? Order = null, string? Language = null, string? Name = null, string? Manager = null)
{
    /// <summary>The longest value, in characters.</summary>
    public const int MaxLength = 256;
}

/// <summary>The place in the queue, 1 = next, and an honest range of the wait in seconds (p10 to p90); null range when nothing is known yet.</summary>
[GenerateSerializer, Immutable]
public sealed record PlaceInQueue(int Place, int? FromSeconds, int? ToSeconds);

/// <summary>
/// What both sides may know of a conversation. <see cref="Epoch"/> rises with each change of owner; commands of bot, queue,
/// agent and supervisor carry the epoch they read. <see cref="Version"/> is the journal's sequence, for dropping older views.
/// <see cref="Request"/> is what the wait asks for, <see cref="Why"/> why this agent was asked (kept when he has closed it), <see cref="Turn"/> the last decision about the
/// wait in words for staff (a limit met, closed hours, a second routing), <see cref="Missed"/> the deadlines that passed,
/// <see cref="Promises"/> the work orders and call-backs of this episode.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record ConversationView(
    ConversationId Id,
    long Version,
    int Episode,
    ConversationPhase Phase,
    long Epoch,
    long LastSequence,
    string? Queue,
    AgentId? Agent,
    string? AgentName,
    string? Topic,
    HandOverReason Reason,
    DateTimeOffset? OpenedAt,
    DateTimeOffset? WaitingSince,
    DateTimeOffset? ClosedAt,
    int? Rating,
    bool AssistantMuted,
    VisitContext Context,
    WorkRequest? Request = null,
    AssignmentExplanation? Why = null,
    string? Turn = null,
    DeadlineKind[]? Missed = null,
    PromiseView[]? Promises = null,
    bool AsksRating = true);
