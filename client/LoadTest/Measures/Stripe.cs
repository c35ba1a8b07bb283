using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using HdrHistogram;

namespace Reception.LoadTest.Measures;

/// <summary>One share of the recorder, written to by the threads of one core: so no two cores fight for a cache line.</summary>
internal sealed class Stripe
{
    private static readonly int Counters = Enum.GetValues<Counter>().Length;
    private static readonly int Operations = Enum.GetValues<Operation>().Length;

    private readonly long[] _counts = new long[Counters];
    private readonly Recorder?[] _recorders = new Recorder?[Operations];
    private readonly HistogramBase?[] _recycled = new HistogramBase?[Operations];
    private readonly ConcurrentDictionary<string, StrongBox<long>> _replies = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, StrongBox<long>> _failures = new(StringComparer.Ordinal);

    public void Count(Counter counter, long by) => Interlocked.Add(ref _counts[(int)counter], by);

    public void Record(Operation operation, long microseconds) => RecorderOf(operation).RecordValue(Latency.Bounded(microseconds));

    public void CountReply(string kind) => Interlocked.Increment(ref _replies.GetOrAdd(kind, _ => new()).Value);

    public void CountFailure(string code) => Interlocked.Increment(ref _failures.GetOrAdd(code, _ => new()).Value);

    /// <summary>Adds what came since the last time to a slot and takes it away here. One reader at a time.</summary>
    public void MoveInto(SortedDictionary<Counter, long> counts, SortedDictionary<string, long> replies, SortedDictionary<string, long> failures)
    {
        for (var i = 0; i < Counters; i++)
        {
            if (Interlocked.Exchange(ref _counts[i], 0) is var count and not 0) counts[(Counter)i] = counts.GetValueOrDefault((Counter)i) + count;
        }
        Move(_replies, replies);
        Move(_failures, failures);
    }

    /// <summary>The times of an operation since the last time; null: none. It is this stripe's again at the next call.</summary>
    public HistogramBase? Take(Operation operation)
    {
        if (Volatile.Read(ref _recorders[(int)operation]) is not { } recorder) return null;
        var taken = recorder.GetIntervalHistogram(_recycled[(int)operation]);
        _recycled[(int)operation] = taken;
        return taken.TotalCount == 0 ? null : taken;
    }

    private Recorder RecorderOf(Operation operation)
    {
        ref var place = ref _recorders[(int)operation];
        if (Volatile.Read(ref place) is { } recorder) return recorder;
        var made = Latency.NewRecorder();
        return Interlocked.CompareExchange(ref place, made, null) ?? made;
    }

    private static void Move(ConcurrentDictionary<string, StrongBox<long>> from, SortedDictionary<string, long> to)
    {
        foreach (var (name, count) in from)
        {
            if (Interlocked.Exchange(ref count.Value, 0) is var taken and not 0) to[name] = to.GetValueOrDefault(name) + taken;
        }
    }
}
