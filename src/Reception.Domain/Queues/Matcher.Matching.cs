using Reception.Contracts.Agents;

namespace Reception.Domain.Queues;

/// <summary>The rule itself, and the life of an offer.</summary>
public sealed partial class Matcher
{
    private void Match(DateTimeOffset now)
    {
        if (_listens) return;
        UpdateEarmarks(now);
        while (NextPair(now) is var (entry, agent)) Ask(entry, agent, now);
        _touched.Clear();
    }

    /// <summary>The allowed pair with the smallest key, from the three places where it can be.</summary>
    private (WaitingEntry Entry, PooledAgent Agent)? NextPair(DateTimeOffset now)
    {
        (WaitingEntry Entry, PooledAgent Agent)? best = null;
        for (var entry = Waiting.FirstOpen(Pool.MostFree); entry is not null && best is null; entry = Waiting.NextOpen(entry, Pool.MostFree))
        {
            if (PickAgent(entry, now) is { } agent) best = (entry, agent);
        }
        foreach (var agent in _touched)
        {
            if (!agent.IsRoutable(now) || agent.Earmark is not null) continue;
            if (Waiting.FirstHeld(agent.Id, agent.Free) is { } held) best = Earlier(best, (held, agent));
        }
        foreach (var agent in _earmarked)
        {
            if (agent.Free >= agent.Earmark!.Work.Weight) best = Earlier(best, (agent.Earmark, agent));
        }
        return best;
    }

    private static (WaitingEntry Entry, PooledAgent Agent)? Earlier((WaitingEntry Entry, PooledAgent Agent)? a, (WaitingEntry Entry, PooledAgent Agent) b) =>
        a is { } first && first.Entry.Key.CompareTo(b.Entry.Key) <= 0 ? first : b;

    /// <summary>The longest idle agent who has the weight free and does not cool down from the work.</summary>
    private PooledAgent? PickAgent(WaitingEntry entry, DateTimeOffset now)
    {
        var agent = Pool.First(entry.Work.Weight);
        while (agent is not null && IsCooling(entry, agent, now)) agent = Pool.Next(agent, entry.Work.Weight);
        return agent;
    }

    private bool IsCooling(WaitingEntry entry, PooledAgent agent, DateTimeOffset now) =>
        entry.IsCooling(agent.Id, now, Pool.RoutableCount <= 1 ? MatchPolicy.AlonePause : MatchPolicy.CoolDown);

    private void Ask(WaitingEntry entry, PooledAgent agent, DateTimeOffset now)
    {
        var offer = new QueueOffer(random.NextId(), entry, agent.Id, now + policy().OfferTime);
        DropEarmark(entry, now);
        BeginOffer(offer, agent);
        Reserve(offer, agent, now);
    }

    private void Reserve(QueueOffer offer, PooledAgent agent, DateTimeOffset now)
    {
        var work = offer.Entry.Work;
        Pool.Ask(agent, work.Weight, now);
        _asked.Add(offer.Id, (agent, work.Weight));
        _decisions.Add(new ReserveDecision(agent.Id, new OfferView(offer.Id, work.Work, queue, work.Epoch, work.Weight, offer.Until, work.Arrival, work.Topic, work.Reason, work.CustomerName)));
    }

    private void BeginOffer(QueueOffer offer, PooledAgent agent)
    {
        _offers.Add(offer.Id, offer);
        agent.Offers.Add(offer);
        offer.Entry.Offer = offer;
        offer.Entry.Offers++;
        Waiting.SetState(offer.Entry, WaitingState.Offered);
        _deadlines.Add(offer.Until, at => RunOut(offer, at));
    }

    private void RunOut(QueueOffer offer, DateTimeOffset now)
    {
        if (!_offers.ContainsKey(offer.Id)) return;
        _decisions.Add(new WithdrawDecision(offer.Agent, offer.Id, OfferEnd.TimedOut));
        Refused(offer, now);
        EndOffer(offer, now);
    }

    private void Refused(QueueOffer offer, DateTimeOffset now)
    {
        offer.Entry.Refuse(offer.Agent, now);
        _deadlines.Add(now + MatchPolicy.AlonePause, static _ => { });
        _deadlines.Add(now + MatchPolicy.CoolDown, static _ => { });
    }

    private void EndOffer(QueueOffer offer, DateTimeOffset now)
    {
        _offers.Remove(offer.Id);
        Pool.Find(offer.Agent)?.Offers.Remove(offer);
        offer.Entry.Offer = null;
        Reopen(offer.Entry, now, force: true);
    }

    /// <summary>Decides anew between open and held; work that left or has an offer is let alone.</summary>
    private void Reopen(WaitingEntry entry, DateTimeOffset now, bool force = false)
    {
        if (Waiting.Find(entry.Work.Work) != entry || (entry.State == WaitingState.Offered && !force)) return;
        var preferred = InWindow(entry, now) ? Pool.Find(entry.Work.Preferred!.Value) : null;
        var held = preferred is not null && preferred.IsRoutable(now);
        Waiting.SetState(entry, held ? WaitingState.Held : WaitingState.Open);
        if (held) _touched.Add(preferred!);
    }

    private static bool InWindow(WaitingEntry entry, DateTimeOffset now) =>
        entry.Work.Preferred is not null && !entry.PreferredRefused && now < entry.Work.PreferredUntil;

    private void UpdateEarmarks(DateTimeOffset now)
    {
        foreach (var agent in _earmarked.ToArray())
        {
            if (!agent.IsRoutable(now) || agent.Earmark!.State != WaitingState.Open || IsCooling(agent.Earmark, agent, now)) DropEarmark(agent.Earmark!, now);
        }
        var most = Math.Max(1, Pool.RoutableCount / MatchPolicy.AgentsPerEarmark);
        var looks = most + 8;
        for (var entry = Waiting.FirstHeavy(); entry is not null && looks-- > 0 && _earmarked.Count < most && entry.Key.Due <= now; entry = Waiting.NextHeavy(entry))
        {
            if (_earmarked.Exists(a => a.Earmark == entry) || PickAgent(entry, now) is not null) continue;
            if (AgentToKeep(entry, now) is not { } agent) continue;
            Pool.SetEarmark(agent, entry, now);
            _earmarked.Add(agent);
        }
    }

    /// <summary>The agent who is nearest to fitting the work; O(agents), at most as often as agents are kept.</summary>
    private PooledAgent? AgentToKeep(WaitingEntry entry, DateTimeOffset now)
    {
        PooledAgent? best = null;
        foreach (var agent in Pool.InOrder())
        {
            if (agent.Earmark is not null || agent.Availability.Capacity < entry.Work.Weight || IsCooling(entry, agent, now)) continue;
            if (best is null || agent.Free > best.Free) best = agent;
        }
        return best;
    }

    private void DropEarmark(WaitingEntry entry, DateTimeOffset now)
    {
        if (_earmarked.Find(a => a.Earmark == entry) is not { } agent) return;
        _earmarked.Remove(agent);
        Pool.SetEarmark(agent, null, now);
        _touched.Add(agent);
    }
}
