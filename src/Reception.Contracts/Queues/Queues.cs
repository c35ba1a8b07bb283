using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Routing;

namespace Reception.Contracts.Queues;

/// <summary>
/// Work that waits. <see cref="DueTime"/> orders it: arrival plus the target of its priority; smallest first, ties by arrival.
/// <see cref="Epoch"/> tells this wait from an earlier one of the same conversation; the same epoch with an earlier due time moves it
/// earlier. <see cref="Exempt"/>: it enters a full queue too (it waited or was served before). <see cref="GivenBy"/>: who handed it on, or whom it
/// was taken from; he is not asked for it at once.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record WaitingWork(
    ConversationId Work,
    long Epoch,
    DateTimeOffset Arrival,
    DateTimeOffset DueTime,
    int Weight,
    AgentId? Preferred,
    DateTimeOffset? PreferredUntil,
    string? Topic,
    HandOverReason Reason,
    string? CustomerName,
    WorkRequest? Request = null,
    bool Exempt = false,
    AgentId? GivenBy = null);

/// <summary>One line of the queue as operators see it, with the reason why it waits.</summary>
[GenerateSerializer, Immutable]
public sealed record WaitingView(ConversationId Work, int Place, DateTimeOffset Arrival, AgentId? OfferedTo, DateTimeOffset? OfferUntil, int Offers, string Why, WaitExplanation? Explanation = null);

[GenerateSerializer, Immutable]
public sealed record QueueView(QueueId Id, int Waiting, int Offered, DateTimeOffset? OldestArrival, int RoutableAgents, int FreeWeight, WaitingView[] First, bool Drained = false);

public enum EnqueueOutcome
{
    Queued = 0,
    Known = 1,
    /// <summary>As many wait as the queue's limit allows; it did not enter, its place means nothing.</summary>
    Full = 2,
}

[GenerateSerializer, Immutable]
public sealed record EnqueueResult(EnqueueOutcome Outcome, PlaceInQueue Place);

/// <summary>Waiting work and waiting agents of one queue, in memory only. Key: <see cref="QueueId"/>.</summary>
public interface IQueueGrain : IGrainWithStringKey
{
    Task<EnqueueResult> EnqueueAsync(WaitingWork work);

    /// <summary>The work no longer waits (assigned to <paramref name="taker"/>, closed, transferred). Ends its offers. Idempotent.</summary>
    Task RemoveAsync(ConversationId work, long epoch, AgentId? taker = null);

    /// <summary>Null when the work does not wait here.</summary>
    Task<PlaceInQueue?> GetPlaceAsync(ConversationId work);

    /// <summary>From an Agent: routable, away, more or less free; older versions are dropped.</summary>
    Task OnAgentChangedAsync(AgentAvailability availability);

    /// <summary>From an Agent: an offer ended on his side.</summary>
    Task OnOfferEndedAsync(AgentId agent, Guid offer, OfferEnd end);

    Task<QueueView> GetAsync(int first);

    /// <summary>The line of one work, wherever it stands; null when it does not wait here.</summary>
    Task<WaitingView?> ExplainAsync(ConversationId work);

    /// <summary>No new offers from now on, or offers again; kept over restarts. Works that wait overflow where the limit's policy sends them, or stay.</summary>
    Task DrainAsync(bool drained);

    /// <summary>From another queue of the shop, a notice: so much weight of its free agents may be used. Older versions are dropped.</summary>
    Task OnLendingAsync(QueueId home, long version, int grants);

    /// <summary>From a Sweeper, once a second while work waits here: a queue whose silo died begins again without being asked by anybody else.</summary>
    Task WakeAsync();

    /// <summary>Compares with the open-work index and with the agents it knows; what it mends is counted as a find.</summary>
    Task<int> CompareAsync();
}
