using HdrHistogram;

namespace Reception.LoadTest.Measures;

/// <summary>
/// What a load process measures. The On… methods may be called from any thread, 50,000 times a second and more: they count in the stripe
/// of the core they run on and take no lock. <see cref="Cut"/> is called once a second by one caller and closes a <see cref="Slot"/>.
/// <para>
/// Times are timestamps of the <see cref="TimeProvider"/>. <c>intended</c> is when the thing was due by the plan, not when the load
/// process got round to it: otherwise a stall of the server would hide the customers who should have come meanwhile (coordinated
/// omission; G. Tene, "How not to measure latency", 2013).
/// </para>
/// </summary>
/// <param name="time">The clock of all timestamps.</param>
/// <param name="targetSeconds">A wait of at most this is in time.</param>
/// <param name="intervalSeconds">How many seconds one histogram of <see cref="RunRecord.Intervals"/> covers; bounds the file of a long run.</param>
internal sealed class LoadRecorder(TimeProvider time, double targetSeconds, int intervalSeconds = 1)
{
    private static readonly Operation[] Operations = Enum.GetValues<Operation>();

    private readonly Stripe[] _stripes = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Stripe())];
    private readonly SortedDictionary<Gauge, Func<double>> _gauges = [];
    private readonly LongHistogram?[] _totals = new LongHistogram?[Operations.Length];
    private readonly LongHistogram?[] _interval = new LongHistogram?[Operations.Length];
    private readonly List<IntervalHistograms> _intervals = [];
    private readonly List<Slot> _slots = [];
    private readonly Lock _gate = new();
    private readonly double _microseconds = 1e6 / time.TimestampFrequency;

    /// <summary>Under <see cref="_gate"/>: samples since the last cut.</summary>
    private List<ServerSample> _samples = [];

    private long _cutAt = time.GetTimestamp();
    private long _second = time.GetUtcNow().ToUnixTimeSeconds();
    private long _intervalSecond = long.MinValue;

    /// <summary>Now, as a timestamp for the other methods.</summary>
    public long Now => time.GetTimestamp();

    /// <summary>The slots cut so far. For the thread that cuts.</summary>
    public IReadOnlyList<Slot> Slots => _slots;

    /// <summary>A gauge is read at each cut, on the caller's thread.</summary>
    public void Watch(Gauge gauge, Func<double> read) => _gauges[gauge] = read;

    public void OnStarted() => Count(Counter.Started);

    public void OnConnected(long intended, long done) => Record(Operation.Connect, intended, done);

    public void OnOpened(long intended, long done) => Record(Operation.Open, intended, done);

    public void OnRefused(string code)
    {
        Count(Counter.Refused);
        OnFailed(code);
    }

    /// <summary>Any failure the plan does not ask for: the server's code, or a word of the client's own (closed, timeout …).</summary>
    public void OnFailed(string code) => Here.CountFailure(code);

    public void OnReconnected() => Count(Counter.Reconnected);

    public void OnSent(int messages = 1) => Count(Counter.Sent, messages);

    public void OnAcknowledged(long intended, long done)
    {
        Count(Counter.Acknowledged);
        Record(Operation.Acknowledge, intended, done);
    }

    /// <param name="kind">answered, clarified, talked, notice …: one of a few words, never a text.</param>
    public void OnBotReply(string kind, long intended, long done)
    {
        Here.CountReply(kind);
        Record(Operation.BotReply, intended, done);
    }

    public void OnHandedOver() => Count(Counter.HandedOver);

    public void OnPlaceTold(long intended, long done) => Record(Operation.PlaceTold, intended, done);

    /// <summary>A wait ended with an agent.</summary>
    public void OnAnswered(long intended, long done)
    {
        Count(Counter.Answered);
        if (Microseconds(intended, done) <= targetSeconds * 1e6) Count(Counter.AnsweredInTime);
        Record(Operation.Wait, intended, done);
    }

    /// <summary>A customer gave up waiting.</summary>
    public void OnAbandoned(long intended, long done)
    {
        Count(Counter.Abandoned);
        Record(Operation.GivenUp, intended, done);
    }

    /// <summary>An offer reached an agent; <paramref name="slotFree"/> null where nothing waited when his slot fell free.</summary>
    public void OnOffer(long? slotFree, long done)
    {
        Count(Counter.Offers);
        if (slotFree is { } free) Record(Operation.SlotToOffer, free, done);
    }

    public void OnAccepted(long intended, long done)
    {
        Count(Counter.Accepted);
        Record(Operation.OfferToAccepted, intended, done);
    }

    public void OnDeclined() => Count(Counter.Declined);

    public void OnAgentReply(long intended, long done)
    {
        Count(Counter.AgentReplies);
        Record(Operation.AgentReply, intended, done);
    }

    /// <summary>An agent's slot was taken from <paramref name="accepted"/> to <paramref name="freed"/>.</summary>
    public void OnHandled(long accepted, long freed) => Record(Operation.Handling, accepted, freed);

    public void OnClosed(long intended, long done)
    {
        Count(Counter.Closed);
        Record(Operation.Close, intended, done);
    }

    public void OnRated(long intended, long done)
    {
        Count(Counter.Rated);
        Record(Operation.Rate, intended, done);
    }

    public void OnCompleted(long intended, long done)
    {
        Count(Counter.Completed);
        Record(Operation.Conversation, intended, done);
    }

    public void OnServerSample(ServerSample sample)
    {
        lock (_gate) _samples.Add(sample);
    }

    /// <summary>Closes the second: everything since the last cut becomes a slot. One caller.</summary>
    public Slot Cut()
    {
        var (now, second) = (time.GetTimestamp(), _second);
        var slot = new Slot(second, time.GetElapsedTime(_cutAt, now).TotalSeconds, [], [], [], [], TakeSamples());
        foreach (var stripe in _stripes) stripe.MoveInto(slot.Counts, slot.Replies, slot.Failures);
        foreach (var (gauge, read) in _gauges)
        {
            if (read() is var value and not 0) slot.Gauges[gauge] = value;
        }
        var interval = second - (second % intervalSeconds);
        if (interval != _intervalSecond) CloseInterval(interval);
        foreach (var operation in Operations) Gather(operation);
        _slots.Add(slot);
        _cutAt = now;
        _second = Math.Max(second + 1, time.GetUtcNow().ToUnixTimeSeconds());
        return slot;
    }

    /// <summary>The whole run, after the last cut. Baselines, checks and waits are added by who knows them.</summary>
    public RunRecord ToRecord(RunHead head)
    {
        CloseInterval(_intervalSecond);
        return new RunRecord
        {
            Head = head,
            Slots = [.. _slots],
            IntervalSeconds = intervalSeconds,
            Histograms = Encoded(_totals),
            Intervals = [.. _intervals],
        };
    }

    /// <summary>What an operation took so far; null: it never happened. For the thread that cuts.</summary>
    public HistogramBase? TimesOf(Operation operation) => _totals[(int)operation];

    private Stripe Here => _stripes[Thread.GetCurrentProcessorId() % _stripes.Length];

    private void Count(Counter counter, long by = 1) => Here.Count(counter, by);

    private void Record(Operation operation, long intended, long done) => Here.Record(operation, Microseconds(intended, done));

    private long Microseconds(long from, long until) => (long)((until - from) * _microseconds);

    private ServerSample[] TakeSamples()
    {
        lock (_gate)
        {
            var taken = _samples;
            _samples = [];
            return [.. taken];
        }
    }

    private void Gather(Operation operation)
    {
        foreach (var stripe in _stripes)
        {
            if (stripe.Take(operation) is not { } times) continue;
            (_interval[(int)operation] ??= Latency.New()).Add(times);
            (_totals[(int)operation] ??= Latency.New()).Add(times);
        }
    }

    private void CloseInterval(long next)
    {
        if (Encoded(_interval) is { Count: > 0 } closed) _intervals.Add(new(_intervalSecond, closed));
        foreach (var histogram in _interval) histogram?.Reset();
        _intervalSecond = next;
    }

    private static SortedDictionary<Operation, string> Encoded(LongHistogram?[] histograms)
    {
        var encoded = new SortedDictionary<Operation, string>();
        for (var i = 0; i < histograms.Length; i++)
        {
            if (histograms[i] is { TotalCount: > 0 } histogram) encoded[(Operation)i] = Latency.Encode(histogram);
        }
        return encoded;
    }
}
