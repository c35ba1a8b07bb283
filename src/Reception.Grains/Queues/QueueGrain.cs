using Microsoft.Extensions.Logging;
using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Queues;
using Reception.Domain.Journal;
using Reception.Domain.Queues;
using Reception.Domain.Time;
using Reception.Grains.Delivery;
using Reception.Grains.Shops;

namespace Reception.Grains.Queues;

/// <summary>
/// One queue, in memory only. Every call is one step of the <see cref="Matcher"/> followed by <see cref="Act"/>, which starts what was
/// decided; nothing is awaited in a turn, answers come back as further steps. A new activation reads the open-work index and asks
/// its agents, who tell of offers that are still under way.
/// </summary>
internal sealed partial class QueueGrain(
    IOpenWorkIndex index,
    IEpisodeStore episodes,
    PolicyCache policies,
    QueueInstruments instruments,
    IRandomSource random,
    TimeProvider time,
    ILogger<QueueGrain> log) : Grain, IQueueGrain
{
    private QueueId _id;
    private Matcher _matcher = null!;
    private WaitEstimate _estimate = null!;
    private PlaceNotices _places = null!;
    private Notices _notices = null!;
    private IGrainTimer _wake = null!;
    private DateTimeOffset? _wakeAt;
    private long _version;
    private bool _isGone;

    private DateTimeOffset Now => time.GetUtcNow();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _id = QueueId.Parse(this.GetPrimaryKeyString());
        _matcher = new(Policy, random, _id);
        _matcher.Listen();
        _estimate = new();
        _places = new(_matcher.Waiting, _estimate);
        _notices = new(time, log);
        _version = Now.UtcTicks;
        _wake = this.RegisterGrainTimer(OnWakeAsync, new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan) { KeepAlive = true });
        foreach (var row in await index.GetWaitingAsync(_id.ToString(), cancellationToken))
        {
            if (row.ToWaiting() is { } work) Enter(work);
        }
        var agents = await AgentsAsync(cancellationToken);
        _ = BeginAsync(agents);
        StartComparing();
        LogStarted(_id, _matcher.Waiting.Count, agents.Length);
        Start(); // places are told by the step that woke the queue, which answers one of them itself
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _isGone = true;
        _notices?.Stop();
        return Task.CompletedTask;
    }

    public Task<EnqueueResult> EnqueueAsync(WaitingWork work)
    {
        var outcome = Enter(work);
        var entry = _matcher.Waiting.Find(work.Work);
        var place = entry is null ? new PlaceInQueue(0, null, null) : _places.Tell(entry, Now);
        Act();
        return Task.FromResult(new EnqueueResult(outcome, place));
    }

    public Task RemoveAsync(ConversationId work, long epoch)
    {
        Leave(work, epoch);
        Act();
        return Task.CompletedTask;
    }

    public Task<PlaceInQueue?> GetPlaceAsync(ConversationId work) =>
        Task.FromResult(_matcher.Waiting.Find(work) is { } entry ? _places.Tell(entry, Now) : null);

    public Task OnAgentChangedAsync(AgentAvailability availability)
    {
        _matcher.OnAgentChanged(availability, Now);
        Act();
        return Task.CompletedTask;
    }

    public Task OnOfferEndedAsync(AgentId agent, Guid offer, OfferEnd end)
    {
        _matcher.OnOfferEnded(agent, offer, end, Now);
        Act();
        return Task.CompletedTask;
    }

    public Task WakeAsync() => Task.CompletedTask;

    public Task<QueueView> GetAsync(int first) => Task.FromResult(_matcher.View(Math.Clamp(first, 0, 200), Now));

    private EnqueueOutcome Enter(WaitingWork work)
    {
        var outcome = _matcher.Enqueue(work, Now);
        if (outcome == EnqueueOutcome.Queued) _estimate.OnEntered(_matcher.Waiting.Count, _matcher.Blocked, Now);
        return outcome;
    }

    private void Leave(ConversationId work, long epoch)
    {
        var taken = _matcher.Waiting.Find(work)?.Offer is { Reserved: true };
        if (_matcher.Remove(work, epoch, Now) is not { } entry) return;
        _estimate.OnLeft(taken, _matcher.Waiting.Count, _matcher.Blocked, Now);
        if (taken) instruments.OnTaken(Now - entry.Work.Arrival);
    }

    /// <summary>Read at each decision; the shop's answer is in memory, and the default serves until it is.</summary>
    private MatchPolicy Policy()
    {
        var policy = policies.GetAsync(_id.Shop);
        var queue = policy.IsCompletedSuccessfully ? policy.Result?.Policy.Queues.FirstOrDefault(q => q.Name == _id.Name) : null;
        return queue is null ? MatchPolicy.Default : new MatchPolicy(TimeSpan.FromSeconds(queue.OfferSeconds));
    }

    private async Task<AgentId[]> AgentsAsync(CancellationToken cancellation = default) =>
        [.. (await episodes.GetAgentsAsync(_id.Shop, cancellation)).Where(a => a.Queues.Contains(_id)).Select(a => a.Id)];
}
