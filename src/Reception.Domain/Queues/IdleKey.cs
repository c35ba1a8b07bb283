namespace Reception.Domain.Queues;

/// <summary>
/// The order of waiting agents: longest idle first. An agent who is just being asked counts as busy from that moment
/// (<see cref="Turn"/> keeps the order of askings at one instant), so that a burst goes round instead of filling one agent.
/// </summary>
public readonly record struct IdleKey(DateTimeOffset Since, long Turn, string Agent) : IComparable<IdleKey>
{
    public int CompareTo(IdleKey other)
    {
        var order = Since.CompareTo(other.Since);
        if (order == 0) order = Turn.CompareTo(other.Turn);
        return order != 0 ? order : string.CompareOrdinal(Agent, other.Agent);
    }
}
