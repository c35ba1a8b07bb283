using Reception.Contracts.Conversations;
using Reception.Contracts.Routing;
using Reception.Contracts.Shops;
using Reception.Domain.Conversations.Events;

namespace Reception.Domain.Conversations;

/// <summary>An id that was carried out, and the message sequence it got.</summary>
public sealed record SeenId(string Id, long Sequence);

/// <summary>A listening client.</summary>
public sealed record SessionEntry(string SessionId, string Gateway, Side Side, long AfterSequence, string? Agent = null);

/// <summary>Messages after <see cref="Message"/>, and internal lines after <see cref="Internal"/>, stand in the journal after <see cref="Journal"/>.</summary>
public sealed record ThreadMark(long Message, long Journal, long Internal = 0);

/// <summary>
/// <see cref="ConversationState"/> as a checkpoint stores it: plain, frozen by a golden file. At most about 120 KiB, because every
/// collection in it is bounded.
/// </summary>
public sealed record ConversationSnapshot
{
    public int Episode { get; init; }
    public ConversationPhase Phase { get; init; }
    public long Epoch { get; init; }
    public long LastSequence { get; init; }
    public DateTimeOffset? OpenedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public DateTimeOffset? ActiveAt { get; init; }
    public Wait? Wait { get; init; }
    public string? Agent { get; init; }
    public string? AgentName { get; init; }
    public Guid? Offer { get; init; }
    public string? Topic { get; init; }
    public HandOverReason Reason { get; init; }
    public int Misses { get; init; }
    public string[]? Answered { get; init; }
    public bool AssistantMuted { get; init; }
    public int? Rating { get; init; }
    public string? ReturnAgent { get; init; }
    public DateTimeOffset? ReturnClosedAt { get; init; }
    public string? LastAgent { get; init; }
    public long LastAgentEpoch { get; init; }
    public string? LastQueue { get; init; }
    public long LastQueueEpoch { get; init; }
    public VisitContext? Context { get; init; }
    public SessionEntry[]? Sessions { get; init; }
    public string[]? Rejected { get; init; }
    public BotMemory? Memory { get; init; }
    public ProposedReply[]? Proposals { get; init; }
    public Touch[]? Touches { get; init; }
    public KnownOrder[]? Orders { get; init; }
    public SeenId[]? CustomerIds { get; init; }
    public SeenId[]? AgentIds { get; init; }
    public ThreadMark[]? Marks { get; init; }
    public AwaitedReply[]? Awaited { get; init; }
    public OrderQuestion? Asked { get; init; }
    public StaffState? Staff { get; init; }
    public bool Unrated { get; init; }
    public AssignmentExplanation? Why { get; init; }
    public string? Turn { get; init; }
    public bool Deferred { get; init; }
    public WaitOffer Offered { get; init; }

    public bool ToldClosed { get; init; }
    public Promise[]? Promises { get; init; }
    public bool Replied { get; init; }
    public DateTimeOffset? UnansweredSince { get; init; }
    public MissedDeadline[]? Missed { get; init; }
}
