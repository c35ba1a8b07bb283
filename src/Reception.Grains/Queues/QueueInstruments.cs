using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Reception.Domain.Queues;

namespace Reception.Grains.Queues;

/// <summary>What queues count. Finds of the comparison have to be 0 in a run without faults.</summary>
internal sealed class QueueInstruments
{
    public const string MeterName = "Reception.Queues";

    private static readonly double[] Seconds = [0.01, 0.1, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1_200, 3_600];

    private readonly ConcurrentDictionary<QueueLevel, string> _levels = new();
    private readonly Counter<long> _finds;
    private readonly Counter<long> _reservations;
    private readonly Counter<long> _offers;
    private readonly Counter<long> _ended;
    private readonly Counter<long> _silent;
    private readonly Counter<long> _full;
    private readonly Counter<long> _widened;
    private readonly Histogram<double> _waits;
    private long _found;

    public QueueInstruments(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _finds = meter.CreateCounter<long>("reception.queue.finds", "{difference}", "Differences that the comparison had to mend; 0 without faults");
        _reservations = meter.CreateCounter<long>("reception.queue.reservations", "{reservation}", "Agents asked whether they have room for a work");
        _offers = meter.CreateCounter<long>("reception.queue.offers", "{offer}", "Offers that reached an agent");
        _ended = meter.CreateCounter<long>("reception.queue.offers.ended", "{offer}", "Offers that are over, by how: accepted, declined, timed-out");
        _silent = meter.CreateCounter<long>("reception.queue.silent", "{reservation}", "Reservations without an answer in time");
        _full = meter.CreateCounter<long>("reception.queue.full", "{work}", "Works turned away because the queue was full");
        _widened = meter.CreateCounter<long>("reception.queue.widened", "{step}", "Steps that took force for a work while it waited");
        _waits = meter.CreateHistogram("reception.queue.wait", "s", "Time from arrival until an agent took the work, or it left otherwise", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Seconds });
        meter.CreateObservableGauge("reception.queue.waiting", Waiting, "{work}", "Works that wait now, in the queues of this silo");
    }

    /// <summary>All finds of this silo so far.</summary>
    public long Finds => Interlocked.Read(ref _found);

    /// <summary>A queue begins here; <paramref name="shop"/>: of <see cref="Metrics.ShopLabels"/>.</summary>
    public QueueLevel Open(string shop)
    {
        var level = new QueueLevel();
        _levels[level] = shop;
        return level;
    }

    public void Close(QueueLevel level) => _levels.TryRemove(level, out _);

    public void OnFound(string what, int count)
    {
        if (count == 0) return;
        Interlocked.Add(ref _found, count);
        _finds.Add(count, new KeyValuePair<string, object?>("what", what));
    }

    public void OnAsked() => _reservations.Add(1);

    public void OnSilent() => _silent.Add(1);

    public void OnFull() => _full.Add(1);

    /// <summary>What a queue counted since it said so last.</summary>
    public void OnCounted(QueueCounts since)
    {
        if (since.Offers > 0) _offers.Add(since.Offers);
        if (since.Declined > 0) _ended.Add(since.Declined, new KeyValuePair<string, object?>("how", "declined"));
        if (since.TimedOut > 0) _ended.Add(since.TimedOut, new KeyValuePair<string, object?>("how", "timed-out"));
        if (since.Widened > 0) _widened.Add(since.Widened);
    }

    public void OnTaken(TimeSpan wait)
    {
        _ended.Add(1, new KeyValuePair<string, object?>("how", "accepted"));
        _waits.Record(wait.TotalSeconds, new KeyValuePair<string, object?>("end", "taken"));
    }

    public void OnLeft(TimeSpan wait) => _waits.Record(wait.TotalSeconds, new KeyValuePair<string, object?>("end", "left"));

    private IEnumerable<Measurement<long>> Waiting() => _levels.GroupBy(level => level.Value, StringComparer.Ordinal)
        .Select(shop => new Measurement<long>(shop.Sum(level => (long)level.Key.Waiting), new KeyValuePair<string, object?>("shop", shop.Key)));
}

/// <summary>How many wait in one queue: written by its steps, read by whoever looks at the metrics.</summary>
internal sealed class QueueLevel
{
    private volatile int _waiting;

    public int Waiting
    {
        get => _waiting;
        set => _waiting = value;
    }
}
