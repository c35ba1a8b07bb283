using System.Diagnostics.Metrics;
using Reception.Contracts.Agents;

namespace Reception.Grains.Queues;

/// <summary>What queues count. Finds of the comparison have to be 0 in a run without faults.</summary>
internal sealed class QueueInstruments
{
    public const string MeterName = "Reception.Queues";

    private readonly Counter<long> _finds;
    private readonly Counter<long> _offers;
    private readonly Counter<long> _silent;
    private readonly Counter<long> _full;
    private readonly Histogram<double> _waits;
    private long _found;

    public QueueInstruments(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _finds = meter.CreateCounter<long>("reception.queue.finds", description: "Differences that the comparison had to mend");
        _offers = meter.CreateCounter<long>("reception.queue.offers", description: "Offers made");
        _silent = meter.CreateCounter<long>("reception.queue.silent", description: "Reservations without an answer in time");
        _full = meter.CreateCounter<long>("reception.queue.full", description: "Works turned away because the queue was full");
        _waits = meter.CreateHistogram<double>("reception.queue.wait", "s", "Time from arrival until an agent took the work");
    }

    /// <summary>All finds of this silo so far.</summary>
    public long Finds => Interlocked.Read(ref _found);

    public void OnFound(string what, int count)
    {
        if (count == 0) return;
        Interlocked.Add(ref _found, count);
        _finds.Add(count, new KeyValuePair<string, object?>("what", what));
    }

    public void OnAsked() => _offers.Add(1);

    public void OnSilent() => _silent.Add(1);

    public void OnFull() => _full.Add(1);

    public void OnTaken(TimeSpan wait) => _waits.Record(wait.TotalSeconds);
}
