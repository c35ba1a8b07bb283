namespace Reception.Domain.Insight;

/// <summary>
/// A sliding window as a ring of summaries, one for each full step of time: what was counted in the last <c>steps</c> whole steps and the
/// present one. Memory: at most steps + 1 summaries of 2k counters. Times that go back count as the newest seen.
/// </summary>
public sealed class WindowRing(TimeSpan step, int steps)
{
    private readonly Queue<(long Step, FrequentItems Items)> _ring = new();
    private long _now = long.MinValue;

    /// <summary>Counters held now.</summary>
    public int Counters => _ring.Sum(r => r.Items.Counts.Count);

    /// <summary>Moves on and gives back what has left the window, oldest first, with the end of its step.</summary>
    public IReadOnlyList<(DateTimeOffset End, FrequentItems Items)> Advance(DateTimeOffset now)
    {
        _now = Math.Max(_now, now.UtcTicks / step.Ticks);
        var left = new List<(DateTimeOffset, FrequentItems)>();
        while (_ring.TryPeek(out var oldest) && oldest.Step < _now - steps) left.Add((new((_ring.Dequeue().Step + 1) * step.Ticks, TimeSpan.Zero), oldest.Items));
        return left;
    }

    /// <summary>Adds to the present step; <see cref="Advance"/> comes first.</summary>
    public void Add(FrequentItems items)
    {
        if (_ring.Count == 0 || _ring.Last().Step < _now) _ring.Enqueue((_now, new(FrequentItems.WindowCapacity)));
        _ring.Last().Items.Merge(items);
    }

    /// <summary>The whole window as one summary; <see cref="Advance"/> comes first.</summary>
    public FrequentItems Read()
    {
        var all = new FrequentItems(FrequentItems.WindowCapacity);
        foreach (var (_, items) in _ring) all.Merge(items);
        return all;
    }

    /// <summary>When the window that ends now began.</summary>
    public DateTimeOffset From => new((_now - steps) * step.Ticks, TimeSpan.Zero);
}
