using Reception.Contracts.Conversations;
using Reception.Contracts.Gateways;
using Reception.Contracts.Ids;
using Reception.Contracts.Routing;

namespace Reception.Contracts.Agents;

/// <summary>What the agent wants. The system never changes it; whether he can be routed to is computed from it and his live connections.</summary>
public enum PresenceIntent { Offline = 0, Away = 1, Online = 2 }

/// <summary>What the agent effectively is.</summary>
public enum PresenceState
{
    Offline = 0,
    Away = 1,
    Online = 2,
    /// <summary>Wants to work, but has no live connection; his conversations wait for the grace time.</summary>
    Disconnected = 3,
}

/// <summary>Who he is and what he serves. <see cref="Capacity"/> counts weights; a chat weighs 1 unless the queue says otherwise; 1 to 100.</summary>
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

/// <summary>Work that counts against the capacity.</summary>
[GenerateSerializer, Immutable]
public sealed record HeldWork(ConversationId Work, QueueId Queue, int Weight, long Epoch, DateTimeOffset Since);

/// <summary>An offer as the agent sees it.</summary>
[GenerateSerializer, Immutable]
public sealed record OfferView(Guid Offer, ConversationId Work, QueueId Queue, long Epoch, int Weight, DateTimeOffset Until, DateTimeOffset WaitingSince, string? Topic, HandOverReason Reason, string? CustomerName, WorkRequest? Request = null, bool AutoAccept = false, AssignmentExplanation? Why = null);

/// <summary>The agent's own picture; <see cref="Version"/> rises with each change.</summary>
[GenerateSerializer, Immutable]
public sealed record AgentView(AgentId Id, long Version, string Name, PresenceIntent Intent, PresenceState State, int Capacity, int Load, HeldWork[] Holds, OfferView[] Offers);

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

public enum ProfileOutcome { Stored = 0, Invalid = 1, Conflict = 2 }

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

/// <summary>An agent: presence and the capacity ledger, alone. Key: <see cref="AgentId"/>.</summary>
public interface IAgentGrain : IGrainWithStringKey
{
    [ReadOnly]
    Task<AgentView?> GetAsync();

    [ReadOnly]
    Task<AgentProfile?> GetProfileAsync();

    /// <summary>Creates or changes the profile (API only).</summary>
    Task<ProfileOutcome> PutProfileAsync(AgentProfile profile);

    /// <summary>A connection with a lease of <paramref name="lease"/>; renewed by calling again. Null: no such agent.</summary>
    Task<AgentView?> ConnectAsync(SessionAddress session, TimeSpan lease);

    /// <summary>False: the lease is not known (any more, leases live in memory); connect again.</summary>
    Task<bool> RenewAsync(string sessionId, TimeSpan lease);

    Task DisconnectAsync(string sessionId);

    Task<AgentView?> SetPresenceAsync(PresenceIntent intent);

    // From the Queue ------------------------------------------------------------------------------------------------
    Task<ReserveResult> ReserveAsync(ReserveWork request);

    /// <summary>The queue ends an offer: time is up, or the work is gone.</summary>
    Task WithdrawAsync(Guid offer, OfferEnd end);

    /// <summary>How he stands to a queue that has just started or compares what it believes.</summary>
    [ReadOnly]
    Task<AgentReport> ReportAsync(QueueId queue);

    // From the Conversation -----------------------------------------------------------------------------------------
    /// <summary>Turns a reservation into a hold: capacity is checked again and the ledger stored before the answer.</summary>
    Task<ConfirmOutcome> ConfirmAsync(Guid offer, ConversationId work, long newEpoch);

    /// <summary>The answer to an unsettled hold, and the confirmation of a settled one.</summary>
    Task SettleAsync(ConversationId work, Guid offer, bool yours);

    /// <summary>The work is no longer his (closed, transferred, requeued, handed back). Idempotent.</summary>
    Task ReleaseAsync(ConversationId work, long epoch);

    Task<ServingState> GetServingAsync(ConversationId work, long epoch);

    // From the agent's client ---------------------------------------------------------------------------------------
    Task<CommandOutcome> DeclineAsync(Guid offer);
}
