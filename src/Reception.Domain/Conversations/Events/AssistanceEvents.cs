using Reception.Contracts.Conversations;

namespace Reception.Domain.Conversations.Events;

/// <summary>The bot did not understand a message; <see cref="Misses"/> in a row with this one.</summary>
public sealed record MissCounted(DateTimeOffset At, int Episode, long ForSequence, int Misses) : ConversationEvent(At, Episode);

/// <summary>The machine proposed a reply to the serving agent; its text is the entry's. <see cref="Late"/>: a bot's reply whose epoch had passed.</summary>
public sealed record ReplyProposed(DateTimeOffset At, int Episode, long ForSequence, string EntryId, double Confidence, bool Late = false) : ConversationEvent(At, Episode);

/// <summary>The serving agent stopped (or restarted) the machine's answers and proposals.</summary>
public sealed record AssistantMuted(DateTimeOffset At, int Episode, string Agent, bool Muted, string? CommandId = null) : ConversationEvent(At, Episode);
