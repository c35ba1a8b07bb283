using System.Text.Json;
using Microsoft.Extensions.Logging;
using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Queues;
using Reception.Contracts.Shops;
using Reception.Domain.Agents;
using Reception.Domain.Journal;
using Reception.Domain.Queues;
using Reception.Domain.Shops;
using Reception.Domain.Time;
using Reception.Grains.Delivery;
using Reception.Grains.Hosting;
using Reception.Grains.Insight;
using Reception.Grains.Metrics;
using Reception.Grains.Shops;

namespace Reception.Grains.Queues;

/// <summary>
/// One queue, in memory only. Every call is one step of the <see cref="Matcher"/> followed by <see cref="Act"/>, which starts what was
/// decided; nothing is awaited in a turn, answers come back as further steps. A new activation reads the open-work index and asks
/// its agents, who tell of offers that are still under way.
/// </summary>
internal sealed partial class QueueGrain(
    [PersistentState("queue", "Default")] IPersistentState<QueueState> state,
    IOpenWorkIndex index,
    IEpisodeStore episodes,
    PolicyCache policies,
    QueueInstruments instruments,
    ShopLabels labels,
    InsightFolder figures,
    IRandomSource random,
    TimeProvider time,
    ILogger<QueueGrain> log) : Grain, IQueueGrain
{
    private QueueId _id;
    private Matcher _matcher = null!;
    private WaitEstimate _estimate = null!;
    private PlaceNotices _places = null!;
    private Notices _notices = null!;
    private readonly WaitingTraces _traces = new();
    private QueueLevel? _level;
    private IGrainTimer _wake = null!;
    private DateTimeOffset? _wakeAt;
    private QueueRulebook _rules = QueueRulebook.Default;
    private QueueCounts _counted;
    private VersionedPolicy? _rulesFrom;
    private string? _rulesText;
    private long _version;
    private bool _isGone;
    private bool _isLendingAgain;

    private DateTimeOffset Now => time.GetUtcNow();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _id = QueueId.Parse(this.GetPrimaryKeyString());
        await LearnRulesAsync(cancellationToken);
        _matcher = new(Rules, random, _id);
        _matcher.Listen();
        if (state.State.Drained) _matcher.Drain(true, Now);
        _estimate = new();
        _places = new(_matcher.Waiting, _estimate);
        _notices = new(time, log);
        _version = Now.UtcTicks;
        _wake = this.RegisterGrainTimer(OnWakeAsync, new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan) { KeepAlive = true });
        foreach (var row in await index.GetWaitingAsync(_id.ToString(), cancellationToken))
        {
            if (row.ToWaiting() is { } work) Restore(work);
        }
        var agents = await AgentsAsync(cancellationToken);
        _level = instruments.Open(labels.Of(_id.Shop)); // closed by the deactivation, which an activation that failed before this has not
        _ = BeginAsync(agents);
        StartComparing();
        StartLooking();
        LogStarted(_id, _matcher.Waiting.Count, agents.Length);
        Start(); // places are told by the step that woke the queue, which answers one of them itself
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _isGone = true;
        _notices?.Stop();
        if (_level is not null) instruments.Close(_level);
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

    public Task RemoveAsync(ConversationId work, long epoch, AgentId? taker = null)
    {
        Leave(work, epoch, taker);
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

    public Task<WaitingView?> ExplainAsync(ConversationId work) => Task.FromResult(_matcher.Line(work, Now));

    public async Task DrainAsync(bool drained)
    {
        state.State.Drained = drained;
        await state.WriteOrEndAsync(DeactivateOnIdle);
        _matcher.Drain(drained, Now);
        Act();
    }

    public Task OnLendingAsync(QueueId home, long version, int grants)
    {
        _matcher.OnLending(home, version, grants, Now);
        Act();
        return Task.CompletedTask;
    }

    private EnqueueOutcome Enter(WaitingWork work)
    {
        var outcome = _matcher.Enqueue(work, Now);
        if (_matcher.Waiting.Find(work.Work) is not null) _traces.OnEntered(work.Work); // read from the index before, if this call woke the queue
        if (outcome == EnqueueOutcome.Queued) _estimate.OnEntered(_matcher.Waiting.Count, _matcher.Blocked, Now);
        if (outcome == EnqueueOutcome.Full) instruments.OnFull();
        return outcome;
    }

    private void Restore(WaitingWork work)
    {
        if (_matcher.Restore(work, Now) == EnqueueOutcome.Queued) _estimate.OnEntered(_matcher.Waiting.Count, _matcher.Blocked, Now);
    }

    private void Leave(ConversationId work, long epoch, AgentId? taker = null)
    {
        var taken = taker is not null;
        if (_matcher.Remove(work, epoch, Now, taker) is not { } entry) return;
        _traces.OnLeft(work);
        _estimate.OnLeft(taken, _matcher.Waiting.Count, _matcher.Blocked, Now);
        if (taken) instruments.OnTaken(Now - entry.Work.Arrival);
        else instruments.OnLeft(Now - entry.Work.Arrival);
    }

    /// <summary>A limit that is exact needs the rules before the first work; a shop that does not answer keeps nobody waiting for long.</summary>
    private async Task LearnRulesAsync(CancellationToken cancellation)
    {
        try
        {
            await policies.GetAsync(_id.Shop).AsTask().WaitAsync(BeginPatience, time, cancellation);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            LogNoRules(e, _id);
        }
    }

    /// <summary>
    /// Asked at each decision; made anew when a version of the policy, a phase of its calendar or a lever says something else about this queue, as
    /// then all that waits is looked at again. The default serves until the shop's answer is in memory.
    /// </summary>
    private QueueRulebook Rules()
    {
        var policy = policies.GetAsync(_id.Shop);
        if (!policy.IsCompletedSuccessfully || policy.Result is not { } known || ReferenceEquals(known, _rulesFrom)) return _rules;
        _rulesFrom = known;
        if (known.Policy.Queues.FirstOrDefault(q => q.Name == _id.Name) is not { } queue) return _rules;
        var text = JsonSerializer.Serialize(queue, PolicyWire.Json.QueuePolicy);
        if (text != _rulesText) (_rulesText, _rules) = (text, QueueRulebook.Of(queue, known.Version));
        return _rules;
    }

    /// <summary>Who belongs here now: members, the qualified on shift, and whom other queues lend to this one. The rest speak up when they do.</summary>
    private async Task<AgentId[]> AgentsAsync(CancellationToken cancellation = default)
    {
        var profiles = await episodes.GetAgentsAsync(_id.Shop, cancellation);
        var policy = AgentPolicy.Of((await policies.GetAsync(_id.Shop))?.Policy);
        return [.. profiles.Where(profile => Belongings.Of(profile, shop => shop == _id.Shop ? policy : AgentPolicy.Default, Now).ContainsKey(_id)).Select(profile => profile.Id)];
    }
}
