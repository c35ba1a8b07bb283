using Reception.Contracts.Conversations;

namespace Reception.Domain.Conversations.Events;

/// <summary>
/// A line that the customer never sees. It is no <see cref="ThreadEvent"/>: whatever shows the thread, judges it, learns from it or counts
/// it cannot come across one. <see cref="Number"/> counts internal lines only, without a gap. <see cref="To"/>: this agent alone.
/// </summary>
public sealed record InternalSaid(
    DateTimeOffset At, int Episode, long Number, InternalKind Kind, StaffRole Role, string From, string? FromName, string Text, string? To = null, string? ClientId = null)
    : ConversationEvent(At, Episode);

/// <summary>The owner asks a colleague, who may come until <see cref="Until"/>, or an outside party, which is there at once.</summary>
public sealed record ConsultAsked(
    DateTimeOffset At, int Episode, string Agent, string? Colleague, string? Party, string? Name, DateTimeOffset? Until, string? Question = null, string? CommandId = null)
    : ConversationEvent(At, Episode);

/// <summary>The colleague came, or came back.</summary>
public sealed record ConsultJoined(DateTimeOffset At, int Episode, string Colleague) : ConversationEvent(At, Episode);

/// <summary>Why a consult ended while its owner went on. A change of owner ends it without a word of its own.</summary>
public enum ConsultEnd
{
    /// <summary>The owner ended it.</summary>
    Cancelled = 0,
    /// <summary>The colleague left, or was away longer than the grace time.</summary>
    Left = 1,
    /// <summary>The colleague did not come in time.</summary>
    NobodyCame = 2,
}

public sealed record ConsultEnded(DateTimeOffset At, int Episode, ConsultEnd End, string? By = null, string? CommandId = null) : ConversationEvent(At, Episode);

/// <summary>The customer was told that an outside party is in charge.</summary>
public sealed record SentOutside(DateTimeOffset At, int Episode, string Agent, string Party, string Title, string? Url = null, string? CommandId = null) : ConversationEvent(At, Episode);

/// <summary>The customer writes again after he was sent to an outside party.</summary>
public sealed record CameBack(DateTimeOffset At, int Episode, string Party) : ConversationEvent(At, Episode);

/// <summary>How an agent became the owner without an offer of a queue.</summary>
public enum TakeKind { TakenOver = 0, Consulted = 1 }

/// <summary>
/// Straight to an agent: a supervisor (<see cref="By"/>) took it over, or the owner (<see cref="By"/>) completed a warm transfer to the colleague
/// he consulted. <see cref="From"/> is the agent who owned it. <see cref="Offer"/> names the hold in the new owner's ledger, as an accepted
/// offer would.
/// </summary>
public sealed record Taken(
    DateTimeOffset At, int Episode, long Epoch, TakeKind Kind, string By, string Agent, string? AgentName, Guid Offer, Wait Wait, string? From = null, string? Why = null,
    string? CommandId = null)
    : OwnershipEvent(At, Episode, Epoch);

/// <summary>A supervisor sent it to an agent or a queue; <see cref="From"/> is the agent who owned it, if one did. The arrival time is kept.</summary>
public sealed record Reassigned(DateTimeOffset At, int Episode, long Epoch, string By, Wait Wait, string? From = null, string? Why = null, string? CommandId = null)
    : OwnershipEvent(At, Episode, Epoch);
