using Reception.Contracts.Agents;
using Reception.Contracts.Ids;

namespace Reception.Domain.Queues;

/// <summary>The life of an offer.</summary>
public sealed partial class Matcher
{
    /// <summary>The agent answered a reservation.</summary>
    public void OnAnswered(Guid id, ReserveResult result, DateTimeOffset now)
    {
        ReadRules(now);
        if (!_asked.Remove(id, out var asked)) return;
        Pool.Answered(asked.Agent, asked.Weight, now);
        Learn(result.Availability, now);
        Touch(asked.Agent);
        var offer = _offers.GetValueOrDefault(id);
        if (result.Outcome == ReserveOutcome.Reserved)
        {
            if (offer is null) _decisions.Add(new WithdrawDecision(asked.Agent.Id, id, OfferEnd.Withdrawn));
            else Reserved(offer);
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
        ReadRules(now);
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
        ReadRules(now);
        if (!_offers.TryGetValue(id, out var offer))
        {
            if (_over.Add(id)) _deadlines.Add(now + _rules.OfferTime, Due.Over, id); // made by the queue before this one: his report of it may come later
            return;
        }
        if (offer.Agent != agent) return;
        if (end is OfferEnd.Declined or OfferEnd.TimedOut) Refused(offer, now, end);
        EndOffer(offer, now);
        Match(now);
    }

    private void Ask(WaitingEntry entry, PooledAgent agent, DateTimeOffset now)
    {
        var offer = new QueueOffer(_random.NextId(), entry, agent.Id, now + _rules.OfferTime) { Why = Explain(entry, agent, now) };
        DropEarmark(entry, now);
        BeginOffer(offer, agent, now);
        Assign(offer, agent, now);
        Reserve(offer, agent, now);
    }

    private void Reserve(QueueOffer offer, PooledAgent agent, DateTimeOffset now)
    {
        var work = offer.Entry.Work;
        Pool.Ask(agent, work.Weight, now);
        _asked.Add(offer.Id, (agent, work.Weight));
        _decisions.Add(new ReserveDecision(agent.Id, new OfferView(
            offer.Id, work.Work, _queue, work.Epoch, work.Weight, offer.Until, work.Arrival, work.Topic, work.Reason, work.CustomerName, work.Request, _rules.AutoAccept, offer.Why)));
    }

    private void BeginOffer(QueueOffer offer, PooledAgent agent, DateTimeOffset now)
    {
        _offers.Add(offer.Id, offer);
        agent.Offers.Add(offer);
        offer.Entry.Live.Add(offer);
        offer.Entry.Offers++;
        if (offer.Entry.Live.Count == 1) _offeredWorks++;
        Reopen(offer.Entry, now);
        _deadlines.Add(offer.Until, Due.Offer, offer);
    }

    private void RunOut(QueueOffer offer, DateTimeOffset now)
    {
        if (_offers.ContainsKey(offer.Id))
        {
            _decisions.Add(new WithdrawDecision(offer.Agent, offer.Id, OfferEnd.TimedOut));
            Refused(offer, now, OfferEnd.TimedOut);
            EndOffer(offer, now);
        }
        _over.Remove(offer.Id);
    }

    private void Reserved(QueueOffer offer)
    {
        offer.Reserved = true;
        if (offer.WasShown) return;
        offer.WasShown = true;
        Counts = Counts with { Offers = Counts.Offers + 1 };
    }

    private void Refused(QueueOffer offer, DateTimeOffset now, OfferEnd end)
    {
        Counts = end == OfferEnd.Declined ? Counts with { Declined = Counts.Declined + 1 } : Counts with { TimedOut = Counts.TimedOut + 1 };
        Refused(offer.Entry, offer.Agent, now);
    }

    private void Refused(WaitingEntry entry, AgentId agent, DateTimeOffset now)
    {
        if (!entry.HasRefusals) entry.Signature.Refused++;
        entry.Refuse(agent, now);
        Cool(entry, now);
    }

    private void Cool(WaitingEntry entry, DateTimeOffset refused)
    {
        _deadlines.Add(refused + MatchPolicy.AlonePause, Due.CoolDown, entry);
        _deadlines.Add(refused + _rules.CoolDown, Due.CoolDown, entry);
    }

    private void EndOffer(QueueOffer offer, DateTimeOffset now)
    {
        Drop(offer, now, isAssigned: false);
        Reopen(offer.Entry, now);
        if (IsDrained) SendAway(offer.Entry);
    }

    private void Drop(QueueOffer offer, DateTimeOffset now, bool isAssigned)
    {
        _offers.Remove(offer.Id);
        _over.Add(offer.Id);
        offer.Entry.Live.Remove(offer);
        if (offer.Entry.Live.Count == 0) _offeredWorks--;
        if (Pool.Find(offer.Agent) is not { } agent) return;
        agent.Offers.Remove(offer);
        if (!isAssigned) GiveBack(offer, agent, now);
    }

    private void Assign(QueueOffer offer, PooledAgent agent, DateTimeOffset now)
    {
        offer.IsAssigned = true;
        Pool.Assign(agent, offer.Entry.Work.Weight, now);
        if (agent.Class.Lender is not { } lender) return;
        (offer.Lender, offer.LentUnder) = (lender, lender.Version);
        lender.Used += offer.Entry.Work.Weight;
        Recount(lender, now);
    }

    private void GiveBack(QueueOffer offer, PooledAgent agent, DateTimeOffset now)
    {
        if (!offer.IsAssigned) return;
        offer.IsAssigned = false;
        Pool.GiveBack(agent, offer.Entry.Work.Weight, now);
        if (offer.Lender is not { } lender || offer.LentUnder != lender.Version) return;
        lender.Used -= offer.Entry.Work.Weight;
        Recount(lender, now);
    }
}
