namespace Orleans.Runtime;

/// <summary>Makes grain timers on the grains' clock.</summary>
internal sealed class GrainTimers(TimeProvider time, ILoggerFactory loggers)
{
    private readonly ILogger _logger = loggers.CreateLogger("Orleans.Runtime.GrainTimer");

    public IGrainTimer Register(IGrainContext context, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        var timer = new GrainTimer((Activation)context, callback, options, time, _logger);
        timer.Change(options.DueTime, options.Period);
        return timer;
    }
}

/// <summary>
/// A tick is an item in the grain's inbox like a call: it waits for its turn and the next tick is set when it has ended, so ticks never pile up.
/// A callback that throws is logged and ticks again.
/// </summary>
internal sealed class GrainTimer : TurnItem, IGrainTimer
{
    private readonly Activation _activation;
    private readonly Func<CancellationToken, Task> _callback;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _cancellation = new();
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private TimeSpan _period;
    private TimeSpan? _changedDueTime;
    private bool _ticking;
    private bool _disposed;

    public GrainTimer(Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options, TimeProvider time, ILogger logger)
    {
        _activation = activation;
        _callback = callback;
        _logger = logger;
        Options = options.Interleave ? CallOptions.AlwaysInterleave : CallOptions.None;
        KeepsAlive = options.KeepAlive;
        activation.AddTimer(this);
        using (ExecutionContext.SuppressFlow()) _timer = time.CreateTimer(static self => ((GrainTimer)self!).Tick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    internal override CallOptions Options { get; }

    internal override bool KeepsAlive { get; }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, Timeout.InfiniteTimeSpan);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, Timeout.InfiniteTimeSpan);
        lock (_gate)
        {
            if (_disposed) return;
            _period = period;
            if (_ticking) _changedDueTime = dueTime;
            else _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed) return;
            _disposed = true;
        }

        _timer.Dispose();
        _activation.RemoveTimer(this);
        _cancellation.Cancel();
    }

    internal override void Run(object target) => _ = RunAsync();

    internal override void Reject(Exception exception) => Dispose();

    internal override void Redirect() => Dispose();

    private void Tick()
    {
        lock (_gate)
        {
            if (_disposed || _ticking) return;
            _ticking = true;
        }

        _activation.Deliver(this);
    }

    private async Task RunAsync()
    {
        try
        {
            if (!_disposed) await _callback(_cancellation.Token);
        }
        catch (Exception exception)
        {
            if (!_disposed) RuntimeLog.TimerFailed(_logger, exception, _activation.GrainId);
        }

        lock (_gate)
        {
            _ticking = false;
            if (!_disposed) _timer.Change(_changedDueTime ?? _period, Timeout.InfiniteTimeSpan);
            _changedDueTime = null;
        }

        _activation.Finish(this);
    }
}
