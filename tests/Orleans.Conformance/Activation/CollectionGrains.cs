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
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
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
                signals[this.GetPrimaryKeyString()].Enter();
                return Task.CompletedTask;
            },
            new GrainTimerCreationOptions(TimeSpan.Zero, TimeSpan.FromMilliseconds(20)) { KeepAlive = keepAlive });
        return Task.CompletedTask;
    }
}

public interface IShortLivedGrain : ICollectedGrain;

/// <summary>Lives as long idle as the silo's default says.</summary>
internal sealed class ShortLivedGrain(Signals signals) : CollectedBase(signals), IShortLivedGrain;

public interface IKeptGrain : ICollectedGrain;

[KeepAlive]
internal sealed class KeptGrain(Signals signals) : CollectedBase(signals), IKeptGrain;

public interface ILongLivedGrain : ICollectedGrain;

[CollectionAgeLimit(Minutes = 60)]
internal sealed class LongLivedGrain(Signals signals) : CollectedBase(signals), ILongLivedGrain;
