using Reception.Contracts.Agents;
using Reception.Contracts.Ids;
using Reception.Contracts.Queues;
using Reception.Domain.Time;

namespace Reception.Domain.Queues;

/// <summary>
/// Who is offered what: one queue's waiting work against its agents.
/// <para>
/// <b>Symbols.</b> Work w has a key k(w) = (due, arrival, entry) that never grows, and a weight. Agent a has a free weight f(a) (his
/// last word less what is being asked of him) and an idle time i(a). The pair (w, a) is <i>allowed</i> when w has no live offer,
/// weight(w) ≤ f(a), a is routable, a does not cool down from w, a is not kept for other work, and w is not inside the window of
/// another, routable, preferred agent.
/// </para>
/// <para>
/// <b>Rule.</b> After each event: while an allowed pair exists, take the allowed w with the smallest key and for it the allowed a with
/// the smallest i(a); reserve. So at rest no allowed pair exists (work conservation), and among works allowed for the same agents
/// the order is that of the keys: earliest due date first (Jackson 1955). The keys being static, no work is overtaken by one whose
/// arrival is later than the largest difference of targets: that is the starvation bound. Agents: longest idle server first
/// (Armony 2005, "Dynamic routing in large-scale service systems").
/// </para>
/// <para>
/// <b>Cost.</b> Both orders are <see cref="RankedTree{TKey,TItem}"/>s: O(log n) for each event and each reservation, plus one step for
/// each work that cools down from every agent free at the moment, of which there are as many as declines in the last 30 s.
/// </para>
/// <para>
/// <b>Heavy work.</b> Under load, light work takes each slot as it frees and work that needs two slots at once would wait for ever.
/// So heavy work past its due time that fits nobody is given an agent who is kept for it (the one with the most free weight) until
/// it fits. At most one agent in ten, at least one, is kept at a time.
/// </para>
/// <para>
/// <b>What can go wrong.</b> A belief about an agent may be old: his own ledger refuses, his answer corrects the belief, the work goes
/// on. An answer that does not come counts as a refusal; the offer is withdrawn in case it was made, and should the agent accept it
/// all the same, the Conversation decides by epoch. A new queue adopts the offers that agents report. Known limit: order and work
/// conservation hold within one queue; an agent of several queues serves whichever asks first.
/// </para>
/// </summary>
public sealed partial class Matcher(Func<MatchPolicy> policy, IRandomSource random, QueueId queue)
{
    private bool _listens;

    /// <summary>Offers by id: asked for or reserved. Each is the <see cref="WaitingEntry.Offer"/> of its entry.</summary>
    private readonly Dictionary<Guid, QueueOffer> _offers = [];

    /// <summary>Requests without an answer, also those whose offer is over by now: their weight is in flight.</summary>
    private readonly Dictionary<Guid, (PooledAgent Agent, int Weight)> _asked = [];

    /// <summary>Agents for whom a held work may have become possible since the last match.</summary>
    private readonly HashSet<PooledAgent> _touched = [];

    private readonly List<PooledAgent> _earmarked = [];
    private readonly EndedWaits _ended = new();
    private readonly Deadlines _deadlines = new();
    private List<QueueDecision> _decisions = [];

    public WaitingList Waiting { get; } = new();

    public AgentPool Pool { get; } = new();

    /// <summary>Live offers, asked for or reserved.</summary>
    public int Offered => _offers.Count;

    /// <summary>Works that wait without an offer.</summary>
    public int Blocked => Waiting.Count - _offers.Count;

    /// <summary>When <see cref="OnTime"/> has something to do; null: not before another event.</summary>
    public DateTimeOffset? NextWake => _deadlines.Next;

    /// <summary>The decisions since the last call, in order.</summary>
    public IReadOnlyList<QueueDecision> TakeDecisions()
    {
        if (_decisions.Count == 0) return [];
        var taken = _decisions;
        _decisions = [];
        return taken;
    }

    /// <summary>A new queue first listens to its agents: offers of the one before it are theirs still, and are adopted rather than made twice.</summary>
    public void Listen() => _listens = true;

    /// <summary>All agents have spoken, or have had their time.</summary>
    public void Begin(DateTimeOffset now)
    {
        _listens = false;
        Match(now);
    }

    /// <summary>Work enters. The same wait again changes nothing, except that an earlier due time is taken.</summary>
    public EnqueueOutcome Enqueue(WaitingWork work, DateTimeOffset now)
    {
        if (_ended.Contains(work.Work, work.Epoch)) return EnqueueOutcome.Known;
        if (Waiting.Find(work.Work) is { } known)
        {
            if (work.Epoch <= known.Work.Epoch)
            {
                if (work.Epoch == known.Work.Epoch) Waiting.MoveEarlier(known, work.DueTime);
                Match(now);
                return EnqueueOutcome.Known;
            }
            Forget(known, now);
        }
        var entry = Waiting.Add(work with { Weight = Math.Max(1, work.Weight) });
        if (work.Preferred is not null && work.PreferredUntil is { } end && end > now) _deadlines.Add(end, at => Reopen(entry, at));
        Reopen(entry, now);
        Match(now);
        return EnqueueOutcome.Queued;
    }

    /// <summary>The wait ended. The entry as it was, or null when no such wait (of this epoch or an earlier one) is here.</summary>
    public WaitingEntry? Remove(ConversationId work, long epoch, DateTimeOffset now)
    {
        _ended.Add(work, epoch, now);
        if (Waiting.Find(work) is not { } entry || entry.Work.Epoch > epoch) return null;
        Forget(entry, now);
        Match(now);
        return entry;
    }

    /// <summary>True when this wait, or a later one of the same work, ended here lately.</summary>
    public bool HasEnded(ConversationId work, long epoch) => _ended.Contains(work, epoch);

    /// <summary>An agent's word on himself.</summary>
    public void OnAgentChanged(AgentAvailability availability, DateTimeOffset now)
    {
        if (Learn(availability, now)) Match(now);
    }

    /// <summary>
    /// An agent's report to a queue that has just started or compares: offers that he holds and this queue does not know are adopted
    /// when their work waits without one, and withdrawn otherwise.
    /// </summary>
    public void OnReport(AgentReport report, DateTimeOffset now)
    {
        Learn(report.Availability, now);
        if (Pool.Find(report.Availability.Agent) is { } agent)
        {
            foreach (var offer in report.Offers) Adopt(agent, offer, now);
        }
        Match(now);
    }

    /// <summary>The agent answered a reservation.</summary>
    public void OnAnswered(Guid id, ReserveResult result, DateTimeOffset now)
    {
        if (!_asked.Remove(id, out var asked)) return;
        Pool.Answered(asked.Agent, asked.Weight, now);
        Learn(result.Availability, now);
        _touched.Add(asked.Agent);
        var offer = _offers.GetValueOrDefault(id);
        if (result.Outcome == ReserveOutcome.Reserved)
        {
            if (offer is null) _decisions.Add(new WithdrawDecision(asked.Agent.Id, id, OfferEnd.Withdrawn));
            else offer.Reserved = true;
        }
        else
        {
            if (offer is not null) EndOffer(offer, now);
            if (result.Outcome == ReserveOutcome.NotServing || (asked.Agent.IsRoutable(now) && asked.Agent.Free >= asked.Weight)) Silence(asked.Agent, now);
        }
        Match(now);
    }

    /// <summary>The agent's grain did not answer in time: a refusal. Should it have reserved all the same, that is withdrawn.</summary>
    public void OnSilent(Guid id, DateTimeOffset now)
    {
        if (!_asked.Remove(id, out var asked)) return;
        Pool.Answered(asked.Agent, asked.Weight, now);
        _decisions.Add(new WithdrawDecision(asked.Agent.Id, id, OfferEnd.Withdrawn));
        if (_offers.TryGetValue(id, out var offer)) EndOffer(offer, now);
        Silence(asked.Agent, now);
        Match(now);
    }

    /// <summary>An offer ended on the agent's side.</summary>
    public void OnOfferEnded(AgentId agent, Guid id, OfferEnd end, DateTimeOffset now)
    {
        if (!_offers.TryGetValue(id, out var offer) || offer.Agent != agent) return;
        if (end is OfferEnd.Declined or OfferEnd.TimedOut) Refused(offer, now);
        EndOffer(offer, now);
        Match(now);
    }

    /// <summary>Does what is due: offers that ran out, windows and pauses that ended.</summary>
    public void OnTime(DateTimeOffset now)
    {
        _deadlines.RunDue(now);
        Match(now);
    }

    private bool Learn(AgentAvailability availability, DateTimeOffset now)
    {
        var known = Pool.Find(availability.Agent);
        var (before, life) = (known?.IsRoutable(now), known?.Availability.Life ?? availability.Life);
        if (!Pool.Learn(availability, now)) return false;
        var agent = Pool.Find(availability.Agent)!;
        _touched.Add(agent);
        if (availability.Life > life) OnRestarted(agent, now);
        if (before != agent.IsRoutable(now))
        {
            foreach (var entry in Waiting.PreferringTo(agent.Id)) Reopen(entry, now);
        }
        if (!availability.Routable)
        {
            foreach (var offer in agent.Offers.Where(o => o.Reserved).ToArray()) EndOffer(offer, now);
        }
        return true;
    }

    /// <summary>His grain began anew: it answers again, and what it had reserved is to be reserved again, under the same offer.</summary>
    private void OnRestarted(PooledAgent agent, DateTimeOffset now)
    {
        Pool.Silence(agent, now, now);
        if (!agent.Availability.Routable) return;
        foreach (var offer in agent.Offers.Where(o => o.Reserved && o.Until > now).ToArray())
        {
            offer.Reserved = false;
            Reserve(offer, agent, now);
        }
    }

    private void Adopt(PooledAgent agent, OfferView view, DateTimeOffset now)
    {
        if (_offers.ContainsKey(view.Offer) || view.Until <= now) return;
        if (Waiting.Find(view.Work) is not { State: not WaitingState.Offered } entry || entry.Work.Epoch != view.Epoch || !agent.Availability.Routable)
        {
            _decisions.Add(new WithdrawDecision(agent.Id, view.Offer, OfferEnd.Withdrawn));
            return;
        }
        BeginOffer(new QueueOffer(view.Offer, entry, agent.Id, view.Until) { Reserved = true }, agent);
    }

    private void Silence(PooledAgent agent, DateTimeOffset now)
    {
        var until = now + MatchPolicy.SilentPause;
        Pool.Silence(agent, until, now);
        foreach (var entry in Waiting.PreferringTo(agent.Id)) Reopen(entry, now);
        _deadlines.Add(until, at => EndSilence(agent, at));
    }

    private void EndSilence(PooledAgent agent, DateTimeOffset now)
    {
        Pool.Refresh(agent, now);
        _touched.Add(agent);
        foreach (var entry in Waiting.PreferringTo(agent.Id)) Reopen(entry, now);
    }

    /// <summary>Takes an entry out with its offer and earmark.</summary>
    private void Forget(WaitingEntry entry, DateTimeOffset now)
    {
        if (entry.Offer is { } offer)
        {
            _decisions.Add(new WithdrawDecision(offer.Agent, offer.Id, OfferEnd.Withdrawn));
            EndOffer(offer, now);
        }
        DropEarmark(entry, now);
        Waiting.Remove(entry);
    }
}
