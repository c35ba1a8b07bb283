using Reception.Contracts.Conversations;

namespace Reception.Domain.Conversations.Events;

/// <summary>Who ended an episode.</summary>
public enum ClosedBy { Customer = 0, Agent = 1, Idle = 2 }

/// <summary>The state before the events of the same append, so that a reader of the present need not go further back.</summary>
public sealed record CheckpointTaken(DateTimeOffset At, int Episode, ConversationSnapshot State) : ConversationEvent(At, Episode);

/// <summary>The bot takes a new (or the next) episode.</summary>
public sealed record EpisodeOpened(DateTimeOffset At, int Episode, long Epoch) : ConversationEvent(At, Episode);

/// <summary>Nobody owns the episode any more. <see cref="BotAlone"/>: no human was asked for in it; <see cref="Unrated"/>: the channel does not ask how it was.</summary>
public sealed record Closed(DateTimeOffset At, int Episode, ClosedBy By, long Epoch, bool BotAlone, string? CommandId = null, bool Unrated = false) : ConversationEvent(At, Episode);

/// <summary>The customer's rating of a closed episode, once, 1 to 5.</summary>
public sealed record Rated(DateTimeOffset At, int Episode, int Stars, string? Comment) : ConversationEvent(At, Episode);
