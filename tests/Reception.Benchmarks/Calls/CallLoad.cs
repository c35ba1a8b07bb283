namespace Reception.Benchmarks.Calls;

/// <summary>Callers that each await one call at a time, each to another of 10,000 targets.</summary>
internal static class CallLoad
{
    public const int Targets = 10_000;

    public static async Task<CallFigures> MeasureAsync(string what, int callers, Func<int, Task<int>> call, double seconds)
    {
        var time = TimeProvider.System;
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var start = time.GetTimestamp();
        var end = start + (long)(seconds * time.TimestampFrequency);
        var all = await Task.WhenAll(Enumerable.Range(1, callers).Select(caller => Task.Run(() => CallAsync((uint)caller, end, call))));
        var elapsed = time.GetElapsedTime(start).TotalSeconds;
        var bytes = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        var sum = new LatencyBuckets();
        foreach (var one in all) sum.Add(one);
        var microsecond = time.TimestampFrequency / 1e6;
        return new CallFigures(what, callers, sum.Count / elapsed, (double)bytes / sum.Count, sum.Quantile(0.5) / microsecond, sum.Quantile(0.99) / microsecond, sum.Quantile(1) / microsecond);
    }

    private static async Task<LatencyBuckets> CallAsync(uint seed, long end, Func<int, Task<int>> call)
    {
        var time = TimeProvider.System;
        var latencies = new LatencyBuckets();
        for (var now = time.GetTimestamp(); now < end;)
        {
            seed = (seed * 1664525u) + 1013904223u;
            await call((int)((seed >> 8) % Targets));
            var after = time.GetTimestamp();
            latencies.Add(after - now);
            now = after;
        }

        return latencies;
    }
}
