using Orleans.Concurrency;
using Orleans.Conformance.Infrastructure;

namespace Orleans.Conformance.Timers;

public interface ITimerGrain : IGrainWithStringKey
{
    Task StartAsync(TimeSpan dueTime, TimeSpan period, bool interleave = false);

    /// <summary>A timer whose callback waits for the gate.</summary>
    Task StartHoldingAsync(TimeSpan dueTime, TimeSpan period, bool interleave = false);

    Task StartThrowingAsync(TimeSpan dueTime, TimeSpan period);

    /// <summary>A timer that disposes itself in its first tick.</summary>
    Task StartOnceAsync(TimeSpan dueTime, TimeSpan period);

    /// <summary>A timer that puts its next tick off to <paramref name="next"/> in its first tick.</summary>
    Task StartChangingAsync(TimeSpan dueTime, TimeSpan next);

    Task ChangeAsync(TimeSpan dueTime, TimeSpan period);

    Task DisposeTimerAsync();

    Task<int> TicksAsync();

    [AlwaysInterleave]
    Task<int> ProbeAsync();

    Task HoldAsync();

    Task LeaveAsync();
}

internal sealed class TimerGrain(Signals signals) : Grain, ITimerGrain
{
    private IGrainTimer? _timer;
    private int _ticks;
    private bool _onScheduler = true;
    private TaskScheduler? _scheduler;

    private Signal Signal => signals[this.GetPrimaryKeyString()];

    public Task StartAsync(TimeSpan dueTime, TimeSpan period, bool interleave)
    {
        _scheduler = TaskScheduler.Current;
        _timer = this.RegisterGrainTimer(Tick, new GrainTimerCreationOptions(dueTime, period) { Interleave = interleave });
        return Task.CompletedTask;

        Task Tick()
        {
            _ticks++;
            _onScheduler &= TaskScheduler.Current == _scheduler;
            Signal.Note(_onScheduler ? "tick" : "tick elsewhere");
            return Task.CompletedTask;
        }
    }

    public Task StartHoldingAsync(TimeSpan dueTime, TimeSpan period, bool interleave)
    {
        _timer = this.RegisterGrainTimer<string>(
            async (state, token) =>
            {
                _ticks++;
                Signal.Note(state);
                using var registered = token.Register(() => Signal.Note("cancelled"));
                Signal.Enter();
                await Signal.Opened;
                Signal.Leave();
            },
            "held",
            new GrainTimerCreationOptions(dueTime, period) { Interleave = interleave });
        return Task.CompletedTask;
    }

    public Task StartThrowingAsync(TimeSpan dueTime, TimeSpan period)
    {
        _timer = this.RegisterGrainTimer(
            _ =>
            {
                _ticks++;
                throw new InvalidOperationException("a tick that fails");
            },
            new GrainTimerCreationOptions(dueTime, period));
        return Task.CompletedTask;
    }

    public Task StartOnceAsync(TimeSpan dueTime, TimeSpan period)
    {
        _timer = this.RegisterGrainTimer(
            async _ =>
            {
                _ticks++;
                _timer!.Dispose();
                await Task.Yield();
            },
            new GrainTimerCreationOptions(dueTime, period));
        return Task.CompletedTask;
    }

    public Task StartChangingAsync(TimeSpan dueTime, TimeSpan next)
    {
        _timer = this.RegisterGrainTimer(
            _ =>
            {
                if (++_ticks == 1)
                    _timer!.Change(next, Timeout.InfiniteTimeSpan);
                return Task.CompletedTask;
            },
            new GrainTimerCreationOptions(dueTime, dueTime));
        return Task.CompletedTask;
    }

    public Task ChangeAsync(TimeSpan dueTime, TimeSpan period)
    {
        _timer!.Change(dueTime, period);
        return Task.CompletedTask;
    }

    public Task DisposeTimerAsync()
    {
        _timer!.Dispose();
        return Task.CompletedTask;
    }

    public Task<int> TicksAsync() => Task.FromResult(_ticks);

    public Task<int> ProbeAsync() => Task.FromResult(_ticks);

    public async Task HoldAsync()
    {
        Signal.Enter();
        await Signal.Opened;
        Signal.Leave();
    }

    public Task LeaveAsync()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}

public interface IEagerTimerGrain : IGrainWithStringKey
{
    Task<int> TicksAsync();
}

/// <summary>Starts its timer when it is activated; the first tick is due at once.</summary>
internal sealed class EagerTimerGrain : Grain, IEagerTimerGrain
{
    private int _ticks;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        this.RegisterGrainTimer(
            _ =>
            {
                _ticks++;
                return Task.CompletedTask;
            },
            new GrainTimerCreationOptions(TimeSpan.Zero, TimeSpan.FromMinutes(1)));
        return Task.CompletedTask;
    }

    public Task<int> TicksAsync() => Task.FromResult(_ticks);
}
