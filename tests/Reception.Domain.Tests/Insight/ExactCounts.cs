using Reception.Domain.Insight;

namespace Reception.Domain.Tests.Insight;

/// <summary>A stream counted exactly, to check a summary against.</summary>
internal sealed class ExactCounts
{
    private readonly Dictionary<string, double> _counts = new(StringComparer.Ordinal);

    public double Total { get; private set; }

    public IEnumerable<string> Items => _counts.Keys;

    public double this[string item] => _counts.GetValueOrDefault(item);

    public void Add(string item, double count = 1)
    {
        _counts[item] = this[item] + count;
        Total += count;
    }

    public void Merge(ExactCounts other)
    {
        foreach (var (item, count) in other._counts) Add(item, count);
    }

    public void Scale(double factor)
    {
        foreach (var item in _counts.Keys) _counts[item] *= factor;
        Total *= factor;
    }

    /// <summary>Everything <see cref="FrequentItems"/> promises, of every item of the stream and one that never came.</summary>
    public void Check(FrequentItems items)
    {
        var slack = 1e-9 * (1 + Total);
        Assert.Equal(Total, items.Total, slack);
        Assert.True(items.Counts.Count <= 2 * items.Capacity, $"{items.Counts.Count} counters of {2 * items.Capacity}");
        Assert.True((items.Capacity + 1) * items.Error <= Total - items.Counts.Values.Sum() + slack, $"error {items.Error} of {Total}");
        foreach (var item in Items.Append("never"))
        {
            Assert.True(items.AtLeast(item) <= this[item] + slack, $"{item}: at least {items.AtLeast(item)}, it was {this[item]}");
            Assert.True(this[item] <= items.AtMost(item) + slack, $"{item}: at most {items.AtMost(item)}, it was {this[item]}");
        }
    }
}
