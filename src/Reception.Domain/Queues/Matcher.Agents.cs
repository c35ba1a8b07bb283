using Reception.Contracts.Agents;
using Reception.Contracts.Ids;

namespace Reception.Domain.Queues;

/// <summary>What agents say, and other queues that lend theirs.</summary>
public sealed partial class Matcher
{
    /// <summary>An agent's word on himself.</summary>
    public void OnAgentChanged(AgentAvailability availability, DateTimeOffset now)
    {
        ReadRules(now);
        if (Learn(availability, now)) Match(now);
    }

    /// <summary>
    /// An agent's report to a queue that has just started or compares: offers that he holds and this queue does not know are adopted
    /// when their work may have one more, and withdrawn otherwise. One that ended here is never taken up again: its withdrawal is on its way.
    /// False: the agent has said something newer since. What he held then may be over, nothing of it is believed; he is to be asked again.
    /// </summary>
    public bool OnReport(AgentReport report, DateTimeOffset now)
    {
        ReadRules(now);
        if (Pool.Find(report.Availability.Agent) is { } known && report.Availability.Version < known.Availability.Version) return false;
        Learn(report.Availability, now);
        if (Pool.Find(report.Availability.Agent) is { } agent)
        {
            foreach (var offer in report.Offers) Adopt(agent, offer, now);
        }
        Match(now);
        return true;
    }

    /// <summary>Another queue's word on the weight it lends; older versions are dropped.</summary>
    public void OnLending(QueueId home, long version, int grants, DateTimeOffset now)
    {
        ReadRules(now);
        var lender = Pool.LenderOf(home);
        if (version <= lender.Version) return;
        (lender.Version, lender.Grants, lender.Used) = (version, grants, 0);
        foreach (var (id, (_, weight)) in _asked)
        {
            if (_offers.GetValueOrDefault(id) is not { } offer || offer.Lender != lender) continue;
            lender.Used += weight;
            offer.LentUnder = version;
        }
        Recount(lender, now);
        Match(now);
    }

    private bool Learn(AgentAvailability availability, DateTimeOffset now)
    {
        var known = Pool.Find(availability.Agent);
        var (before, agents, life) = (known?.IsListed ?? false, known?.Class, known?.Availability.Life ?? availability.Life);
        if (!Pool.Learn(availability, now)) return false;
        var agent = Pool.Find(availability.Agent)!;
        Touch(agent);
        if (availability.Life > life) OnRestarted(agent, now);
        if (before != agent.IsListed || agents != agent.Class) ReopenHeld(agent, now);
        if (!availability.Routable)
        {
            foreach (var offer in agent.Offers.Where(o => o.Reserved).ToArray()) EndOffer(offer, now);
        }
        CheckEarmark(agent, now);
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
        if (_over.Contains(view.Offer) || Waiting.Find(view.Work) is not { } entry || entry.Live.Count >= _rules.Concurrent || entry.HasOfferOf(agent.Id) || entry.Work.Epoch != view.Epoch || !agent.Availability.Routable)
        {
            _decisions.Add(new WithdrawDecision(agent.Id, view.Offer, OfferEnd.Withdrawn));
            return;
        }
        BeginOffer(new QueueOffer(view.Offer, entry, agent.Id, view.Until) { Reserved = true, WasShown = true, Why = view.Why }, agent, now);
    }

    private void Silence(PooledAgent agent, DateTimeOffset now)
    {
        var until = now + MatchPolicy.SilentPause;
        Pool.Silence(agent, until, now);
        ReopenHeld(agent, now);
        CheckEarmark(agent, now);
        _deadlines.Add(until, Due.Silence, agent);
    }

    private void Refresh(PooledAgent agent, DateTimeOffset now)
    {
        Pool.Refresh(agent, now);
        Touch(agent);
        ReopenHeld(agent, now);
    }

    /// <summary>Its agents may be asked from now on, or no longer.</summary>
    private void Recount(Lender lender, DateTimeOffset now)
    {
        if (!Pool.Recount(lender)) return;
        foreach (var agent in _earmarked.Where(a => a.Class.Lender == lender).ToArray()) CheckEarmark(agent, now);
        foreach (var signature in lender.Classes.SelectMany(c => c.Fits)) Touch(signature);
        if (Waiting.Preferring < lender.Classes.Sum(c => c.Listed.Count))
        {
            foreach (var agent in Waiting.Preferred().Select(Pool.Find)) if (agent is { IsListed: true } && agent.Class.Lender == lender) ReopenHeld(agent, now);
        }
        else
        {
            foreach (var agent in lender.Classes.SelectMany(c => c.Listed.InOrder())) ReopenHeld(agent, now);
        }
    }
}
