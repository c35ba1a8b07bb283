namespace Reception.Domain.Queues;

/// <summary>
/// The order of agents: the figure of the queue's mode, then the longest idle, then the order of askings at one instant (an agent who is
/// just being asked counts as busy from that moment, so that a burst goes round instead of filling one agent), then the id.
/// </summary>
internal readonly record struct AgentKey(double Rank, long IdleSince, long Turn, string Agent) : IComparable<AgentKey>
{
    public int CompareTo(AgentKey other)
    {
        if (Rank != other.Rank) return Rank < other.Rank ? -1 : 1;
        if (IdleSince != other.IdleSince) return IdleSince < other.IdleSince ? -1 : 1;
        return Turn != other.Turn ? Turn.CompareTo(other.Turn) : string.CompareOrdinal(Agent, other.Agent);
    }
}
