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
    ContextDocument? Context);

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

/// <summary>Work that an agent may take until <see cref="Until"/>.</summary>
public sealed record OfferDocument(string Offer, string Conversation, string Queue, int Weight, DateTimeOffset Until, DateTimeOffset WaitingSince, string? Topic, string? Reason, string? CustomerName);

/// <summary>Work an agent holds.</summary>
public sealed record HeldDocument(string Conversation, string Queue, int Weight, long Epoch, DateTimeOffset Since);

/// <summary>An agent's own picture; older versions are dropped by the reader.</summary>
public sealed record AgentDocument(string Id, long Version, string Name, string Intent, string State, int Capacity, int Load, HeldDocument[] Holds, OfferDocument[] Offers);

/// <summary>What a session saw of one thread.</summary>
public sealed record ThreadPosition(string Conversation, long After);

/// <summary>The bounds of this connection.</summary>
public sealed record LimitsDocument(int FrameBytes, int TextLength, int MessagesPerPost, int FramesPerSecond, int PingSeconds);
