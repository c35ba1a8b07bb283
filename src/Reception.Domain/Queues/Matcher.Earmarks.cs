namespace Reception.Domain.Queues;

/// <summary>Agents who are kept for overdue heavy work.</summary>
public sealed partial class Matcher
{
    /// <summary>At most so many overdue works are looked at in one event.</summary>
    private const int EarmarkLooks = 8;

    private readonly List<PooledAgent> _earmarked = [];

    private int MostEarmarks => Math.Max(1, Pool.RoutableCount / MatchPolicy.AgentsPerEarmark);

    private void UpdateEarmarks(DateTimeOffset now)
    {
        while (_earmarked.Count > MostEarmarks) DropEarmark(_earmarked[^1].Earmark!, now);
        var looks = EarmarkLooks;
        for (var entry = Waiting.FirstHeavy(); entry is not null && looks-- > 0 && _earmarked.Count < MostEarmarks && entry.Key.Due <= now; entry = Waiting.NextHeavy(entry))
        {
            if (PickAgent(entry, now) is not null || AgentToKeep(entry, now) is not { } agent) continue;
            Pool.SetEarmark(agent, entry, now);
            entry.KeptBy = agent;
            Waiting.MarkHeavy(entry);
            _earmarked.Add(agent);
        }
    }

    /// <summary>The agent who is nearest to having room for the work: the first of the class with the most free weight.</summary>
    private PooledAgent? AgentToKeep(WaitingEntry entry, DateTimeOffset now)
    {
        PooledAgent? best = null;
        foreach (var agents in entry.Signature.Classes)
        {
            if (agents.Capacity < entry.Work.Weight || !agents.IsOpen || agents.Listed.BestMeasure < 0) continue;
            for (var free = Math.Max(0, agents.Listed.BestMeasure); free >= 0; free--)
            {
                var agent = agents.Listed.First(free);
                while (agent is not null && IsCooling(entry, agent, now)) agent = agents.Listed.Next(agent.Key, free);
                if (agent is null) continue;
                if (best is null || agent.Free > best.Free || (agent.Free == best.Free && agent.Key.CompareTo(best.Key) < 0)) best = agent;
                break;
            }
        }
        return best;
    }

    /// <summary>He may no longer be the one to keep.</summary>
    private void CheckEarmark(PooledAgent agent, DateTimeOffset now)
    {
        if (agent.Earmark is { } entry && !(agent.IsListed && entry.State == WaitingState.Open && Fits(entry, agent) && agent.Class.Capacity >= entry.Work.Weight)) DropEarmark(entry, now);
    }

    private void DropEarmark(WaitingEntry entry, DateTimeOffset now)
    {
        if (entry.KeptBy is not { } agent) return;
        entry.KeptBy = null;
        if (!entry.IsGone) Waiting.MarkHeavy(entry);
        _earmarked.Remove(agent);
        Pool.SetEarmark(agent, null, now);
        Touch(agent);
    }
}
