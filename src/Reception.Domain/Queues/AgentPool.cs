using Reception.Contracts.Agents;
using Reception.Contracts.Ids;

namespace Reception.Domain.Queues;

/// <summary>The queue's agents in the order of their idleness, with the weight each has free. Updates and look-ups are O(log n).</summary>
public sealed class AgentPool
{
    private readonly Dictionary<AgentId, PooledAgent> _agents = [];
    private readonly RankedTree<IdleKey, PooledAgent> _idle = new();
    private long _turns;

    /// <summary>All known agents, routable or not.</summary>
    public IReadOnlyCollection<PooledAgent> Agents => _agents.Values;

    /// <summary>How many could be given work now if they were free.</summary>
    public int RoutableCount => _idle.Count;

    /// <summary>The most weight that one agent has free for any work; 0 when none has.</summary>
    public int MostFree => Math.Max(0, _idle.BestMeasure);

    public PooledAgent? Find(AgentId agent) => _agents.GetValueOrDefault(agent);

    /// <summary>Takes the agent's word; false when a newer one is known already.</summary>
    internal bool Learn(AgentAvailability availability, DateTimeOffset now)
    {
        if (!_agents.TryGetValue(availability.Agent, out var agent)) _agents.Add(availability.Agent, agent = new PooledAgent(availability));
        else if (availability.Version <= agent.Availability.Version) return false;
        agent.Availability = availability;
        Place(agent, new IdleKey(availability.IdleSince, 0, availability.Agent.Value), now);
        return true;
    }

    /// <summary>The agent is being asked for this weight: he goes to the end of the order.</summary>
    internal void Ask(PooledAgent agent, int weight, DateTimeOffset now)
    {
        agent.InFlight += weight;
        Place(agent, new IdleKey(now, ++_turns, agent.Id.Value), now);
    }

    /// <summary>He answered, or will not.</summary>
    internal void Answered(PooledAgent agent, int weight, DateTimeOffset now)
    {
        agent.InFlight -= weight;
        Refresh(agent, now);
    }

    internal void Silence(PooledAgent agent, DateTimeOffset until, DateTimeOffset now)
    {
        agent.SilentUntil = until;
        Refresh(agent, now);
    }

    internal void SetEarmark(PooledAgent agent, WaitingEntry? work, DateTimeOffset now)
    {
        agent.Earmark = work;
        Refresh(agent, now);
    }

    /// <summary>Time may have made him routable again, or his belief changed.</summary>
    internal void Refresh(PooledAgent agent, DateTimeOffset now) => Place(agent, agent.Key, now);

    /// <summary>The longest idle agent with so much free.</summary>
    internal PooledAgent? First(int weight) => _idle.First(weight);

    internal PooledAgent? Next(PooledAgent after, int weight) => _idle.Next(after.Key, weight);

    /// <summary>Routable agents, longest idle first.</summary>
    internal IEnumerable<PooledAgent> InOrder() => _idle.InOrder();

    private void Place(PooledAgent agent, IdleKey key, DateTimeOffset now)
    {
        if (agent.IsListed) _idle.Remove(agent.Key);
        agent.Key = key;
        agent.IsListed = agent.IsRoutable(now);
        if (agent.IsListed) _idle.Add(key, agent, agent.Earmark is null ? agent.Free : 0);
    }
}
