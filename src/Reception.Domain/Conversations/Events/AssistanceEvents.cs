using Reception.Contracts.Conversations;

namespace Reception.Domain.Conversations.Events;

/// <summary>The bot did not understand a message; <see cref="Misses"/> in a row with this one. <see cref="Knowledge"/> is the version it was read with, <see cref="Part"/> what of the message (null: all).</summary>
public sealed record MissCounted(DateTimeOffset At, int Episode, long ForSequence, int Misses, long Knowledge = 0, string? Part = null)
    : ConversationEvent(At, Episode);

/// <summary>A customer who waits for a human lost his temper or threatened: nothing more is said to him by machine, and who serves him is told.</summary>
public sealed record CustomerUpset(DateTimeOffset At, int Episode, long ForSequence) : ConversationEvent(At, Episode);

/// <summary>
/// The machine proposed a reply to the serving agent, and up to two more in <see cref="Others"/>. <see cref="Late"/>: a bot's reply whose
/// epoch had passed. Events without a text are of a time when it was not stored.
/// </summary>
public sealed record ReplyProposed(
    DateTimeOffset At, int Episode, long ForSequence, string EntryId, double Confidence, bool Late = false, string? Text = null, string? Question = null, string? Matched = null,
    ProposedEntry[]? Others = null, long Knowledge = 0)
    : ConversationEvent(At, Episode);

/// <summary>An entry as a proposal: its question, what of it is nearest to the message, its answer, and the probability that it is the right one.</summary>
public sealed record ProposedEntry(string EntryId, string Question, string Text, double Confidence, string? Matched = null);

/// <summary>The serving agent stopped (or restarted) the machine's answers and proposals.</summary>
public sealed record AssistantMuted(DateTimeOffset At, int Episode, string Agent, bool Muted, string? CommandId = null) : ConversationEvent(At, Episode);
