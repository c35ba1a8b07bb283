using Orleans.Configuration;
using Orleans.Conformance.Infrastructure;

namespace Orleans.Conformance.Activation;

/// <summary>
/// What is idle is collected; the witness for "is not collected" is another grain, used after it, that was.
/// </summary>
public sealed class CollectionTests(CollectionSilo silo) : IClassFixture<CollectionSilo>
{
    [Fact]
    public async Task Idle_LongerThanTheLimit_DeactivatesWithActivationIdle()
    {
        var key = Wait.Key();
        await silo.Grains.GetGrain<IShortLivedGrain>(key).CallAsync();
        await Wait.Until(() => silo.Signals[key].Notes.Length == 1);
        Assert.Equal([DeactivationReasonCode.ActivationIdle.ToString()], silo.Signals[key].Notes);
    }

    [Fact]
    public async Task KeepAlive_Idle_IsNotCollected()
    {
        var key = Wait.Key();
        await silo.Grains.GetGrain<IKeptGrain>(key).CallAsync();
        await OthersAreCollectedAsync(key);
        Assert.Empty(silo.Signals[key].Notes);
    }

    [Fact]
    public async Task DelayDeactivation_LongerThanTheLimit_KeepsTheGrain()
    {
        var key = Wait.Key();
        await silo.Grains.GetGrain<IShortLivedGrain>(key).DelayAsync(TimeSpan.FromHours(1));
        await OthersAreCollectedAsync(key);
        Assert.Empty(silo.Signals[key].Notes);
    }

    [Fact]
    public async Task DelayDeactivation_TakenBack_GrainIsCollected()
    {
        var key = Wait.Key();
        var grain = silo.Grains.GetGrain<IShortLivedGrain>(key);
        await grain.DelayAsync(TimeSpan.FromHours(1));
        await grain.DelayAsync(TimeSpan.Zero);
        await Wait.Until(() => silo.Signals[key].Notes.Length == 1);
    }

    [Fact]
    public async Task Timer_ThatTicks_DoesNotKeepTheGrain()
    {
        var key = Wait.Key();
        await silo.Grains.GetGrain<IShortLivedGrain>(key).StartTimerAsync(keepAlive: false);
        await Wait.Until(() => silo.Signals[key].Notes.Length == 1);
        Assert.Equal([DeactivationReasonCode.ActivationIdle.ToString()], silo.Signals[key].Notes);
    }

    [Fact]
    public async Task Timer_WithKeepAlive_KeepsTheGrain()
    {
        var key = Wait.Key();
        await silo.Grains.GetGrain<IShortLivedGrain>(key).StartTimerAsync(keepAlive: true);
        await OthersAreCollectedAsync(key);
        Assert.DoesNotContain(CollectedBase.WhileInUse, silo.Signals[key].Notes);
    }

    /// <summary>Three generations of witnesses, each first called after the last was collected.</summary>
    private async Task OthersAreCollectedAsync(string key)
    {
        for (var generation = 0; generation < 3; generation++)
        {
            var witness = $"{key}-witness-{generation}";
            await silo.Grains.GetGrain<IShortLivedGrain>(witness).CallAsync();
            await Wait.Until(() => silo.Signals[witness].Notes.Length == 1);
        }
    }
}

public sealed class CollectionSilo : TestSilo
{
    internal static readonly TimeSpan Age = TimeSpan.FromMilliseconds(500);

    protected override void Configure(ISiloBuilder silo) => silo.Configure<GrainCollectionOptions>(options =>
    {
        options.CollectionQuantum = TimeSpan.FromMilliseconds(250);
        options.CollectionAge = Age;
    });
}
