namespace Reception.Domain.Insight;

/// <summary>
/// Counts of the items that are frequent in a stream, in bounded memory, mergeable.
/// <para>
/// Symbols: k = <see cref="Capacity"/>, N = <see cref="Total"/>, U = <see cref="Unsorted"/>, c(x) the counter of item x (0 without one),
/// E = <see cref="Error"/>, f(x) how often x really came. An item counts up its counter. When there are more than 2k counters, the
/// (k+1)-th largest is taken from all of them and added to E; those that are not above 0 go, so at most k stay.
/// </para>
/// <para>
/// Bound: c(x) ≤ f(x) ≤ c(x) + E (+ U, of which nothing is known), and (k+1)·E ≤ N - U - Σc: each reduction by v takes at least v from each of
/// k+1 counters. So E ≤ N / (k+1) for every stream. Merging adds counters, E, N and U and reduces where needed: the inequality is a
/// sum of its parts, so the bound holds for whatever was merged in whatever order. Scaling keeps it as well.
/// </para>
/// <para>
/// Sources: Misra and Gries, "Finding repeated elements" (1982); merging: Agarwal et al., "Mergeable summaries" (PODS 2012);
/// reducing seldom, which makes an item O(1): Anderson et al., "A high-performance algorithm for identifying frequent items in data
/// streams" (IMC 2017). Space-Saving (Metwally et al. 2005) is the same summary seen from above: its counts are too high instead of too low.
/// </para>
/// </summary>
public sealed class FrequentItems(int capacity)
{
    /// <summary>Of a window: a count is too low by at most 1/201, half a percent, of what was asked.</summary>
    public const int WindowCapacity = 200;

    private readonly Dictionary<string, double> _counts = new(StringComparer.Ordinal);

    public int Capacity { get; } = capacity > 0 ? capacity : throw new ArgumentOutOfRangeException(nameof(capacity), capacity, "At least 1 is expected.");

    /// <summary>Everything that was counted, sorted or not.</summary>
    public double Total { get; private set; }

    /// <summary>By how much a counter may be too low; an item without a counter came at most this often.</summary>
    public double Error { get; private set; }

    /// <summary>What was counted without being told apart.</summary>
    public double Unsorted { get; private set; }

    /// <summary>At most twice the capacity.</summary>
    public IReadOnlyDictionary<string, double> Counts => _counts;

    /// <summary>True: items had to go, and <see cref="Counts"/> tells which are left.</summary>
    public bool Add(string item, double count = 1)
    {
        Total += count;
        return Raise(item, count);
    }

    public void AddUnsorted(double count)
    {
        Total += count;
        Unsorted += count;
    }

    /// <summary>Adds another stream's summary, of this capacity or a greater one.</summary>
    public void Merge(FrequentItems other)
    {
        if (other.Capacity < Capacity) throw new ArgumentException("A coarser summary would break the bound.", nameof(other));
        Error += other.Error;
        Total += other.Total;
        Unsorted += other.Unsorted;
        foreach (var (item, count) in other._counts) Raise(item, count);
    }

    /// <summary>As if everything had come <paramref name="factor"/> times as often.</summary>
    public void Scale(double factor)
    {
        if (factor is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(factor), factor, "0 to 1 is expected.");
        (Total, Error, Unsorted) = (Total * factor, Error * factor, Unsorted * factor);
        foreach (var item in _counts.Keys) _counts[item] *= factor;
    }

    public bool Contains(string item) => _counts.ContainsKey(item);

    public double AtLeast(string item) => _counts.GetValueOrDefault(item);

    public double AtMost(string item) => Math.Min(Total, AtLeast(item) + Error + Unsorted);

    /// <summary>A summary as it was sent or stored. What no stream can lead to is refused.</summary>
    public static FrequentItems Of(int capacity, double total, double error, double unsorted, IEnumerable<KeyValuePair<string, double>> counts)
    {
        var items = new FrequentItems(capacity) { Total = total, Error = error, Unsorted = unsorted };
        foreach (var (item, count) in counts) items.Raise(item, count);
        var least = (capacity + 1) * items.Error + items._counts.Values.Sum() + unsorted;
        return error >= 0 && unsorted >= 0 && least <= total * (1 + 1e-9) + 1e-9 ? items : throw new ArgumentException($"Counters and errors of {least} do not come from {total}.", nameof(counts));
    }

    private bool Raise(string item, double count)
    {
        if (!(count >= 0)) throw new ArgumentOutOfRangeException(nameof(count), count, "0 or more is expected.");
        if (count == 0) return false;
        System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_counts, item, out _) += count;
        if (_counts.Count <= 2 * Capacity) return false;
        Reduce();
        return true;
    }

    private void Reduce()
    {
        var values = _counts.Values.ToArray();
        Array.Sort(values);
        var cut = values[^(Capacity + 1)];
        foreach (var (item, count) in _counts)
        {
            if (count > cut) _counts[item] = count - cut;
            else _counts.Remove(item);
        }
        Error += cut;
    }
}
