using Reception.Protocol.Frames;

namespace Reception.Protocol.Rest;

/// <summary>A refusal over REST (RFC 9457): <see cref="Code"/> for programs, <see cref="Do"/> says what to do about it.</summary>
public sealed record ProblemDocument(string Title, int Status, string Code, string Detail, string Do, string[]? Errors = null, int? RetryAfterMs = null, string? TraceId = null);

public sealed record VisitorTokenDocument(string Token, string Visitor, DateTimeOffset ExpiresAt);

public sealed record TokenDocument(string Token, string Role, string Subject, string[] Shops, DateTimeOffset ExpiresAt);

public sealed record TokenRequest(string? Subject, string[]? Shops, int? Minutes, string? Role = null);

public sealed record AgentTokenRequest(int? Minutes);

public sealed record IdentityKeyDocument(string Key);

/// <summary>A new shop as a copy.</summary>
public sealed record CopyRequest(string? Shop, string? Name);

public sealed record StoredDocument(long Version);

public sealed record UnansweredDocument(string Text, int Count, DateTimeOffset LastAt, string Reason);

/// <summary><see cref="Previous"/>: what the customer wrote before, for texts that lean on it.</summary>
public sealed record TriageRequest(string? Text, string? Previous = null);

public sealed record TriageDocument(string Decision, string? EntryId, string? Answer, double Score, string[] Reasons, CandidateDocument[] Candidates, long KnowledgeVersion)
{
    public string Rule { get; init; } = "";
    public string? Read { get; init; }
    public string[] Suggestions { get; init; } = [];
    public TriageDocument[] More { get; init; } = [];
    public ThresholdsDocument? Thresholds { get; init; }
}

public sealed record CatalogueStoredDocument(long Version, int Products);

public sealed record CatalogueVersionDocument(long Version, DateTimeOffset PublishedAt, int Products, string PublishedBy, string? Note);

/// <summary>A dry run of the catalogue; <see cref="Product"/> is the one at hand.</summary>
public sealed record GoodsRequest(string? Text, string? Product = null);

/// <summary><see cref="Decision"/> is <c>answer</c>, <c>clarify</c> or <c>none</c>.</summary>
public sealed record GoodsDocument(
    string Decision, string? Kind, double Confidence, string? Answer, string[] Products, string[] Reasons, string[] Suggestions, PartDocument[]? Parts, long Version);

public sealed record ThresholdsDocument(double Answer, double Clarify, double Simple);

public sealed record CandidateDocument(string EntryId, string Question, double Score, string[] Matched, string[]? Fragments = null);

public sealed record QueueDocument(string Queue, int Waiting, int Offered, DateTimeOffset? OldestArrival, int RoutableAgents, int FreeWeight, WaitingDocument[] First)
{
    /// <summary>No new offers are made.</summary>
    public bool Drained { get; init; }
}

/// <summary>One line of a queue; <see cref="Why"/> says in words why it waits, <see cref="Explanation"/> what would serve it.</summary>
public sealed record WaitingDocument(
    string Conversation, int Place, DateTimeOffset Arrival, string? OfferedTo, DateTimeOffset? OfferUntil, int Offers, string Why, WaitExplanationDocument? Explanation = null);

public sealed record EpisodeDocument(
    string Conversation,
    int Episode,
    string Phase,
    string? Agent,
    string? Queue,
    string? Topic,
    string Reason,
    DateTimeOffset OpenedAt,
    DateTimeOffset? WaitingSince,
    DateTimeOffset? AssignedAt,
    DateTimeOffset? ClosedAt,
    int? Rating,
    string? Comment,
    int CustomerMessages,
    int BotMessages,
    int AgentMessages,
    int MachineAnswers,
    DateTimeOffset UpdatedAt)
{
    /// <summary>Why <see cref="Agent"/> was asked; null: he was not asked, or nobody served.</summary>
    public AssignmentDocument? Assignment { get; init; }

    /// <summary>Deadlines that passed.</summary>
    public int Missed { get; init; }
}

public sealed record EpisodePageDocument(EpisodeDocument[] Rows, string? NextCursor);

public sealed record TranscriptDocument(string Conversation, MessageDocument[] Messages, long Last);

/// <summary>Counts of a shop; each is a fold of events. Those of offers and steps are the queues' own.</summary>
public sealed record FiguresDocument(
    long Episodes,
    long CustomerMessages,
    long BotAnswers,
    long Clarifications,
    long HandOvers,
    long Assignments,
    long Requeues,
    long AgentMessages,
    long MachineAnswers,
    long Proposals,
    long ProposalsUsed,
    long Closed,
    long ClosedByBotAlone,
    long Ratings,
    double AverageRating,
    double AverageWaitSeconds)
{
    public long Deferred { get; init; }
    public long WorkOrders { get; init; }
    public long CallBacks { get; init; }
    public long Overflows { get; init; }
    public long Reclassified { get; init; }
    public long Referred { get; init; }
    public long FirstRepliesMissed { get; init; }
    public long RepliesMissed { get; init; }
    public long ResolutionsMissed { get; init; }
    public long Offers { get; init; }
    public long OffersDeclined { get; init; }
    public long OffersTimedOut { get; init; }
    public long Widened { get; init; }
    public long TurnedAway { get; init; }
}
