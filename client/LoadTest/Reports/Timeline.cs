using HdrHistogram;
using Reception.LoadTest.Measures;

namespace Reception.LoadTest.Reports;

/// <summary>A run cut into at most some hundred equal steps for plots. Points are (seconds since the start, value).</summary>
internal sealed class Timeline
{
    private const int MostSteps = 240;
    private readonly RunRecord _record;
    private readonly long _first;

    public Timeline(RunRecord record)
    {
        _record = record;
        _first = record.Slots.Length == 0 ? record.Head.Start.ToUnixTimeSeconds() : record.Slots[0].Second;
        var last = record.Slots.Length == 0 ? _first : record.Slots[^1].Second;
        var seconds = Math.Max(1, last - _first + 1);
        Step = (int)((seconds + MostSteps - 1) / MostSteps);
        if (Step > 1 && Step < record.IntervalSeconds) Step = record.IntervalSeconds;
        Seconds = seconds;
    }

    /// <summary>Seconds of a step.</summary>
    public int Step { get; }

    public double Seconds { get; }

    /// <summary>A value for each step in which there is a slot.</summary>
    public IReadOnlyList<(double X, double Y)> Of(Func<IReadOnlyList<Slot>, double?> value) => [.. Steps().Select(step => (step.X, Y: value(step.Slots))).Where(point => point.Y is not null).Select(point => (point.X, point.Y!.Value))];

    /// <summary>A count per second.</summary>
    public IReadOnlyList<(double X, double Y)> Rate(Counter counter) => Of(slots => slots.Sum(slot => slot.Of(counter)) / slots.Sum(slot => slot.Length));

    /// <summary>A gauge's mean.</summary>
    public IReadOnlyList<(double X, double Y)> Mean(Gauge gauge) => Of(slots => slots.Average(slot => slot.Of(gauge)));

    /// <summary>A percentile of an operation in milliseconds, from histograms added up over the step.</summary>
    public IReadOnlyList<(double X, double Y)> Percentile(Operation operation, double percent)
    {
        var width = Math.Max(Step, _record.IntervalSeconds);
        return [.. _record.Intervals.Where(interval => interval.Histograms.ContainsKey(operation)).GroupBy(interval => (interval.Second - _first) / width).OrderBy(group => group.Key)
            .Select(group => (Math.Max(0, (group.Key * width) + (width / 2.0)), Sum(group.Select(interval => interval.Histograms[operation])).GetValueAtPercentile(percent) / 1e3))];
    }

    /// <summary>Processor seconds by part, or by process where no process tells its parts, between one step and the next, for each acknowledged message, in microseconds.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<(double X, double Y)>> CpuPerMessage()
    {
        var byPart = new SortedDictionary<string, List<(double, double)>>(StringComparer.Ordinal);
        var names = ServerCost.Names(_record.Slots);
        IReadOnlyList<Slot>? before = null;
        foreach (var (x, slots) in Steps())
        {
            var messages = slots.Sum(slot => slot.Of(Counter.Acknowledged));
            if (before is not null && messages > 0)
            {
                var cost = ServerCost.Between(before[^1], slots);
                foreach (var name in names)
                {
                    if (!byPart.TryGetValue(name, out var points)) byPart[name] = points = [];
                    points.Add((x, cost.GetValueOrDefault(name) * 1e6 / messages));
                }
            }
            before = slots;
        }
        return byPart.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<(double, double)>)pair.Value, StringComparer.Ordinal);
    }

    public static HistogramBase Sum(IEnumerable<string> encoded)
    {
        var sum = Latency.New();
        foreach (var one in encoded) sum.Add(Latency.Decode(one));
        return sum;
    }

    private IEnumerable<(double X, IReadOnlyList<Slot> Slots)> Steps() =>
        _record.Slots.GroupBy(slot => (slot.Second - _first) / Step).Select(group => ((group.Key * Step) + (Step / 2.0), (IReadOnlyList<Slot>)[.. group]));
}
