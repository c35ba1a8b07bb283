namespace Reception.Domain.Queues;

/// <summary>
/// The order of waiting work: due time, then arrival, then the order of entry. The due time is set once on entry (arrival plus
/// the target of its priority), so the order of two works never changes while both wait, and no work can be overtaken by one
/// that came later than the largest difference of targets.
/// </summary>
public readonly record struct WaitingKey(DateTimeOffset Due, DateTimeOffset Arrival, long Sequence) : IComparable<WaitingKey>
{
    public int CompareTo(WaitingKey other)
    {
        var order = Due.CompareTo(other.Due);
        if (order == 0) order = Arrival.CompareTo(other.Arrival);
        return order != 0 ? order : Sequence.CompareTo(other.Sequence);
    }
}
