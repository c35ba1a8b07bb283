using Reception.Contracts.Agents;
using Reception.Contracts.Ids;
using Reception.Contracts.Queues;
using Reception.Domain.Time;

namespace Reception.Domain.Queues;

/// <summary>
/// Who is offered what: one queue's waiting work against its agents.
/// <para>
/// <b>Symbols.</b> Work w has a key k(w) = (due, arrival, entry) that never grows, a weight, and asks for something (skills, labels,
/// language …) that loosens with its age by the queue's steps. Agent a has traits, a role, a free weight f(a) (his last word less what is
/// being asked of him) and a figure of the queue's mode. w <i>fits</i> a when his traits meet what it asks now and his role is open to it.
/// The pair (w, a) is <i>allowed</i> when w fits a, weight(w) ≤ f(a), a is routable, has no live offer of w, does not cool down from it and
/// is not kept for other work, w has fewer live offers than the queue makes at once, and is not inside the window of another, routable,
/// preferred agent whom it fits.
/// </para>
/// <para>
/// <b>Rule.</b> After each event: while an allowed pair exists, take the allowed w that is first (without an offer before with one, then the
/// smallest key) and for it the allowed a that is first (his role, then the figure of the mode, then the longest idle); reserve. So at rest
/// no allowed pair exists (work conservation), and among works allowed for the same agents the order is that of the keys: earliest due date
/// first (Jackson 1955). The keys only ever move earlier, by the steps: no work is overtaken by one whose arrival is later than the largest
/// difference of targets and such moves together, which is the starvation bound. Agents: longest idle server first (Armony 2005, "Dynamic
/// routing in large-scale service systems") unless the queue's mode says otherwise.
/// </para>
/// <para>
/// <b>Cost.</b> Works that ask for the same and weigh the same are one <see cref="WorkSignature"/>, equal agents one
/// <see cref="AgentClass"/>; who fits whom is known for each pair of these. At rest nothing is allowed, so an event can only allow pairs
/// with what it touched: a new or reopened work looks at the heads of the classes it fits (C), an agent with a free slot at the heads of the
/// signatures he fits (S), each O(log n) or known. Thus O(C + log n) or O(S + log n) for each event and each reservation, plus one step for
/// each work that cools down from the agents looked at. Known limit: works or agents that are all different are S = n or C = n.
/// </para>
/// <para>
/// <b>Heavy work.</b> Under load, light work takes each slot as it frees and work that needs two slots at once would wait for ever.
/// So heavy work past its due time that fits nobody's free weight is given an agent who is kept for it (the one with the most free weight)
/// until it fits. At most one agent in ten, at least one, is kept at a time.
/// </para>
/// <para>
/// <b>What can go wrong.</b> A belief about an agent may be old: his own ledger refuses, his answer corrects the belief, the work goes
/// on. An answer that does not come counts as a refusal; the offer is withdrawn in case it was made, and should the agent accept it
/// all the same, the Conversation decides by epoch. A new queue adopts the offers that agents report. Known limit: order and work
/// conservation hold within one queue; an agent of several queues serves whichever asks first.
/// </para>
/// </summary>
public sealed partial class Matcher
{
    private readonly Func<QueueRulebook> _source;
    private readonly IRandomSource _random;
    private readonly QueueId _queue;

    /// <summary>Offers by id: asked for or reserved. Each is among the <see cref="WaitingEntry.LiveOffers"/> of its entry.</summary>
    private readonly Dictionary<Guid, QueueOffer> _offers = [];

    /// <summary>Offers that ended before their time, until then: an agent who reports one has not heard of it yet, or reported it before.</summary>
    private readonly HashSet<Guid> _over = [];

    /// <summary>Requests without an answer, also those whose offer is over by now: their weight is in flight.</summary>
    private readonly Dictionary<Guid, (PooledAgent Agent, int Weight)> _asked = [];

    private readonly EndedWaits _ended = new();
    private readonly Deadlines _deadlines = new();
    private List<QueueDecision> _decisions = [];
    private QueueRulebook _rules;
    private FitIndex _index;
    private int _offeredWorks;
    private int _limited;
    private bool _listens;

    /// <param name="rules">Asked at every event; another object means other rules, and all that waits is looked at again.</param>
    public Matcher(Func<QueueRulebook> rules, IRandomSource random, QueueId queue)
    {
        (_source, _random, _queue) = (rules, random, queue);
        _rules = rules();
        _index = new FitIndex(_rules, queue.Shop);
        Pool.Use(_rules, _index, default);
    }

    public WaitingList Waiting { get; } = new();

    public AgentPool Pool { get; } = new();

    /// <summary>Live offers, asked for or reserved.</summary>
    public int Offered => _offers.Count;

    /// <summary>Works that wait without an offer.</summary>
    public int Blocked => Waiting.Count - _offeredWorks;

    /// <summary>No new offers are made.</summary>
    public bool IsDrained { get; private set; }

    /// <summary>Deadlines held in memory: at most twice those of what waits, or 1,024.</summary>
    internal int Remembered => _deadlines.Count;

    public QueueCounts Counts { get; private set; }

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
        ReadRules(now);
        _listens = false;
        TouchAll();
        Match(now);
    }

    /// <summary>
    /// Work enters, unless as many customers wait already as the queue's limit allows: <see cref="EnqueueOutcome.Full"/>. Work orders are never
    /// refused and do not count: those that stand for customers who were turned away would keep the queue full. The same wait again changes
    /// nothing, except that an earlier due time is taken.
    /// </summary>
    public EnqueueOutcome Enqueue(WaitingWork work, DateTimeOffset now)
    {
        ReadRules(now);
        if (_ended.Contains(work.Work, work.Epoch)) return EnqueueOutcome.Known;
        var known = Waiting.Find(work.Work);
        if (known is not null && work.Epoch <= known.Work.Epoch) return Again(known, work, now);
        if (known is not null) Forget(known, now);
        var outcome = IsFull(work, Waiting.Customers) ? EnqueueOutcome.Full : EnqueueOutcome.Queued;
        if (outcome == EnqueueOutcome.Queued) Enter(work, now);
        else Counts = Counts with { TurnedAway = Counts.TurnedAway + 1 };
        Match(now);
        return outcome;
    }

    /// <summary>Work that the open-work index says waits here: enters whatever the limit. Whether it was let in, its own word tells, if it came just now.</summary>
    public EnqueueOutcome Restore(WaitingWork work, DateTimeOffset now)
    {
        ReadRules(now);
        if (_ended.Contains(work.Work, work.Epoch)) return EnqueueOutcome.Known;
        if (Waiting.Find(work.Work) is { } known)
        {
            if (work.Epoch <= known.Work.Epoch) return EnqueueOutcome.Known;
            Forget(known, now);
        }
        Enter(work, now).MayBeUntold = now - work.Arrival < MatchPolicy.EnteringTime;
        Match(now);
        return EnqueueOutcome.Queued;
    }

    /// <summary>The wait ended. The entry as it was, or null when no such wait (of this epoch or an earlier one) is here.</summary>
    /// <param name="taker">Who took the work: he alone is charged with it. Null: nobody.</param>
    public WaitingEntry? Remove(ConversationId work, long epoch, DateTimeOffset now, AgentId? taker = null)
    {
        ReadRules(now);
        _ended.Add(work, epoch, now);
        if (Waiting.Find(work) is not { } entry || entry.Work.Epoch > epoch) return null;
        Forget(entry, now, taker);
        Match(now);
        return entry;
    }

    /// <summary>True when this wait, or a later one of the same work, ended here lately.</summary>
    public bool HasEnded(ConversationId work, long epoch) => _ended.Contains(work, epoch);

    /// <summary>Does what is due: offers that ran out, windows, pauses and phases that ended.</summary>
    public void OnTime(DateTimeOffset now)
    {
        ReadRules(now);
        while (_deadlines.TryTake(now, out var due, out var of))
        {
            if (of is WaitingEntry { IsGone: true }) continue;
            switch (due)
            {
                case Due.Offer: RunOut((QueueOffer)of, now); break;
                case Due.Window: Reopen((WaitingEntry)of, now); break;
                case Due.Phase: Advance((WaitingEntry)of, now); break;
                case Due.CoolDown: Touch((WaitingEntry)of); break;
                case Due.Silence: Refresh((PooledAgent)of, now); break;
                case Due.Over: _over.Remove((Guid)of); break;
            }
        }
        Match(now);
    }

    /// <summary>No new offers from now on, or offers again. What waits goes where the limit's overflow says, if it says, and else stays.</summary>
    public void Drain(bool drained, DateTimeOffset now)
    {
        ReadRules(now);
        IsDrained = drained;
        if (drained)
        {
            foreach (var entry in Waiting.InOrder()) SendAway(entry);
        }
        else
        {
            foreach (var entry in Waiting.InOrder()) entry.DrainTold = false;
            TouchAll();
        }
        Match(now);
    }

    /// <summary>Whether the limit may turn it away: a customer who was not let in before.</summary>
    private static bool IsLimited(WaitingWork work) => !work.Exempt && WaitingList.IsCustomer(work);

    private bool IsFull(WaitingWork work, int customers) => IsLimited(work) && _rules.Limits?.MaxWaiting is { } most && customers >= most;

    /// <summary>
    /// Whether a work from the index is one that was not let in: its word was lost, or never sent. At most as many as the limit allows of those
    /// that are not exempt were let in, the first to arrive of them. So while no more of them wait, all were.
    /// </summary>
    private bool IsTooMany(WaitingEntry entry)
    {
        if (!IsLimited(entry.Work) || _rules.Limits?.MaxWaiting is not { } most || _limited <= most) return false;
        return Waiting.InOrder().Count(other => IsLimited(other.Work) && IsBefore(other, entry)) >= most;

        static bool IsBefore(WaitingEntry a, WaitingEntry b) =>
            a.Work.Arrival < b.Work.Arrival || (a.Work.Arrival == b.Work.Arrival && a.Key.Sequence < b.Key.Sequence);
    }

    private EnqueueOutcome Again(WaitingEntry known, WaitingWork work, DateTimeOffset now)
    {
        if (work.Epoch == known.Work.Epoch)
        {
            var entersOnlyNow = known.MayBeUntold;
            known.MayBeUntold = false;
            if (entersOnlyNow && known.Live.Count == 0 && IsTooMany(known))
            {
                Forget(known, now);
                Counts = Counts with { TurnedAway = Counts.TurnedAway + 1 };
                Match(now);
                return EnqueueOutcome.Full;
            }
            if (work.DueTime < known.Work.DueTime)
            {
                known.Work = known.Work with { DueTime = work.DueTime };
                Hasten(known);
                Reopen(known, now);
            }
        }
        Match(now);
        return EnqueueOutcome.Known;
    }

    private WaitingEntry Enter(WaitingWork work, DateTimeOffset now)
    {
        var entry = Waiting.Add(work with { Weight = Math.Max(1, work.Weight) });
        if (IsLimited(work)) _limited++;
        Shape(entry);
        if (work.Preferred is not null && work.PreferredUntil is { } end && end > now)
        {
            Waiting.RememberPreferred(entry);
            _deadlines.Add(end, Due.Window, entry);
        }
        if (work.GivenBy is { } giver && giver != work.Preferred) Refused(entry, giver, now);
        Advance(entry, now);
        if (IsDrained) SendAway(entry);
        return entry;
    }

    private void SendAway(WaitingEntry entry)
    {
        if (entry.Live.Count > 0 || entry.LimitTold || entry.DrainTold || _rules.Limits is not { Action: Contracts.Shops.LimitAction.Overflow, OverflowTo: not null }) return;
        entry.DrainTold = true;
        _decisions.Add(new LimitDecision(entry.Work.Work, entry.Work.Epoch));
    }

    /// <summary>Takes an entry out with its offers and earmark.</summary>
    private void Forget(WaitingEntry entry, DateTimeOffset now, AgentId? taker = null)
    {
        foreach (var offer in entry.Live.ToArray())
        {
            _decisions.Add(new WithdrawDecision(offer.Agent, offer.Id, OfferEnd.Withdrawn));
            Drop(offer, now, isAssigned: taker == offer.Agent);
        }
        DropEarmark(entry, now);
        if (entry.HasRefusals) entry.Signature.Refused--;
        entry.Shape.Works--;
        if (IsLimited(entry.Work)) _limited--;
        Waiting.Remove(entry);
    }
}
