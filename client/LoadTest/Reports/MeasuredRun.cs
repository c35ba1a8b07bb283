using HdrHistogram;
using Reception.LoadTest.Measures;

namespace Reception.LoadTest.Reports;

/// <summary>What of a run counts: all of it, or, where its head says so, the time between warm-up and end.</summary>
internal static class MeasuredRun
{
    public static IReadOnlyList<Slot> Slots(RunRecord record)
    {
        Slot[] measured = record.Head.Measured is { } time ? [.. record.Slots.Where(slot => time.Has(slot.Second, 1))] : [];
        return measured.Length > 1 ? measured : record.Slots;
    }

    /// <summary>Of the intervals that lie within; of the whole run where none does.</summary>
    public static IReadOnlyDictionary<Operation, HistogramBase> Times(RunRecord record)
    {
        var within = record.Head.Measured is { } time ? record.Intervals.Where(interval => time.Has(interval.Second, record.IntervalSeconds)).ToList() : [];
        if (within.Count == 0) return record.Histograms.ToDictionary(pair => pair.Key, pair => Latency.Decode(pair.Value));
        return within.SelectMany(interval => interval.Histograms).GroupBy(pair => pair.Key).ToDictionary(group => group.Key, group => Latency.Sum(group.Select(pair => pair.Value)));
    }
}
