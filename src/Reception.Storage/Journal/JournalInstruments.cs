using System.Diagnostics.Metrics;

namespace Reception.Storage.Journal;

/// <summary>What a store says of itself on the meter <c>Reception.Storage</c>. Durations in seconds.</summary>
public sealed class JournalInstruments : IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Reception.Storage";

    private static readonly double[] Seconds = [0.000_25, 0.000_5, 0.001, 0.002, 0.003, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];
    private static readonly long[] Writes = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1_024, 2_048, 4_096];

    private readonly Meter _meter;
    private readonly Counter<long> _appends;
    private readonly Counter<long> _conflicts;
    private readonly Counter<long> _failures;
    private readonly Histogram<long> _batch;
    private readonly Histogram<double> _commit;
    private readonly Histogram<double> _checkpoint;
    private readonly Counter<double> _cpu;

    public JournalInstruments(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        _appends = _meter.CreateCounter<long>("reception.journal.appends", "{append}", "Appends that were committed.");
        _conflicts = _meter.CreateCounter<long>("reception.journal.conflicts", "{append}", "Appends refused because another writer was first.");
        _failures = _meter.CreateCounter<long>("reception.store.failures", "{batch}", "Batches that the store could not commit.");
        _batch = _meter.CreateHistogram("reception.store.batch.size", "{write}", "Writes committed together.", advice: new InstrumentAdvice<long> { HistogramBucketBoundaries = Writes });
        _commit = _meter.CreateHistogram("reception.store.commit.duration", "s", "One batch, from its first statement to the end of its commit.", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Seconds });
        _checkpoint = _meter.CreateHistogram("reception.store.checkpoint.duration", "s", "One checkpoint of the write-ahead log.", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Seconds });
        _cpu = _meter.CreateCounter<double>("reception.journal.cpu", "s", "Processor time of the thread that writes and commits.");
    }

    internal void OnCommitted(int writes, TimeSpan duration)
    {
        _batch.Record(writes);
        _commit.Record(duration.TotalSeconds);
    }

    /// <summary>What the writer's thread has used since it said so last.</summary>
    internal void OnWriterUsed(TimeSpan cpu) => _cpu.Add(cpu.TotalSeconds);

    internal void OnAppended() => _appends.Add(1);

    internal void OnConflict() => _conflicts.Add(1);

    internal void OnBatchFailed() => _failures.Add(1);

    internal void OnCheckpoint(TimeSpan duration) => _checkpoint.Record(duration.TotalSeconds);

    /// <summary>Conversations known, bytes of the table that knows them, writes that wait.</summary>
    internal void Observe(Func<long> conversations, Func<long> bytes, Func<int> waiting)
    {
        _meter.CreateObservableGauge("reception.journal.conversations", conversations, "{conversation}", "Conversations that have a journal.");
        _meter.CreateObservableGauge("reception.journal.table.size", bytes, "By", "Memory of the table of last events.");
        _meter.CreateObservableGauge("reception.store.waiting", waiting, "{write}", "Writes that wait for the writer.");
    }

    public void Dispose() => _meter.Dispose();
}
