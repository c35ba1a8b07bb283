namespace Reception.LoadTest.Measures;

/// <summary>
/// Records of several load processes that ran at the same time become one: slots meet by their absolute second, counts and histograms
/// are added, so percentiles are those of all customers together and not a mean of percentiles. Checks and baselines of each are kept.
/// </summary>
internal static class RunMerge
{
    /// <exception cref="InvalidDataException">None given, or they are not of one run: profile, driver and machine's runtime have to be the same.</exception>
    public static RunRecord Merge(IReadOnlyList<RunRecord> records)
    {
        if (records.Count == 0) throw new InvalidDataException("There is nothing to merge.");
        foreach (var other in records.Skip(1)) Demand(records[0].Head, other.Head);
        var interval = records.Select(record => record.IntervalSeconds).Aggregate(LeastCommonMultiple);
        return new RunRecord
        {
            Head = Heads([.. records.Select(record => record.Head)]),
            Slots = [.. records.SelectMany(record => record.Slots).GroupBy(slot => slot.Second).OrderBy(group => group.Key).Select(group => group.Aggregate(Together))],
            IntervalSeconds = interval,
            Histograms = Sum(records.Select(record => record.Histograms)),
            Intervals = [.. records.SelectMany(record => record.Intervals).GroupBy(one => one.Second - (one.Second % interval)).OrderBy(group => group.Key)
                .Select(group => new IntervalHistograms(group.Key, Sum(group.Select(one => one.Histograms))))],
            Baselines = [.. records.SelectMany(record => record.Baselines).DistinctBy(baseline => baseline.Name)],
            Checks = [.. records.SelectMany(record => record.Checks).GroupBy(check => (check.Rule, check.What)).Select(group => new CheckResult(group.Key.Rule, group.Key.What, group.Sum(check => check.Looked), group.Sum(check => check.Found)))],
            Violations = [.. records.SelectMany(record => record.Violations)],
        };
    }

    private static void Demand(RunHead first, RunHead other)
    {
        if (first.Profile != other.Profile || first.ProfileText != other.ProfileText) throw new InvalidDataException($"Profiles differ: {first.Profile} and {other.Profile}.");
        if (first.Driver != other.Driver) throw new InvalidDataException($"Drivers differ: {first.Driver} and {other.Driver}.");
        if (first.Machine.Runtime != other.Machine.Runtime) throw new InvalidDataException($"Runtimes differ: {first.Machine.Runtime} and {other.Machine.Runtime}.");
        if (first.Expectations != other.Expectations) throw new InvalidDataException("Targets, patience or handling differ.");
    }

    private static RunHead Heads(RunHead[] heads)
    {
        var start = heads.Min(head => head.Start);
        return heads[0] with
        {
            Processes = heads.Sum(head => head.Processes),
            Start = start,
            LengthSeconds = heads.Max(head => (head.Start - start).TotalSeconds + head.LengthSeconds),
            Measured = heads.All(head => head.Measured is not null) ? new MeasuredTime(heads.Max(head => head.Measured!.From), heads.Min(head => head.Measured!.Until)) : null,
            Settings = [.. heads.SelectMany(head => head.Settings).Distinct()],
        };
    }

    private static Slot Together(Slot one, Slot other) => new(
        one.Second,
        Math.Max(one.Length, other.Length),
        Sum(one.Counts, other.Counts),
        Gauges(one.Gauges, other.Gauges),
        Sum(one.Replies, other.Replies),
        Sum(one.Failures, other.Failures),
        [.. one.Servers.Concat(other.Servers).GroupBy(sample => sample.Process).Select(samples => samples.MaxBy(sample => sample.Cpu)!)]);

    private static SortedDictionary<TKey, long> Sum<TKey>(SortedDictionary<TKey, long> one, SortedDictionary<TKey, long> other)
        where TKey : notnull
    {
        var sum = new SortedDictionary<TKey, long>(one);
        foreach (var (key, count) in other) sum[key] = sum.GetValueOrDefault(key) + count;
        return sum;
    }

    private static SortedDictionary<Gauge, double> Gauges(SortedDictionary<Gauge, double> one, SortedDictionary<Gauge, double> other)
    {
        var both = new SortedDictionary<Gauge, double>(one);
        foreach (var (gauge, value) in other)
        {
            var before = both.GetValueOrDefault(gauge);
            both[gauge] = gauge is Gauge.Silos or Gauge.Waiting ? Math.Max(before, value) : before + value;
        }
        return both;
    }

    private static SortedDictionary<Operation, string> Sum(IEnumerable<SortedDictionary<Operation, string>> all)
    {
        var sum = new SortedDictionary<Operation, string>();
        foreach (var (operation, histogram) in all.SelectMany(one => one)) sum[operation] = sum.TryGetValue(operation, out var before) ? Latency.Merge(before, histogram) : histogram;
        return sum;
    }

    private static int LeastCommonMultiple(int one, int other)
    {
        var (a, b) = (one, other);
        while (b != 0) (a, b) = (b, a % b);
        return one / a * other;
    }
}
