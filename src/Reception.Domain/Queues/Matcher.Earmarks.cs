namespace Reception.Domain.Queues;

/// <summary>Agents who are kept for overdue heavy work.</summary>
public sealed partial class Matcher
{
    /// <summary>At most so many agents are given to overdue works in one event, and at most so many works of a signature are looked at for it.</summary>
    private const int EarmarkLooks = 8;

    private readonly List<PooledAgent> _earmarked = [];
    private readonly PriorityQueue<(WaitingEntry Entry, int Look), OpenKey> _overdue = new();

    private int MostEarmarks => Math.Max(1, Pool.RoutableCount / MatchPolicy.AgentsPerEarmark);

    /// <summary>The first overdue of each heavy signature, in queue order: what nobody fits holds up nothing that somebody does.</summary>
    private void UpdateEarmarks(DateTimeOffset now)
    {
        while (_earmarked.Count > MostEarmarks) DropEarmark(_earmarked[^1].Earmark!, now);
        if (_earmarked.Count == MostEarmarks) return;
        foreach (var signature in _index.Heavy)
        {
            if (signature.FitCount > 0) LookAtOverdue(signature.FirstUnkept(), 1, now);
        }
        for (var kept = 0; kept < EarmarkLooks && _earmarked.Count < MostEarmarks && _overdue.TryDequeue(out var next, out _);)
        {
            var (entry, look) = next;
            var after = entry.Signature.NextUnkept(entry);
            if (PickAgent(entry, now) is null && AgentToKeep(entry, now) is { } agent)
            {
                Keep(entry, agent, now);
                kept++;
            }
            if (look < EarmarkLooks) LookAtOverdue(after, look + 1, now);
        }
        _overdue.Clear();
    }

    private void LookAtOverdue(WaitingEntry? entry, int look, DateTimeOffset now)
    {
        if (entry is not null && entry.Key.Due <= now) _overdue.Enqueue((entry, look), entry.OpenKey);
    }

    private void Keep(WaitingEntry entry, PooledAgent agent, DateTimeOffset now)
    {
        Pool.SetEarmark(agent, entry, now);
        entry.KeptBy = agent;
        entry.Signature.Mark(entry);
        _earmarked.Add(agent);
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
        if (!entry.IsGone) entry.Signature.Mark(entry);
        _earmarked.Remove(agent);
        Pool.SetEarmark(agent, null, now);
        Touch(agent);
    }
}
