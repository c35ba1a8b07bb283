namespace Reception.Protocol.Frames;

/// <summary>A line of the thread; sequences start at 1 and have no gap.</summary>
public sealed record MessageDocument(
    long Sequence,
    int Episode,
    string Kind,
    string Author,
    string? AuthorName,
    string Text,
    DateTimeOffset At,
    string? ClientId = null,
    string? EntryId = null,
    SuggestionDocument[]? Suggestions = null,
    string? Notice = null,
    bool Machine = false,
    PartDocument[]? Parts = null)
{
    /// <summary>Why the machine said it; in transcripts, for those who work for the shop.</summary>
    public WhyDocument? Why { get; init; }
}

/// <summary>What decided (<c>matched</c>: an entry was sure), how sure it was, and the knowledge version it was said from.</summary>
public sealed record WhyDocument(string Rule, double Confidence, long KnowledgeVersion);

/// <summary>
/// A block below a message's text, in order; <see cref="Kind"/> is <c>text</c>, <c>picture</c>, <c>video</c>, <c>product</c>, <c>link</c> or <c>buttons</c>
/// (readers leave out what they do not know). Addresses are <c>https</c> or a path on the gateway's own origin; check them before use.
/// </summary>
public sealed record PartDocument(string Kind, string? Text = null, string? Url = null, string? Title = null, string? Picture = null, string? Price = null, ButtonDocument[]? Buttons = null);

/// <summary>Opens <see cref="Url"/>; without one the customer says <see cref="Say"/>, or else the label.</summary>
public sealed record ButtonDocument(string Label, string? EntryId = null, string? Url = null, string? Say = null);

/// <summary>A question the customer may have meant.</summary>
public sealed record SuggestionDocument(string EntryId, string Question);

/// <summary>The state of a conversation; older versions are dropped by the reader.</summary>
public sealed record ViewDocument(
    string Conversation,
    long Version,
    int Episode,
    string Phase,
    long Epoch,
    long LastSequence,
    string? Queue,
    string? Agent,
    string? AgentName,
    string? Topic,
    string? Reason,
    DateTimeOffset? OpenedAt,
    DateTimeOffset? WaitingSince,
    DateTimeOffset? ClosedAt,
    int? Rating,
    bool AssistantMuted,
    ContextDocument? Context)
{
    /// <summary>What the wait asks for, why this agent was asked, and the last decision about the wait; for those who work for the shop.</summary>
    public RoutingDocument? Routing { get; init; }

    /// <summary>Deadlines that passed: <c>first-reply</c>, <c>each-reply</c>, <c>resolution</c>.</summary>
    public string[]? Missed { get; init; }

    /// <summary>Work orders and call-backs that stand for a person in this episode.</summary>
    public PromiseDocument[]? Promises { get; init; }

    /// <summary>False: this channel does not ask how it was; null: it does.</summary>
    public bool? AsksRating { get; init; }
}

/// <summary>Priority 0 is normal; skills as <c>skill ≥ level</c>; <see cref="Why"/> why the present agent was asked, <see cref="Turn"/> what was decided last about the wait.</summary>
public sealed record RoutingDocument(
    int Priority, string? Language, string[]? Skills = null, DateTimeOffset? Deadline = null, string? Preferred = null, string? Why = null, string? Mode = null, string? Turn = null);

/// <summary>A work order by its number; <see cref="Made"/> false: it is still being made.</summary>
public sealed record PromiseDocument(string Number, string Kind, DateTimeOffset At, bool Made);

/// <summary>What the customer came with.</summary>
public sealed record ContextDocument(string? Page = null, string? Product = null, string? Order = null, string? Language = null, string? Name = null);

/// <summary>The place in the queue (1 = next) and an honest range of the wait in seconds.</summary>
public sealed record PlaceDocument(int Place, int? FromSeconds, int? ToSeconds);

/// <summary>A message on its way in; the id makes a repeat harmless.</summary>
public sealed record PostedMessage(string Id, string Text);

/// <summary>The sequence under which a message is stored for good.</summary>
public sealed record AckDocument(string Id, long Sequence);

/// <summary>
/// A reply the machine proposes to the agent, and where it comes from: the entry, its question, the way of asking that is nearest, the
/// probability. Up to three come for one message, <see cref="Rank"/> 1 is the best.
/// </summary>
public sealed record ProposalDocument(long ForSequence, string EntryId, string Question, string Text, double Confidence, string? Matched = null, int Rank = 1);

/// <summary>Work that an agent may take until <see cref="Until"/>; <see cref="Kind"/> is <c>chat</c>, <c>work-order</c>, <c>review</c> or <c>call-back</c>.</summary>
public sealed record OfferDocument(string Offer, string Conversation, string Queue, int Weight, DateTimeOffset Until, DateTimeOffset WaitingSince, string? Topic, string? Reason, string? CustomerName, string? Kind = null);

/// <summary>Work an agent holds; with <see cref="IdleSince"/> it is silent and does not count in the load.</summary>
public sealed record HeldDocument(string Conversation, string Queue, int Weight, long Epoch, DateTimeOffset Since, DateTimeOffset? IdleSince = null);

/// <summary>
/// An agent's own picture; older versions are dropped by the reader. <see cref="Intent"/> and <see cref="Reason"/> are his own word;
/// <see cref="Forced"/>, if there, counts instead. <see cref="Idle"/> is the weight of his silent chats.
/// </summary>
public sealed record AgentDocument(
    string Id,
    long Version,
    string Name,
    string Intent,
    string State,
    int Capacity,
    int Load,
    HeldDocument[] Holds,
    OfferDocument[] Offers,
    string? Reason = null,
    DateTimeOffset? Since = null,
    ForcedDocument? Forced = null,
    DrainDocument? Drain = null,
    WrapUpDocument[]? WrapUps = null,
    int? Idle = null)
{
    /// <summary>What he may give as the reason for being away, where his shops list some; null: any text.</summary>
    public string[]? Reasons { get; init; }
}

/// <summary>A presence that a supervisor set, until the agent sets his own, or until a time.</summary>
public sealed record ForcedDocument(string Intent, string? Reason, string By, DateTimeOffset At, DateTimeOffset? Until = null);

/// <summary>No new work; empty, he is <see cref="Then"/>.</summary>
public sealed record DrainDocument(string Then, string? Reason, string By, DateTimeOffset At);

/// <summary>Work that ended and still takes its weight.</summary>
public sealed record WrapUpDocument(string Conversation, string Queue, int Weight, DateTimeOffset Until);

/// <summary>What a session saw of one thread.</summary>
public sealed record ThreadPosition(string Conversation, long After);

/// <summary>The bounds of this connection.</summary>
public sealed record LimitsDocument(int FrameBytes, int TextLength, int MessagesPerPost, int FramesPerSecond, int PingSeconds);
