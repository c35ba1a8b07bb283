namespace Reception.Domain.Simulation;

/// <summary>What will happen, by time and then in the order in which it was planned.</summary>
internal sealed class Agenda
{
    private readonly PriorityQueue<Action<DateTimeOffset>, (long Ticks, long Order)> _plans = new();
    private long _order;

    public void Add(DateTimeOffset at, Action<DateTimeOffset> happens) => _plans.Enqueue(happens, (at.UtcTicks, _order++));

    /// <summary>False when nothing is planned any more.</summary>
    public bool TryTake(out DateTimeOffset at, out Action<DateTimeOffset>? happens)
    {
        var found = _plans.TryDequeue(out happens, out var key);
        at = new DateTimeOffset(key.Ticks, TimeSpan.Zero);
        return found;
    }
}
