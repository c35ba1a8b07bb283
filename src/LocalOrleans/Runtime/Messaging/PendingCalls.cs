namespace LocalOrleans;

/// <summary>A call's place in the pending list.</summary>
internal struct PendingPlace
{
    public GrainCall? Before;
    public GrainCall? After;
    public PendingCalls.Stripe? Stripe;
    public long Deadline;
    public bool Expired;
}

/// <summary>
/// The calls of one runtime that wait for an answer, and the one timer that ends those whose time is over.
/// <para>Stripes (one per few threads) hold doubly linked lists through the calls themselves, in order of deadline: nearly all calls have the same
/// time-out, so a new one goes to the end; one with a shorter time-out walks forward from there. Enter and leave cost one uncontended lock, no allocation.
/// The timer looks only at the heads.</para>
/// </summary>
internal sealed class PendingCalls : IDisposable
{
    private readonly Stripe[] _stripes = [.. Enumerable.Range(0, 16).Select(_ => new Stripe())];
    private readonly TimeProvider _time;
    private readonly ITimer _timer;

    public PendingCalls(TimeProvider time, TimeSpan responseTimeout)
    {
        _time = time;
        var beat = TimeSpan.FromTicks(Math.Clamp(responseTimeout.Ticks / 20, TimeSpan.TicksPerMillisecond * 20, TimeSpan.TicksPerSecond));
        using (ExecutionContext.SuppressFlow()) _timer = time.CreateTimer(_ => Expire(), null, beat, beat);
    }

    public void Add(GrainCall call, TimeSpan timeout)
    {
        var stripe = _stripes[Environment.CurrentManagedThreadId & 15];
        call.Pending = new PendingPlace { Stripe = stripe, Deadline = After(timeout) };
        lock (stripe) stripe.Insert(call);
    }

    public void Remove(GrainCall call)
    {
        if (call.Pending.Stripe is not { } stripe) return;
        lock (stripe)
        {
            if (!call.Pending.Expired) stripe.Unlink(call);
            call.Pending.Stripe = null;
        }
    }

    /// <summary>Notes where a call is in flight, so that the end of its time takes it off there; false if that has come already.</summary>
    public bool Bind(GrainCall call, Link link, ulong number)
    {
        if (call.Pending.Stripe is not { } stripe) return call.SetWay(link, number);
        lock (stripe) return !call.Pending.Expired && call.SetWay(link, number);
    }

    /// <summary>The clock reading after <paramref name="timeout"/>.</summary>
    public long After(TimeSpan timeout) => _time.GetTimestamp() + (long)(timeout.TotalSeconds * _time.TimestampFrequency);

    public bool IsPast(long deadline) => _time.GetTimestamp() > deadline;

    /// <summary>Fails everything that waits.</summary>
    public void FailAll(Func<Exception> reason) => End(long.MaxValue, _ => reason());

    public void Dispose() => _timer.Dispose();

    private void Expire() => End(_time.GetTimestamp(), call => call.ToException());

    private void End(long now, Func<PendingDescription, Exception> reason)
    {
        foreach (var stripe in _stripes)
        {
            List<(Action<Exception> Fail, PendingDescription Description, Link? Way, ulong Number)>? ended = null;
            lock (stripe)
            {
                while (stripe.Head is { } call && call.Pending.Deadline <= now)
                {
                    stripe.Unlink(call);
                    call.Pending.Expired = true;
                    (ended ??= []).Add((call.Failure(), new PendingDescription(call), call.Way, call.WayNumber));
                }
            }

            foreach (var (fail, description, way, number) in ended ?? [])
            {
                fail(reason(description));
                way?.Abandon(number);
            }
        }
    }

    internal sealed class Stripe
    {
        private GrainCall? _tail;

        public GrainCall? Head { get; private set; }

        public void Insert(GrainCall call)
        {
            var before = _tail;
            while (before is not null && before.Pending.Deadline > call.Pending.Deadline) before = before.Pending.Before;
            var after = before is null ? Head : before.Pending.After;
            call.Pending.Before = before;
            call.Pending.After = after;
            if (before is null) Head = call;
            else before.Pending.After = call;
            if (after is null) _tail = call;
            else after.Pending.Before = call;
        }

        public void Unlink(GrainCall call)
        {
            ref var place = ref call.Pending;
            if (place.Before is null) Head = place.After;
            else place.Before.Pending.After = place.After;
            if (place.After is null) _tail = place.Before;
            else place.After.Pending.Before = place.Before;
            place.Before = place.After = null;
        }
    }
}
