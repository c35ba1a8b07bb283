using Reception.Contracts.Conversations;
using Reception.Contracts.Routing;
using Reception.Contracts.Shops;

namespace Reception.Domain.Conversations.Events;

/// <summary>What made a wait take another turn.</summary>
public enum WaitCause
{
    /// <summary>A step of the queue sends the work on.</summary>
    Step = 0,
    /// <summary>As many wait as the queue's limit allows.</summary>
    Full = 1,
    /// <summary>It waited as long as the queue's limit allows.</summary>
    TooLong = 2,
    /// <summary>Nobody works now.</summary>
    Closed = 3,
    /// <summary>The customer took what he was offered while he waited.</summary>
    Chosen = 4,
    /// <summary>The policy has its queue no longer.</summary>
    Gone = 5,
}

/// <summary>From one queue to another; the arrival is kept. <see cref="Why"/> says in words for staff what decided, <see cref="Step"/> which step.</summary>
public sealed record Overflowed(DateTimeOffset At, int Episode, long Epoch, Wait Wait, WaitCause Cause, string Why, string? Step = null) : OwnershipEvent(At, Episode, Epoch);

/// <summary>Second routing: what the customer said while he waited moved the work, once; the arrival is kept.</summary>
public sealed record Reclassified(DateTimeOffset At, int Episode, long Epoch, Wait Wait, string Rule, string Why, long ForSequence) : OwnershipEvent(At, Episode, Epoch);

/// <summary>The wait ended without an agent: the bot goes on. What it ended in stands in a <see cref="WorkPromised"/> of the same append, if anything.</summary>
public sealed record WaitEnded(DateTimeOffset At, int Episode, long Epoch, WaitCause Cause, string Why, string? Step = null) : OwnershipEvent(At, Episode, Epoch);

/// <summary>
/// A person was wanted outside the hours and the bot goes on; the customer was told when people are back (<see cref="Back"/>; null: not
/// within a year). Asking again leads on.
/// </summary>
public sealed record HandOverDeferred(
    DateTimeOffset At, int Episode, HandOverReason Reason, string? Topic, string Why, DateTimeOffset? Back = null, string? CommandId = null, long Knowledge = 0, string? Rule = null)
    : ConversationEvent(At, Episode);

/// <summary>A work order or call-back stands for a person who could not be had. It is made after the append, and again until it exists.</summary>
public sealed record WorkPromised(DateTimeOffset At, int Episode, Promise Promise, HandOverReason Reason, string? CommandId = null, long Knowledge = 0, string? Rule = null)
    : ConversationEvent(At, Episode);

/// <summary>What was promised exists.</summary>
public sealed record PromiseKept(DateTimeOffset At, int Episode, long Number) : ConversationEvent(At, Episode);

/// <summary>A step of the queue offers the customer something instead of waiting on; he keeps waiting until he takes it.</summary>
public sealed record WaitAlternativeOffered(DateTimeOffset At, int Episode, WaitOffer Offer, string? Step, string Why) : ConversationEvent(At, Episode);

/// <summary>
/// A deadline passed at <see cref="Due"/>, counted from <see cref="Since"/>. <see cref="Waiting"/>, if set, is the wait with its due time
/// moved earlier: overdue work goes before what is in time.
/// </summary>
public sealed record DeadlineMissed(
    DateTimeOffset At, int Episode, DeadlineKind Kind, DateTimeOffset Since, DateTimeOffset Due, string? Queue = null, string? Agent = null, Wait? Waiting = null)
    : ConversationEvent(At, Episode);

/// <summary>The bot said whose the topic is on this channel, with a link in <see cref="Parts"/>; nobody of ours answers it.</summary>
public sealed record BotReferred(
    DateTimeOffset At, int Episode, long Sequence, long ForSequence, string Party, string Text, string? Topic = null, MessagePart[]? Parts = null, long Knowledge = 0)
    : ThreadEvent(At, Episode, Sequence);
