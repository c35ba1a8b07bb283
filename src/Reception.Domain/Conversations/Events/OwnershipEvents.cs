using Reception.Contracts.Conversations;
using Reception.Contracts.Routing;

namespace Reception.Domain.Conversations.Events;

/// <summary>
/// What a wait in a queue is ordered by and what it asks for; computed on entry, only a missed deadline moves <see cref="Due"/> earlier.
/// <see cref="Exempt"/>: a full queue takes it too. <see cref="Via"/> are the queues it was sent on from; <see cref="Back"/> is the one that
/// takes it again if this one is full.
/// </summary>
public sealed record Wait(
    string Queue, DateTimeOffset Arrival, DateTimeOffset Due, int Weight, string? Preferred = null, DateTimeOffset? PreferredUntil = null, WorkRequest? Request = null,
    bool Exempt = false, string[]? Via = null, string? Back = null);

/// <summary>The owner changed; <see cref="Epoch"/> is the new one, one above the last.</summary>
public abstract record OwnershipEvent(DateTimeOffset At, int Episode, long Epoch) : ConversationEvent(At, Episode);

/// <summary>From the bot to a queue. <see cref="Knowledge"/> is the version the message was read with that led to it (0: none), <see cref="Rule"/> what decided, <see cref="Routing"/> the routing rule that chose the queue (null: by topic).</summary>
public sealed record HandedOver(
    DateTimeOffset At, int Episode, long Epoch, HandOverReason Reason, string? Topic, Wait Wait, string? CommandId = null, long Knowledge = 0, string? Rule = null, string? Routing = null)
    : OwnershipEvent(At, Episode, Epoch);

/// <summary>From a queue to the agent who accepted the offer. <see cref="Arrival"/> is when the wait began, <see cref="Why"/> why he was asked.</summary>
public sealed record OwnerChanged(
    DateTimeOffset At, int Episode, long Epoch, string Agent, string? AgentName, Guid Offer, DateTimeOffset Arrival, AssignmentExplanation? Why = null)
    : OwnershipEvent(At, Episode, Epoch);

/// <summary>From an agent whose connection was lost back to the queue, at the original arrival time.</summary>
public sealed record Requeued(DateTimeOffset At, int Episode, long Epoch, string Agent, HandOverReason Reason, Wait Wait) : OwnershipEvent(At, Episode, Epoch);

/// <summary>From an agent to another queue; the arrival time is kept.</summary>
public sealed record Transferred(DateTimeOffset At, int Episode, long Epoch, string Agent, Wait Wait, string? CommandId = null, string? Why = null) : OwnershipEvent(At, Episode, Epoch);

/// <summary>From an agent back to the bot.</summary>
public sealed record HandedBack(DateTimeOffset At, int Episode, long Epoch, string Agent, string? CommandId = null) : OwnershipEvent(At, Episode, Epoch);
