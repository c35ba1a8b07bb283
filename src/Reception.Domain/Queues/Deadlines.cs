namespace Reception.Domain.Queues;

/// <summary>What may end, or begin, by time alone.</summary>
internal enum Due
{
    /// <summary>The time of a <see cref="QueueOffer"/>.</summary>
    Offer = 0,
    /// <summary>The window of a <see cref="WaitingEntry"/>'s preferred agent.</summary>
    Window = 1,
    /// <summary>A <see cref="WaitingEntry"/> goes on to its next phase.</summary>
    Phase = 2,
    /// <summary>Somebody who refused a <see cref="WaitingEntry"/> may be asked again.</summary>
    CoolDown = 3,
    /// <summary>A <see cref="PooledAgent"/> who did not answer may be asked again.</summary>
    Silence = 4,
    /// <summary>The end of an offer that this queue did not make need not be remembered any longer.</summary>
    Over = 5,
}

/// <summary>
/// What the queue has to look at again, and when. Who is woken finds out that it no longer matters; deadlines of work that left are
/// dropped together, when as many were added as had been left over. O(log n) to add; each deadline is looked at once.
/// </summary>
internal sealed class Deadlines
{
    private readonly PriorityQueue<(Due Due, object Of), (long At, long Number)> _heap = new();
    private const int FirstSweep = 1_024;
    private int _sweepAt = FirstSweep;
    private long _number;

    public int Count => _heap.Count;

    /// <summary>The next time at which anything is due; null when nothing is.</summary>
    public DateTimeOffset? Next => _heap.TryPeek(out _, out var next) ? new DateTimeOffset(next.At, TimeSpan.Zero) : null;

    public void Add(DateTimeOffset at, Due due, object of)
    {
        _heap.Enqueue((due, of), (at.UtcTicks, ++_number));
        if (_heap.Count >= _sweepAt) Sweep();
    }

    /// <summary>The next that is due by now, in order of time, then of adding.</summary>
    public bool TryTake(DateTimeOffset now, out Due due, out object of)
    {
        (due, of) = (default, this);
        if (!_heap.TryPeek(out var first, out var next) || next.At > now.UtcTicks) return false;
        _heap.Dequeue();
        (due, of) = first;
        return true;
    }

    private void Sweep()
    {
        var live = _heap.UnorderedItems.Where(i => i.Element.Of is not WaitingEntry { IsGone: true }).ToArray();
        _heap.Clear();
        _heap.EnqueueRange(live);
        _sweepAt = Math.Max(FirstSweep, 2 * live.Length);
    }
}
