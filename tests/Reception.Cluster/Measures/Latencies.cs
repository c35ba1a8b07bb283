namespace Reception.Cluster.Measures;

/// <summary>Figures for reading: times in milliseconds of what was answered, and what failed.</summary>
internal sealed record Latencies(int Count, double P50, double P99, double Longest, IReadOnlyDictionary<string, int> Failures)
{
    public static Latencies Of(IReadOnlyCollection<Probe> probes)
    {
        var answered = probes.Where(probe => probe.Error is null).Select(probe => TimeProvider.System.GetElapsedTime(probe.Sent, probe.Ended).TotalMilliseconds).Order().ToList();
        return new(answered.Count, At(answered, 0.5), At(answered, 0.99), At(answered, 1), probes.Where(probe => probe.Error is not null).GroupBy(probe => probe.Error!).ToDictionary(group => group.Key, group => group.Count()));
    }

    /// <summary>The value that so many of a sorted list are at most; 0 of nothing.</summary>
    public static double At(IReadOnlyList<double> sorted, double share) => sorted.Count == 0 ? 0 : sorted[(int)Math.Min(sorted.Count - 1, sorted.Count * share)];

    public override string ToString() => $"{Count} answered, p50 {P50:0.0} ms, p99 {P99:0.0} ms, longest {Longest:0} ms; failed: {(Failures.Count == 0 ? "none" : string.Join(", ", Failures.Select(failure => $"{failure.Value} {failure.Key}")))}";
}
