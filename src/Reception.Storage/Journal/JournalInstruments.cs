using System.Diagnostics.Metrics;

namespace Reception.Storage.Journal;

/// <summary>What a store says of itself on the meter <c>Reception.Storage</c>. Durations in seconds.</summary>
public sealed class JournalInstruments : IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Reception.Storage";

    private readonly Meter _meter;
    private readonly Counter<long> _appends;
    private readonly Counter<long> _conflicts;
    private readonly Counter<long> _failures;
    private readonly Histogram<long> _batch;
    private readonly Histogram<double> _commit;
    private readonly Histogram<double> _checkpoint;

    public JournalInstruments(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        _appends = _meter.CreateCounter<long>("reception.journal.appends", "{append}", "Appends that were committed.");
        _conflicts = _meter.CreateCounter<long>("reception.journal.conflicts", "{append}", "Appends refused because another writer was first.");
        _failures = _meter.CreateCounter<long>("reception.store.failures", "{batch}", "Batches that the store could not commit.");
        _batch = _meter.CreateHistogram<long>("reception.store.batch.size", "{write}", "Writes committed together.");
        _commit = _meter.CreateHistogram<double>("reception.store.commit.duration", "s", "One batch, from its first statement to the end of its commit.");
        _checkpoint = _meter.CreateHistogram<double>("reception.store.checkpoint.duration", "s", "One checkpoint of the write-ahead log.");
    }

    internal void OnCommitted(int writes, TimeSpan duration)
    {
        _batch.Record(writes);
        _commit.Record(duration.TotalSeconds);
    }

    internal void OnAppended() => _appends.Add(1);

    internal void OnConflict() => _conflicts.Add(1);

    internal void OnBatchFailed() => _failures.Add(1);

    internal void OnCheckpoint(TimeSpan duration) => _checkpoint.Record(duration.TotalSeconds);

    /// <summary>Conversations known, bytes of the table that knows them, writes that wait.</summary>
    internal void Observe(Func<long> conversations, Func<long> bytes, Func<int> waiting)
    {
        _meter.CreateObservableGauge("reception.journal.conversations", conversations, "{conversation}");
        _meter.CreateObservableGauge("reception.journal.table.size", bytes, "By");
        _meter.CreateObservableGauge("reception.store.waiting", waiting, "{write}");
    }

    public void Dispose() => _meter.Dispose();
}
