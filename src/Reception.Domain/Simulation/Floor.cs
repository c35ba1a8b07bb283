using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Gateways;
using Reception.Contracts.Ids;
using Reception.Contracts.Queues;
using Reception.Contracts.Shops;
using Reception.Domain.Agents;
using Reception.Domain.Queues;
using Reception.Domain.Time;

namespace Reception.Domain.Simulation;

/// <summary>What the people on the floor have to react to.</summary>
internal abstract record FloorEvent;

internal sealed record Offered(AgentId Agent, OfferView Offer, bool IsAccepted) : FloorEvent;

internal sealed record StepReached(ConversationId Work, long Epoch, QueueStep Step) : FloorEvent;

internal sealed record LimitReached(ConversationId Work, long Epoch) : FloorEvent;

/// <summary>
/// The queues and agents of a shop as in the cluster, without the cluster: the same <see cref="Matcher"/>, <see cref="WaitEstimate"/> and
/// <see cref="AgentLedger"/>, whose calls and notices arrive at once and in order. This file is all that the simulation knows of them.
/// </summary>
internal sealed class Floor
{
    private readonly Dictionary<QueueId, Line> _lines = [];
    private readonly Dictionary<AgentId, AgentLedger> _ledgers = [];
    private readonly Queue<Line> _toDecide = new();
    private readonly Queue<(AgentId, AgentLedger)> _toTell = new();
    private readonly Queue<FloorEvent> _events = new();
    private long _versions;

    public Floor(ShopId shop, ShopPolicy policy, IEnumerable<AgentProfile> staff, IRandomSource random, DateTimeOffset now)
    {
        var agents = AgentPolicy.Of(policy);
        foreach (var queue in policy.Queues)
        {
            var (id, rules) = (new QueueId(shop, queue.Name), QueueRulebook.Of(queue, 1));
            var line = new Line(new Matcher(() => rules, random, id), new WaitEstimate());
            _lines.Add(id, line);
            line.Matcher.Begin(now);
        }
        foreach (var profile in staff)
        {
            var ledger = new AgentLedger(profile.Id, new AgentLedgerState(), _ => agents, now);
            if (ledger.PutProfile(profile, now) is { Outcome: not ProfileOutcome.Stored } wrong) throw new ArgumentException($"{profile.Id}: {string.Join(' ', wrong.Errors)}", nameof(staff));
            _ledgers.Add(profile.Id, ledger);
        }
    }

    /// <summary>What happened since, in order.</summary>
    public bool TryTake(out FloorEvent? happened) => _events.TryDequeue(out happened);

    public (EnqueueOutcome Outcome, PlaceInQueue? Told) Enter(QueueId queue, WaitingWork work, bool isTold, DateTimeOffset now)
    {
        var line = _lines[queue];
        var outcome = line.Matcher.Enqueue(work, now);
        if (outcome == EnqueueOutcome.Queued) line.Estimate.OnEntered(line.Matcher.Waiting.Count, line.Matcher.Blocked, now);
        var told = isTold && line.Matcher.Waiting.Find(work.Work) is { } entry ? line.Estimate.At(line.Matcher.Waiting.PlaceOf(entry), now) : null;
        Run(line, now);
        return (outcome, told);
    }

    /// <summary>The wait ended without an agent.</summary>
    public void Leave(QueueId queue, ConversationId work, long epoch, DateTimeOffset now) => End(_lines[queue], work, epoch, null, now);

    /// <summary>False: the offer is over.</summary>
    public bool Accept(AgentId agent, OfferView offer, DateTimeOffset now)
    {
        var ledger = _ledgers[agent];
        ledger.Respond(now);
        if (ledger.Confirm(offer.Offer, offer.Work, offer.Epoch + 1, now).Outcome != ConfirmOutcome.Confirmed)
        {
            Run(agent, ledger, now);
            return false;
        }
        ledger.Settle(offer.Work, offer.Offer, yours: true, now);
        ledger.OnStored();
        _toTell.Enqueue((agent, ledger));
        End(_lines[offer.Queue], offer.Work, offer.Epoch, agent, now);
        return true;
    }

    public void Decline(AgentId agent, Guid offer, DateTimeOffset now)
    {
        _ledgers[agent].Decline(offer, now);
        Run(agent, _ledgers[agent], now);
    }

    /// <summary>The agent is done with the work.</summary>
    public void Release(AgentId agent, ConversationId work, long epoch, DateTimeOffset now)
    {
        _ledgers[agent].Release(work, epoch + 1, now);
        Run(agent, _ledgers[agent], now);
    }

    public void ComeOnline(AgentId agent, DateTimeOffset now)
    {
        Beat(agent, now);
        _ledgers[agent].SetIntent(PresenceIntent.Online, null, now);
        Run(agent, _ledgers[agent], now);
    }

    public void GoOffline(AgentId agent, DateTimeOffset now)
    {
        _ledgers[agent].SetIntent(PresenceIntent.Offline, null, now);
        Run(agent, _ledgers[agent], now);
    }

    /// <summary>His client renews its lease, and the ledger does what time has done.</summary>
    public void Beat(AgentId agent, DateTimeOffset now)
    {
        _ledgers[agent].Connect(new SessionAddress("desk", "floor"), AgentPolicy.LongestLease, now);
        Run(agent, _ledgers[agent], now);
    }

    /// <summary>An ended wrap-up, a shift that begins.</summary>
    public void OnTime(AgentId agent, DateTimeOffset now)
    {
        _ledgers[agent].OnTime(now);
        Run(agent, _ledgers[agent], now);
    }

    public DateTimeOffset? NextWake(QueueId queue) => _lines[queue].Matcher.NextWake;

    public void OnTime(QueueId queue, DateTimeOffset now)
    {
        _lines[queue].Matcher.OnTime(now);
        Run(_lines[queue], now);
    }

    public int HeldWeight(AgentId agent) => _ledgers[agent].HeldWeight;

    private void End(Line line, ConversationId work, long epoch, AgentId? taker, DateTimeOffset now)
    {
        if (line.Matcher.Remove(work, epoch, now, taker) is not null) line.Estimate.OnLeft(taker is not null, line.Matcher.Waiting.Count, line.Matcher.Blocked, now);
        Run(line, now);
    }

    private void Run(AgentId agent, AgentLedger ledger, DateTimeOffset now)
    {
        ledger.OnStored();
        _toTell.Enqueue((agent, ledger));
        Run(now);
    }

    private void Run(Line line, DateTimeOffset now)
    {
        _toDecide.Enqueue(line);
        Run(now);
    }

    private void Run(DateTimeOffset now)
    {
        while (true)
        {
            if (_toDecide.TryDequeue(out var line))
            {
                foreach (var decision in line.Matcher.TakeDecisions()) Carry(line, decision, now);
            }
            else if (_toTell.TryDequeue(out var teller))
            {
                foreach (var notice in teller.Item2.TakeNotices()) Tell(teller.Item1, notice, now);
            }
            else return;
        }
    }

    private void Carry(Line line, QueueDecision decision, DateTimeOffset now)
    {
        switch (decision)
        {
            case ReserveDecision reserve:
                var ledger = _ledgers[reserve.Agent];
                var outcome = ledger.Reserve(reserve.Offer, now);
                line.Matcher.OnAnswered(reserve.Offer.Offer, new ReserveResult(outcome, ledger.Availability(reserve.Offer.Queue)), now);
                _toDecide.Enqueue(line);
                _toTell.Enqueue((reserve.Agent, ledger));
                break;
            case WithdrawDecision withdraw:
                _ledgers[withdraw.Agent].Withdraw(withdraw.Offer, withdraw.End, now);
                _toTell.Enqueue((withdraw.Agent, _ledgers[withdraw.Agent]));
                break;
            case StepDecision step:
                _events.Enqueue(new StepReached(step.Work, step.Epoch, step.Step));
                break;
            case LimitDecision limit:
                _events.Enqueue(new LimitReached(limit.Work, limit.Epoch));
                break;
            case LendDecision lend when _lines.TryGetValue(lend.Borrower, out var borrower):
                borrower.Matcher.OnLending(_lines.First(l => l.Value == line).Key, ++_versions, lend.Grants, now);
                _toDecide.Enqueue(borrower);
                break;
        }
    }

    private void Tell(AgentId agent, LedgerNotice notice, DateTimeOffset now)
    {
        switch (notice)
        {
            case OfferShown shown:
                _events.Enqueue(new Offered(agent, shown.Offer, IsAccepted: false));
                break;
            case AutoAccepted taken:
                _events.Enqueue(new Offered(agent, taken.Offer, IsAccepted: true));
                break;
            case OfferEnded ended when _lines.TryGetValue(ended.Queue, out var line):
                line.Matcher.OnOfferEnded(agent, ended.Offer, ended.End, now);
                _toDecide.Enqueue(line);
                break;
            case StandingChanged standing when _lines.TryGetValue(standing.Queue, out var line):
                line.Matcher.OnAgentChanged(standing.Availability, now);
                _toDecide.Enqueue(line);
                break;
        }
    }

    private sealed record Line(Matcher Matcher, WaitEstimate Estimate);
}
