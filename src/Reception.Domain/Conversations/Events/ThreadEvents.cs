using Reception.Contracts.Conversations;

namespace Reception.Domain.Conversations.Events;

/// <summary>A line of the thread. Sequences start at 1 and are gap-free over all episodes.</summary>
public abstract record ThreadEvent(DateTimeOffset At, int Episode, long Sequence) : ConversationEvent(At, Episode);

/// <summary>The customer's message.</summary>
public sealed record MessageAccepted(DateTimeOffset At, int Episode, long Sequence, string ClientMessageId, string Text) : ThreadEvent(At, Episode, Sequence);

/// <summary>
/// The bot answered from an entry. <see cref="Machine"/>: an agent was the owner, the message was one the machine spared him.
/// <see cref="Knowledge"/> is the version it stands in, <see cref="Rule"/> what decided (null: the entry matched).
/// </summary>
public sealed record BotAnswered(
    DateTimeOffset At, int Episode, long Sequence, long ForSequence, string EntryId, string Text, double Confidence, string? Topic = null, bool Machine = false,
    MessagePart[]? Parts = null, long Knowledge = 0, string? Rule = null)
    : ThreadEvent(At, Episode, Sequence);

/// <summary>
/// The bot asked back, with up to three suggestions (<see cref="Confidence"/> is that of the first), or with buttons in <see cref="Parts"/>.
/// <see cref="Asked"/>: which order it wants to know.
/// </summary>
public sealed record BotClarified(
    DateTimeOffset At, int Episode, long Sequence, long ForSequence, string Text, Suggestion[]? Suggestions = null, long Knowledge = 0, string? Rule = null, double Confidence = 0,
    MessagePart[]? Parts = null, OrderQuestion? Asked = null)
    : ThreadEvent(At, Episode, Sequence);

/// <summary>A greeting, thanks, good-bye.</summary>
public sealed record BotTalked(DateTimeOffset At, int Episode, long Sequence, string Text) : ThreadEvent(At, Episode, Sequence);

/// <summary>The serving agent's message; the entry says which proposed reply he used.</summary>
public sealed record AgentMessaged(DateTimeOffset At, int Episode, long Sequence, string ClientMessageId, string Agent, string? AgentName, string Text, string? ProposalEntryId = null)
    : ThreadEvent(At, Episode, Sequence);

/// <summary>Both sides see that something happened; <see cref="Rule"/>: what of the bot's decided so.</summary>
public sealed record NoticePosted(DateTimeOffset At, int Episode, long Sequence, NoticeKind Notice, string Text, string? Name = null, string? Rule = null, MessagePart[]? Parts = null)
    : ThreadEvent(At, Episode, Sequence);
