using Reception.Contracts.Agents;
using Reception.Contracts.Ids;
using Reception.Contracts.Queues;
using Reception.Contracts.Routing;
using Reception.Domain.Queues;

namespace Reception.Domain.Tests.Queues.Rule;

/// <summary>What happens to the queue. Nothing here asks anybody: after each event the one who plays asks for <see cref="Next"/> until nothing is left.</summary>
internal partial class RuleQueue
{
    private readonly Dictionary<ConversationId, long> _ended = [];
    private readonly Dictionary<Guid, RuleOffer> _asked = [];
    private int _entries;
    private int _askings;
    private int _turns;

    /// <summary>Live offers by id.</summary>
    public Dictionary<Guid, RuleOffer> Offers { get; } = [];

    /// <summary>Offers whose agents have to be told that they are over, since the last look.</summary>
    public List<Guid> Withdrawn { get; } = [];

    /// <summary>Offers that are to be reserved once more, under their own id: their agent's grain began anew.</summary>
    public HashSet<Guid> ToReserveAgain { get; } = [];

    public virtual EnqueueOutcome Enqueue(WaitingWork work, DateTimeOffset now)
    {
        if (_ended.TryGetValue(work.Work, out var ended) && work.Epoch <= ended) return EnqueueOutcome.Known;
        if (Works.Find(w => w.Work.Work == work.Work) is { } known)
        {
            if (work.Epoch == known.Work.Epoch && work.DueTime < known.Work.DueTime) known.Work = known.Work with { DueTime = work.DueTime };
            Widen(known, now);
            if (work.Epoch <= known.Work.Epoch) return EnqueueOutcome.Known;
            Forget(known, null);
        }
        if (IsFull(work)) return EnqueueOutcome.Full;
        Works.Add(new RuleWork(work, ++_entries));
        Widen(Works[^1], now);
        return EnqueueOutcome.Queued;
    }

    /// <summary>A new chat does not enter while as many chats wait as may, unless it is exempt.</summary>
    public virtual bool IsFull(WaitingWork work) =>
        !work.Exempt && IsChat(work) && Book.Rules.Limits?.MaxWaiting is { } most && Works.Count(w => IsChat(w.Work)) >= most;

    public virtual void Remove(ConversationId work, long epoch, AgentId? taker = null)
    {
        _ended[work] = Math.Max(epoch, _ended.GetValueOrDefault(work));
        if (Works.Find(w => w.Work.Work == work) is { } found && found.Work.Epoch <= epoch) Forget(found, taker);
    }

    public void Say(AgentAvailability word, DateTimeOffset now)
    {
        if (Agents.Find(a => a.Id == word.Agent) is not { } agent)
        {
            agent = new RuleAgent(word) { Turn = _turns, Idle = (word.IdleSince, 0) };
            agent.Given = Agents.Where(a => IsRoutable(a, now)).Select(a => a.Given).DefaultIfEmpty(0).Min();
            Agents.Add(agent);
        }
        else
        {
            if (word.Version <= agent.Word.Version) return;
            var restarted = word.Life > agent.Word.Life;
            if (word.Routable && !agent.Word.Routable) agent.Given = Math.Max(agent.Given, Agents.Where(a => IsRoutable(a, now)).Select(a => a.Given).DefaultIfEmpty(0).Min());
            (agent.Word, agent.Idle) = (word, (word.IdleSince, 0));
            if (restarted) Restart(agent, now);
        }
        if (!word.Routable) foreach (var offer in OffersOf(agent).Where(o => o.Reserved)) End(offer);
    }

    public void Answer(Guid id, ReserveResult result, DateTimeOffset now)
    {
        if (!_asked.Remove(id, out var offer)) return;
        offer.Agent.InFlight -= offer.Work.Weight;
        Say(result.Availability, now);
        if (result.Outcome == ReserveOutcome.Reserved)
        {
            if (!Offers.ContainsKey(id)) Withdrawn.Add(id);
            offer.Reserved = true;
            return;
        }
        End(offer);
        if (result.Outcome == ReserveOutcome.NotServing || (IsRoutable(offer.Agent, now) && offer.Agent.Free >= offer.Work.Weight)) offer.Agent.SilentUntil = now + SilentPause;
    }

    public void Silent(Guid id, DateTimeOffset now)
    {
        if (!_asked.Remove(id, out var offer)) return;
        offer.Agent.InFlight -= offer.Work.Weight;
        Withdrawn.Add(id);
        End(offer);
        offer.Agent.SilentUntil = now + SilentPause;
    }

    public void Ended(AgentId agent, Guid id, OfferEnd end, DateTimeOffset now)
    {
        if (!Offers.TryGetValue(id, out var offer) || offer.Agent.Id != agent) return;
        if (end is OfferEnd.Declined or OfferEnd.TimedOut) Refuse(offer, now);
        End(offer);
    }

    /// <summary>A newer word of a queue that lends; what is asked of its agents and unanswered is used up already.</summary>
    public void Lend(QueueId home, long version, int grants)
    {
        if (Grants.TryGetValue(home, out var last) && version <= last.Version) return;
        foreach (var offer in Offers.Values.Where(o => IsOf(o.Agent, home))) offer.UsesGrant = _asked.ContainsKey(offer.Id);
        Grants[home] = (version, grants, Offers.Values.Where(o => o.UsesGrant && IsOf(o.Agent, home)).Sum(o => o.Work.Weight));
    }

    /// <summary>Offers that ran out, and due times that a step moves.</summary>
    public virtual void Time(DateTimeOffset now)
    {
        foreach (var offer in Offers.Values.Where(o => o.Until <= now).ToArray())
        {
            Withdrawn.Add(offer.Id);
            Refuse(offer, now);
            End(offer);
        }
        foreach (var work in Works) Widen(work, now);
    }

    /// <summary>Due times that steps have moved, also those whose end is past by now.</summary>
    public virtual void Widen(RuleWork work, DateTimeOffset now)
    {
        var earlier = Book.Steps.Where(s => Age(work, now) >= TimeSpan.FromSeconds(s.AfterSeconds)).Sum(s => s.DueEarlierSeconds);
        var due = work.Work.DueTime.AddSeconds(-earlier);
        if (due < work.Due) work.Due = due;
    }

    public void Ask(RuleWork work, RuleAgent agent, Guid id, DateTimeOffset until, DateTimeOffset now)
    {
        var offer = new RuleOffer(id, work, agent, until);
        work.Offers.Add(offer);
        Offers.Add(id, offer);
        agent.Turn = ++_turns;
        agent.Given += (double)work.Weight / agent.Traits.Share;
        Count(offer, used: true);
        Reserve(offer, now);
    }

    public void Reserve(RuleOffer offer, DateTimeOffset now)
    {
        offer.Agent.InFlight += offer.Work.Weight;
        offer.Agent.Idle = (now, ++_askings);
        _asked.Add(offer.Id, offer);
    }

    /// <summary>Every moment at which the rule may say something new without an event.</summary>
    public DateTimeOffset? NextInstant(DateTimeOffset now)
    {
        DateTimeOffset? next = null;
        foreach (var work in Works)
        {
            var arrival = work.Work.Arrival;
            foreach (var step in Book.Steps)
            {
                Sooner(arrival.AddSeconds(step.AfterSeconds));
                if (step.UntilSeconds is { } until) Sooner(arrival.AddSeconds(until));
            }
            foreach (var skill in (Book.Rules.Skills ?? []).Concat(work.Request.Skills ?? [])) if (skill.ExpiresAfterSeconds is { } end) Sooner(arrival.AddSeconds(end));
            foreach (var selector in (Book.Rules.Selectors ?? []).Concat(work.Request.Selectors ?? [])) if (selector.ExpiresAfterSeconds is { } end) Sooner(arrival.AddSeconds(end));
            if (Book.Rules.Limits?.MaxWaitSeconds is { } longest) Sooner(arrival.AddSeconds(longest));
            if (work.Work.PreferredUntil is { } window) Sooner(window);
            foreach (var at in work.Refused.Values)
            {
                Sooner(at + AlonePause);
                Sooner(at + Book.CoolDown);
            }
        }
        foreach (var offer in Offers.Values) Sooner(offer.Until);
        foreach (var agent in Agents) Sooner(agent.SilentUntil);
        return next;

        void Sooner(DateTimeOffset at) => next = at > now && (next is null || at < next) ? at : next;
    }

    protected virtual void Refuse(RuleOffer offer, DateTimeOffset now)
    {
        offer.Work.Refused[offer.Agent.Id] = now;
        if (offer.Work.Work.Preferred == offer.Agent.Id) offer.Work.PreferredRefused = true;
    }

    private void Restart(RuleAgent agent, DateTimeOffset now)
    {
        agent.SilentUntil = now;
        if (!agent.Word.Routable) return;
        foreach (var offer in OffersOf(agent).Where(o => o.Reserved && o.Until > now))
        {
            offer.Reserved = false;
            ToReserveAgain.Add(offer.Id);
        }
    }

    private RuleOffer[] OffersOf(RuleAgent agent) => [.. Offers.Values.Where(o => o.Agent == agent)];

    /// <summary>An offer ends and brought nothing: his share and his queue's grant are as before.</summary>
    private void End(RuleOffer offer)
    {
        if (!Offers.ContainsKey(offer.Id)) return;
        GiveShareBack(offer);
        Count(offer, used: false);
        Drop(offer);
    }

    private static void GiveShareBack(RuleOffer offer) => offer.Agent.Given -= (double)offer.Work.Weight / offer.Agent.Traits.Share;

    private void Drop(RuleOffer offer)
    {
        ToReserveAgain.Remove(offer.Id);
        Offers.Remove(offer.Id);
        offer.Work.Offers.Remove(offer);
    }

    private void Count(RuleOffer offer, bool used)
    {
        if (used == offer.UsesGrant || offer.Agent.Traits is not { Role: QueueRole.Lent, Home: { } home } || !Grants.TryGetValue(home, out var grant)) return;
        offer.UsesGrant = used;
        Grants[home] = grant with { Used = grant.Used + (used ? offer.Work.Weight : -offer.Work.Weight) };
    }

    private static bool IsChat(WaitingWork work) => work.Request is not { } request || request.Kind == WorkKind.Chat;

    private static bool IsOf(RuleAgent agent, QueueId home) => agent.Traits is { Role: QueueRole.Lent } && agent.Traits.Home == home;

    /// <summary>The work is gone; who took it keeps it in his share.</summary>
    private void Forget(RuleWork work, AgentId? taker)
    {
        foreach (var offer in work.Offers.ToArray())
        {
            Withdrawn.Add(offer.Id);
            if (taker != offer.Agent.Id)
            {
                GiveShareBack(offer);
                Count(offer, used: false);
            }
            Drop(offer);
        }
        Works.Remove(work);
    }
}
