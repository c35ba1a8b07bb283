using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Queues;
using Reception.Domain.Insight;
using Reception.Domain.Queues;
using Reception.Domain.Shops;
using Reception.Grains.Delivery;

namespace Reception.Grains.Queues;

/// <summary>What a step starts, and how the answers come back.</summary>
internal sealed partial class QueueGrain
{
    /// <summary>No answer to a reservation in this time is a refusal.</summary>
    private static readonly TimeSpan ReservePatience = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan ReportPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BeginPatience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LendingSettles = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ReportPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan PhaseHorizon = TimeSpan.FromDays(1);
    private const int ReportAttempts = 20;

    /// <summary>Starts what was decided, tells places, sets the clock.</summary>
    private void Act()
    {
        if (_isGone) return;
        foreach (var notice in _places.Changed(Now)) TellPlace(notice, NextVersion());
        Start();
    }

    private void Start()
    {
        foreach (var decision in _matcher.TakeDecisions())
        {
            switch (decision)
            {
                case ReserveDecision reserve: _ = ReserveAsync(reserve); break;
                case WithdrawDecision withdraw: Withdraw(withdraw); break;
                case StepDecision step: Tell(step); break;
                case LimitDecision limit: Tell(limit); break;
                case LendDecision lend:
                    Tell(lend, NextVersion());
                    _ = TellLentAgainAsync();
                    break;
            }
        }
        Count();
        SetWake();
    }

    private void Count()
    {
        _level!.Waiting = _matcher.Waiting.Count;
        if (_matcher.Counts == _counted) return;
        var since = _matcher.Counts - _counted;
        _counted = _matcher.Counts;
        instruments.OnCounted(since);
        figures.Add(_id.Shop, FiguresFold.Zero with
        {
            Offers = since.Offers,
            OffersDeclined = since.Declined,
            OffersTimedOut = since.TimedOut,
            Widened = since.Widened,
            TurnedAway = since.TurnedAway,
        });
    }

    private async Task ReserveAsync(ReserveDecision decision)
    {
        instruments.OnAsked();
        using var span = _traces.StartOffer(decision.Offer.Work);
        try
        {
            var result = await Agent(decision.Agent).ReserveAsync(new(decision.Offer)).WaitAsync(ReservePatience, time);
            _matcher.OnAnswered(decision.Offer.Offer, result, Now);
        }
        catch (Exception e)
        {
            LogSilent(e, _id, decision.Agent);
            instruments.OnSilent();
            _matcher.OnSilent(decision.Offer.Offer, Now);
        }
        Act();
    }

    /// <summary>Offers are made when every agent has said how he stands; one who does not holds up nobody for longer than a second.</summary>
    private async Task BeginAsync(AgentId[] agents)
    {
        await Task.WhenAny(Task.WhenAll(agents.Select(LearnAsync)), Task.Delay(BeginPatience, time));
        if (_isGone) return;
        _matcher.Begin(Now);
        Start();
    }

    /// <summary>Asks until the agent has answered with what is still so when it comes; his silo may be the one that died.</summary>
    private async Task LearnAsync(AgentId agent)
    {
        for (var attempt = 1; attempt <= ReportAttempts && !_isGone; attempt++)
        {
            try
            {
                var report = await Agent(agent).ReportAsync(_id).WaitAsync(ReportPatience, time);
                if (_isGone) return;
                var isNew = _matcher.OnReport(report, Now);
                Act();
                if (isNew) return;
            }
            catch (Exception e)
            {
                LogNoReport(e, _id, agent);
                await Task.Delay(ReportPause, time);
            }
        }
    }

    private void Withdraw(WithdrawDecision decision) =>
        _notices.Start($"withdraw {decision.Offer}", () => Agent(decision.Agent).WithdrawAsync(decision.Offer, decision.End));

    private void Tell(StepDecision decision)
    {
        var works = new Works(GrainFactory);
        _notices.Start($"step {decision.Work} {decision.Epoch} {decision.Step.AfterSeconds}", () => works.OnWaitStepAsync(decision.Work, decision.Epoch, decision.Step));
    }

    private void Tell(LimitDecision decision)
    {
        var works = new Works(GrainFactory);
        _notices.Start($"limit {decision.Work} {decision.Epoch}", () => works.OnWaitLimitAsync(decision.Work, decision.Epoch));
    }

    private void Tell(LendDecision decision, long version)
    {
        var borrower = GrainFactory.GetGrain<IQueueGrain>(decision.Borrower.ToString());
        _notices.Latest($"lend {decision.Borrower}", () => borrower.OnLendingAsync(_id, version, decision.Grants));
    }

    /// <summary>
    /// A word that crosses a reservation of its borrower leaves that counted twice there: what it holds, and what is no longer free here.
    /// Once both have settled, the word of the moment says what is left.
    /// </summary>
    private async Task TellLentAgainAsync()
    {
        if (_isLendingAgain) return;
        _isLendingAgain = true;
        await Task.Delay(LendingSettles, time);
        _isLendingAgain = false;
        if (_isGone) return;
        foreach (var lent in _matcher.Lent) Tell(lent, NextVersion());
    }

    private void TellPlace(PlaceNotice notice, long version)
    {
        var works = new Works(GrainFactory);
        _notices.Latest($"place {notice.Work.Work}", () => works.OnPlaceChangedAsync(notice.Work.Work, notice.Work.Epoch, version, notice.Place));
    }

    private void SetWake()
    {
        var next = Sooner(Sooner(_matcher.NextWake, _places.NextWake), NextPhase());
        if (next == _wakeAt) return;
        _wakeAt = next;
        var due = next is { } at ? at - Now : Timeout.InfiniteTimeSpan;
        _wake.Change(next is not null && due < TimeSpan.Zero ? TimeSpan.Zero : due, Timeout.InfiniteTimeSpan);
    }

    /// <summary>When the calendar changes the rules of what waits, if within a day; while nothing waits, the next work finds it out.</summary>
    private DateTimeOffset? NextPhase()
    {
        var policy = policies.GetAsync(_id.Shop);
        if (_matcher.Waiting.Count == 0 || !policy.IsCompletedSuccessfully || policy.Result is not { Policy.Calendar: not null } known) return null;
        return ShopCalendar.Of(known.Policy).NextChange(Now) is { } change && change - Now < PhaseHorizon ? change : null;
    }

    private Task OnWakeAsync(CancellationToken cancellation)
    {
        _wakeAt = null;
        _matcher.OnTime(Now);
        Act();
        return Task.CompletedTask;
    }

    /// <summary>Rises with each word; never behind the clock, so that a queue that began on a silo whose clock is behind is heard again soon.</summary>
    private long NextVersion() => _version = Math.Max(_version + 1, Now.UtcTicks);

    private IAgentGrain Agent(AgentId agent) => GrainFactory.GetGrain<IAgentGrain>(agent.Value);

    private static DateTimeOffset? Sooner(DateTimeOffset? a, DateTimeOffset? b) => a is null || b < a ? b : a;
}
