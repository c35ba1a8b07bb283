using System.Globalization;

namespace Reception.Benchmarks.Calls;

/// <summary>Latencies of one caller in buckets of 1/16 of an octave; one bucket is at most 4.4 % wide.</summary>
internal sealed class LatencyBuckets
{
    private const int PerOctave = 16;
    private readonly long[] _counts = new long[PerOctave * 40];

    public long Count { get; private set; }

    public void Add(long ticks)
    {
        Count++;
        _counts[ticks <= 1 ? 0 : Math.Min((int)(Math.Log2(ticks) * PerOctave), _counts.Length - 1)]++;
    }

    public void Add(LatencyBuckets other)
    {
        Count += other.Count;
        for (var i = 0; i < _counts.Length; i++) _counts[i] += other._counts[i];
    }

    public double Quantile(double q)
    {
        var rest = (long)(Count * q);
        var bucket = 0;
        while (bucket < _counts.Length - 1 && (rest -= _counts[bucket]) > 0) bucket++;
        return Math.Pow(2, (bucket + 0.5) / PerOctave);
    }
}

/// <summary>One line of the table.</summary>
internal sealed record CallFigures(string What, int Callers, double CallsPerSecond, double BytesPerCall, double P50Microseconds, double P99Microseconds, double MaxMicroseconds)
{
    public static string Header => $"{"what",-22}{"callers",8}{"calls/s",12}{"B/call",9}{"p50 µs",9}{"p99 µs",9}{"max µs",11}";

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{What,-22}{Callers,8}{CallsPerSecond,12:N0}{BytesPerCall,9:N0}{P50Microseconds,9:N0}{P99Microseconds,9:N0}{MaxMicroseconds,11:N0}");
}
