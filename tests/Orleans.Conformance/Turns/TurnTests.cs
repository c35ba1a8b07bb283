using Orleans.Conformance.Infrastructure;

namespace Orleans.Conformance.Turns;

public sealed class TurnTests(SharedSilo silo)
{
    [Fact]
    public async Task Turns_HundredCallersThatAwait_NeverOverlap()
    {
        var key = Wait.Key();
        var grain = silo.Grains.GetGrain<IOrdinaryTurnGrain>(key);
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => grain.YieldAsync(5))).Within();
        Assert.Equal(100, silo.Signals[key].Entered);
        Assert.Equal(1, silo.Signals[key].MostInside);
    }

    [Fact]
    public async Task Call_WhileAnotherAwaits_StartsOnlyAfterIt()
    {
        var key = Wait.Key();
        var grain = silo.Grains.GetGrain<IOrdinaryTurnGrain>(key);
        var held = Task.WhenAll(grain.HoldAsync(), grain.HoldAsync(), grain.HoldAsync());
        await Wait.Until(() => silo.Signals[key].Entered == 1);
        for (var i = 0; i < 100; i++)
            Assert.Equal(1, await grain.ProbeAsync());
        silo.Signals[key].Open();
        await held.Within();
        Assert.Equal(3, silo.Signals[key].Entered);
        Assert.Equal(1, silo.Signals[key].MostInside);
    }

    [Fact]
    public async Task AlwaysInterleave_WhileAnotherAwaits_RunsBetween()
    {
        var grain = silo.Grains.GetGrain<IOrdinaryTurnGrain>(Wait.Key());
        await Task.WhenAll(grain.MeetAsync(2), grain.MeetInterleavedAsync(2)).Within();
    }

    [Fact]
    public async Task Reentrant_ThreeCallsThatAwait_AreInsideTogether()
    {
        var grain = silo.Grains.GetGrain<IReentrantTurnGrain>(Wait.Key());
        await Task.WhenAll(grain.MeetAsync(3), grain.MeetAsync(3), grain.MeetAsync(3)).Within();
    }

    [Fact]
    public async Task ReadOnly_TwoReadsThatAwait_AreInsideTogether()
    {
        var grain = silo.Grains.GetGrain<IOrdinaryTurnGrain>(Wait.Key());
        await Task.WhenAll(grain.MeetReadingAsync(2), grain.MeetReadingAsync(2)).Within();
    }

    [Fact]
    public async Task ReadOnly_WhileAWriteAwaits_Waits()
    {
        var key = Wait.Key();
        var grain = silo.Grains.GetGrain<IOrdinaryTurnGrain>(key);
        var write = grain.HoldAsync();
        await Wait.Until(() => silo.Signals[key].Entered == 1);
        var read = grain.YieldReadingAsync(1);
        for (var i = 0; i < 100; i++)
            Assert.Equal(1, await grain.ProbeAsync());
        silo.Signals[key].Open();
        await Task.WhenAll(write, read).Within();
        Assert.Equal(1, silo.Signals[key].MostInside);
    }

    [Fact]
    public async Task StatelessWorker_FourCallsThatAwait_RunInFourActivations()
    {
        var grain = silo.Grains.GetGrain<IWorkerTurnGrain>(Wait.Key());
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => grain.MeetAsync(4))).Within();
    }

    [Fact]
    public async Task StatelessWorker_MoreCallersThanTheLimit_NeverMoreInsideThanTheLimit()
    {
        var key = Wait.Key();
        var grain = silo.Grains.GetGrain<IWorkerTurnGrain>(key);
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => grain.YieldAsync(20))).Within();
        Assert.Equal(100, silo.Signals[key].Entered);
        Assert.InRange(silo.Signals[key].MostInside, 1, 4);
    }

    [Fact]
    public async Task StatelessWorker_LimitOne_NeverOverlaps()
    {
        var key = Wait.Key();
        var grain = silo.Grains.GetGrain<ISingleWorkerTurnGrain>(key);
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => grain.YieldAsync(5))).Within();
        Assert.Equal(1, silo.Signals[key].MostInside);
    }
}
