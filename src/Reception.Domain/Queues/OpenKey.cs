namespace Reception.Domain.Queues;

/// <summary>The order in which works are offered: those without an offer before those that have some, each in queue order.</summary>
internal readonly record struct OpenKey(bool HasOffer, long Due, long Arrival, long Sequence) : IComparable<OpenKey>
{
    public OpenKey(bool hasOffer, WaitingKey key) : this(hasOffer, key.Due.UtcTicks, key.Arrival.UtcTicks, key.Sequence)
    {
    }

    public int CompareTo(OpenKey other)
    {
        if (HasOffer != other.HasOffer) return HasOffer ? 1 : -1;
        if (Due != other.Due) return Due < other.Due ? -1 : 1;
        return Arrival != other.Arrival ? Arrival.CompareTo(other.Arrival) : Sequence.CompareTo(other.Sequence);
    }
}
