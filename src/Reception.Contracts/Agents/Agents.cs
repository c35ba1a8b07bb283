using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Routing;

namespace Reception.Contracts.Agents;

/// <summary>
/// Who he is and what he serves. <see cref="Capacity"/> counts weights; a chat weighs 1 unless the queue says otherwise; 1 to 100. So much
/// of it as <see cref="WakeReserve"/> says is kept for chats of his that went silent and no longer count. <see cref="Languages"/> and
/// <see cref="Channels"/>: null serves all. <see cref="Qualifications"/> add queues beyond his own, in shifts. Bounds: docs/agents.md.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record AgentProfile(
    AgentId Id,
    string Name,
    QueueId[] Queues,
    int Capacity,
    AgentSkill[]? Skills = null,
    string[]? Languages = null,
    string[]? Channels = null,
    Label[]? Labels = null,
    Qualification[]? Qualifications = null,
    int Share = 1,
    int WakeReserve = 0);

/// <summary>Work that counts against the capacity; since <see cref="IdleSince"/>, if set, it is silent and counts only against what is kept for it.</summary>
[GenerateSerializer, Immutable]
public sealed record HeldWork(ConversationId Work, QueueId Queue, int Weight, long Epoch, DateTimeOffset Since, DateTimeOffset? IdleSince = null);

/// <summary>An offer as the agent sees it.</summary>
[GenerateSerializer, Immutable]
public sealed record OfferView(Guid Offer, ConversationId Work, QueueId Queue, long Epoch, int Weight, DateTimeOffset Until, DateTimeOffset WaitingSince, string? Topic, HandOverReason Reason, string? CustomerName, WorkRequest? Request = null, bool AutoAccept = false, AssignmentExplanation? Why = null);

/// <summary>
/// The agent's own picture; <see cref="Version"/> rises with each change. <see cref="Load"/> is the weight that counts now, silent chats
/// (<see cref="Idle"/>) and wrap-ups apart. <see cref="Reason"/> belongs to the intent, which he has since <see cref="Since"/>; it is one of
/// <see cref="Reasons"/>, if his shops list some.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record AgentView(
    AgentId Id,
    long Version,
    string Name,
    PresenceIntent Intent,
    PresenceState State,
    int Capacity,
    int Load,
    HeldWork[] Holds,
    OfferView[] Offers,
    string? Reason = null,
    DateTimeOffset? Since = null,
    ForcedPresence? Forced = null,
    AgentDrain? Drain = null,
    WrapUp[]? WrapUps = null,
    int Idle = 0,
    string[]? Reasons = null);

/// <summary>What the queue asks to hold for a while.</summary>
[GenerateSerializer, Immutable]
public sealed record ReserveWork(OfferView Offer);

public enum ReserveOutcome
{
    Reserved = 0,
    /// <summary>Not enough capacity left.</summary>
    NoCapacity = 1,
    /// <summary>Away, offline or disconnected.</summary>
    NotRoutable = 2,
    /// <summary>The profile no longer serves this queue.</summary>
    NotServing = 3,
}

/// <summary>The answer to a reservation; the availability corrects what the queue believed.</summary>
[GenerateSerializer, Immutable]
public sealed record ReserveResult(ReserveOutcome Outcome, AgentAvailability Availability);

public enum ConfirmOutcome
{
    Confirmed = 0,
    OfferGone = 1,
    OverCapacity = 2,
    /// <summary>The ledger could not be stored, or has just begun anew and waits for its queues; nothing is held, try again.</summary>
    Unavailable = 3,
}

/// <summary>The answer to a confirmation, with why the work was offered to him (null: nobody knows any more).</summary>
[GenerateSerializer, Immutable]
public sealed record ConfirmResult(ConfirmOutcome Outcome, AssignmentExplanation? Why = null);

public enum ProfileOutcome { Stored = 0, Invalid = 1, Conflict = 2 }

/// <summary>Every error at once, each with the path of the value.</summary>
[GenerateSerializer, Immutable]
public sealed record ProfileResult(ProfileOutcome Outcome, string[] Errors);

/// <summary>
/// What an Agent tells its queues after each change; older versions are dropped. <see cref="IdleSince"/> is the last time he was
/// given or gave back work, or came online: the longest idle is asked first. <see cref="Capacity"/> says what he could ever fit.
/// <see cref="Life"/> rises when his grain starts anew (its silo died, or it moved): what it only had in memory, reservations, is gone.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record AgentAvailability(AgentId Agent, long Version, bool Routable, int FreeWeight, DateTimeOffset IdleSince, int Capacity = 0, long Life = 0, AgentTraits? Traits = null);

/// <summary>The answer to a queue that starts or compares: how the agent stands, and the offers of this queue that he still holds.</summary>
[GenerateSerializer, Immutable]
public sealed record AgentReport(AgentAvailability Availability, OfferView[] Offers);

/// <summary>Why an offer ended without an assignment.</summary>
public enum OfferEnd { Declined = 0, TimedOut = 1, Withdrawn = 2, AgentLeft = 3 }

/// <summary>How the agent stands to a conversation he is believed to own.</summary>
public enum ServingState { NotHeld = 0, Live = 1, InGrace = 2, Lost = 3 }
