using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Reception.Contracts.Gateways;
using Reception.Grains.Metrics;

namespace Reception.Grains.Delivery;

/// <summary>
/// The pushes of one silo to one gateway. At most one call is on its way; what comes meanwhile waits and goes as the next, so a
/// slow gateway gets fewer and larger calls: that is the back-pressure. What waits is bounded by <see cref="MostWaiting"/> pushes and
/// <see cref="MostText"/> characters; more is dropped, and its sessions, which confirm nothing, are pushed to again.
/// <para>A call that takes longer than <see cref="Patience"/> is waited for no longer. While a gateway does not answer nothing is
/// kept for it: one call a second tries it, so at most a handful are open, and after <see cref="GoneAfter"/> it counts as gone.</para>
/// </summary>
internal sealed partial class GatewayLine(string gateway, Func<SessionPush[], Task> call, DeliveryInstruments instruments, TimeProvider time, ILogger log)
{
    public const int MostWaiting = 20_000;
    public const int MostText = 16 * 1024 * 1024;
    public const int MostInCall = 1_000;
    public const int MostTextInCall = 1024 * 1024;
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    public static readonly TimeSpan GoneAfter = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan TryPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan IdleAfter = TimeSpan.FromMinutes(2);
    private static readonly Task<PushOutcome> Dropped = Task.FromResult(PushOutcome.Dropped);
    private static readonly Task<PushOutcome> Gone = Task.FromResult(PushOutcome.Gone);

    private readonly Lock _gate = new();
    private readonly Queue<Batch> _batches = new();
    private Batch? _last;
    private int _pushes;
    private int _text;
    private int _most;
    private bool _running;
    private DateTimeOffset _used = time.GetUtcNow();
    private DateTimeOffset? _silentSince;
    private bool _isGone;
    private DateTimeOffset _tryAt;

    /// <summary>Pushes that wait or are under way.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate) return _pushes;
        }
    }

    public bool IsIdleAt(DateTimeOffset now)
    {
        lock (_gate) return !_running && now - _used > IdleAfter;
    }

    public Task<PushOutcome> SendAsync(SessionPush[] pushes)
    {
        if (pushes.Length == 0) return Task.FromResult(PushOutcome.Delivered);
        var text = pushes.Sum(Text);
        lock (_gate)
        {
            _used = time.GetUtcNow();
            if (_silentSince is { } since && (_running || _used < _tryAt)) return DropAsync(pushes.Length, _used - since >= GoneAfter ? Gone : Dropped);
            if (_pushes + pushes.Length > MostWaiting || _text + text > MostText) return DropAsync(pushes.Length, Dropped);
            Wait(pushes.Length, text);
            _most = Math.Max(_most, _pushes);
            if (_last is null || !_last.TryAdd(pushes, text)) _batches.Enqueue(_last = new Batch(pushes, text));
            var done = _last.Done.Task;
            if (_running) return done;
            _running = true;
            // Off the grain's scheduler: the line outlives the turn, and the activation.
            ThreadPool.UnsafeQueueUserWorkItem(static line => _ = line.RunAsync(), this, preferLocal: false);
            return done;
        }
    }

    private async Task RunAsync()
    {
        while (Next() is { } batch) batch.Done.SetResult(await CallAsync(batch));
    }

    private Batch? Next()
    {
        lock (_gate)
        {
            if (!_batches.TryDequeue(out var batch)) _running = false;
            if (batch == _last) _last = null;
            return batch;
        }
    }

    private async Task<PushOutcome> CallAsync(Batch batch)
    {
        using var span = Spans.StartShared("push", ActivityKind.Producer, batch.Pushes.Select(push => push.Trace));
        try
        {
            await call([.. batch.Pushes]).WaitAsync(Patience, time);
            return Answered(batch);
        }
        catch (Exception e)
        {
            LogRefused(e, gateway, batch.Pushes.Count);
            return Silent(batch);
        }
    }

    private PushOutcome Answered(Batch batch)
    {
        lock (_gate)
        {
            Leave(batch, taken: true);
            if (_silentSince is not null) LogBack(gateway);
            (_silentSince, _isGone) = (null, false);
            return PushOutcome.Delivered;
        }
    }

    private PushOutcome Silent(Batch batch)
    {
        List<Batch> others;
        PushOutcome outcome;
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (_silentSince is null) LogSilent(gateway, _pushes, _most);
            _silentSince ??= now;
            _tryAt = now + TryPause;
            outcome = now - _silentSince >= GoneAfter ? PushOutcome.Gone : PushOutcome.Dropped;
            if (outcome == PushOutcome.Gone && !_isGone) LogGone(gateway);
            _isGone = outcome == PushOutcome.Gone;
            Leave(batch, taken: false);
            others = [.. _batches];
            _batches.Clear();
            _last = null;
            foreach (var other in others) Leave(other, taken: null);
        }
        foreach (var other in others) other.Done.SetResult(outcome);
        return outcome;
    }

    private void Wait(int pushes, int text)
    {
        _pushes += pushes;
        _text += text;
        instruments.OnWaiting(pushes);
    }

    /// <summary>Null: no call was made for it.</summary>
    private void Leave(Batch batch, bool? taken)
    {
        Wait(-batch.Pushes.Count, -batch.Text);
        if (taken is { } answer) instruments.OnCalled(batch.Pushes.Count, answer);
        else instruments.OnDropped(batch.Pushes.Count);
    }

    private Task<PushOutcome> DropAsync(int pushes, Task<PushOutcome> outcome)
    {
        instruments.OnDropped(pushes);
        return outcome;
    }

    private static int Text(SessionPush push)
    {
        var text = 64;
        foreach (var message in push.Messages ?? []) text += 64 + message.Text.Length;
        return text + (push.Proposal?.Text.Length ?? 0);
    }

    /// <summary>One call to be.</summary>
    private sealed class Batch(SessionPush[] first, int text)
    {
        public List<SessionPush> Pushes { get; } = [.. first];

        public int Text { get; private set; } = text;

        public TaskCompletionSource<PushOutcome> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool TryAdd(SessionPush[] more, int text)
        {
            if (Pushes.Count + more.Length > MostInCall || Text + text > MostTextInCall) return false;
            Pushes.AddRange(more);
            Text += text;
            return true;
        }
    }
}
