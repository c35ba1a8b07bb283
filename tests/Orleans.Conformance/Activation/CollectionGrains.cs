using Orleans.Configuration;
using Orleans.Conformance.Infrastructure;

namespace Orleans.Conformance.Activation;

public interface ICollectedGrain : IGrainWithStringKey
{
    Task CallAsync();

    Task DelayAsync(TimeSpan delay);

    Task StartTimerAsync(bool keepAlive);
}

internal abstract class CollectedBase(Signals signals) : Grain, ICollectedGrain
{
    /// <summary>Noted when a grain with a timer ends although no pause between its ticks was as long as the age limit.</summary>
    public const string WhileInUse = "while in use";

    private long _lastTick;
    private TimeSpan _longestPause;

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_lastTick != 0)
        {
            MeasurePause();
            if (_longestPause < CollectionSilo.Age)
                signals[this.GetPrimaryKeyString()].Note(WhileInUse);
            return Task.CompletedTask;
        }

        signals[this.GetPrimaryKeyString()].Note(reason.ReasonCode.ToString());
        return Task.CompletedTask;
    }

    public Task CallAsync() => Task.CompletedTask;

    public Task DelayAsync(TimeSpan delay)
    {
        DelayDeactivation(delay);
        return Task.CompletedTask;
    }

    public Task StartTimerAsync(bool keepAlive)
    {
        this.RegisterGrainTimer(
            () =>
            {
                if (keepAlive)
                    MeasurePause();
                return Task.CompletedTask;
            },
            new GrainTimerCreationOptions(TimeSpan.Zero, TimeSpan.FromMilliseconds(20)) { KeepAlive = keepAlive });
        return Task.CompletedTask;
    }

    private void MeasurePause()
    {
        var now = TimeProvider.System.GetTimestamp();
        if (_lastTick != 0 && TimeProvider.System.GetElapsedTime(_lastTick, now) is var pause && pause > _longestPause)
            _longestPause = pause;
        _lastTick = now;
    }
}

public interface IShortLivedGrain : ICollectedGrain;

/// <summary>Lives as long idle as the silo's default says.</summary>
internal sealed class ShortLivedGrain(Signals signals) : CollectedBase(signals), IShortLivedGrain;

public interface IKeptGrain : ICollectedGrain;

[KeepAlive]
internal sealed class KeptGrain(Signals signals) : CollectedBase(signals), IKeptGrain;
