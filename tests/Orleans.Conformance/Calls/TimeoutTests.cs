using Orleans.Conformance.Infrastructure;

namespace Orleans.Conformance.Calls;

public sealed class TimeoutTests(SharedSilo silo)
{
    public static TheoryData<bool> InsideAndThroughTheGateway => [false, true];

    private IGrainFactory From(bool gateway) => gateway ? silo.Client : silo.Grains;

    [Theory, MemberData(nameof(InsideAndThroughTheGateway))]
    public async Task Call_NoAnswerInTime_TimeoutNamesGrainAndMethod(bool gateway)
    {
        var key = Wait.Key();
        var thrown = await Assert.ThrowsAsync<TimeoutException>(() => From(gateway).GetGrain<ISlowGrain>(key).HoldAsync());
        Assert.Contains(key, thrown.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(ISlowGrain.HoldAsync), thrown.Message, StringComparison.Ordinal);
        silo.Signals[key].Open();
    }

    [Theory, MemberData(nameof(InsideAndThroughTheGateway))]
    public async Task Call_AfterATimeout_GrainFinishesItsTurnAndAnswersAgain(bool gateway)
    {
        var key = Wait.Key();
        var grain = From(gateway).GetGrain<ISlowGrain>(key);
        await Assert.ThrowsAsync<TimeoutException>(grain.HoldAsync);
        Assert.Equal("alive", await grain.ProbeAsync());
        silo.Signals[key].Open();
        Assert.Equal("answered", await grain.AskAsync());
    }

    [Fact]
    public async Task Call_WaitingBehindATurnThatHangs_TimesOutWithoutHavingStarted()
    {
        var key = Wait.Key();
        var grain = silo.Grains.GetGrain<ISlowGrain>(key);
        var first = Assert.ThrowsAsync<TimeoutException>(grain.HoldAsync);
        await Wait.Until(() => silo.Signals[key].Entered == 1);
        await Assert.ThrowsAsync<TimeoutException>(grain.HoldAsync);
        await first;
        Assert.Equal(1, silo.Signals[key].Entered);
        silo.Signals[key].Open();
    }

    [Fact]
    public async Task Cycle_OfTwoGrainsNotReentrant_TimesOutAndNamesTheMethod()
    {
        var (a, b) = (Wait.Key(), Wait.Key());
        var thrown = await Assert.ThrowsAsync<TimeoutException>(() => silo.Grains.GetGrain<ICycleGrain>(a).WalkAsync([b, a]));
        Assert.Contains(nameof(ICycleGrain.WalkAsync), thrown.Message, StringComparison.Ordinal);
        Assert.Equal(a, await silo.Grains.GetGrain<ICycleGrain>(a).AnswerAsync());
    }

    [Fact]
    public async Task Cycle_GrainCallsItself_TimesOut()
    {
        var key = Wait.Key();
        await Assert.ThrowsAsync<TimeoutException>(() => silo.Grains.GetGrain<ICycleGrain>(key).WalkAsync([key]));
    }

    [Fact]
    public async Task Cycle_Reentrant_Answers()
    {
        var (a, b) = (Wait.Key(), Wait.Key());
        Assert.Equal(a, await silo.Grains.GetGrain<IReentrantCycleGrain>(a).WalkAsync([b, a, a]).Within());
    }

    [Fact]
    public async Task Cycle_OfInterleavingMethods_Answers()
    {
        var (a, b) = (Wait.Key(), Wait.Key());
        Assert.Equal(a, await silo.Grains.GetGrain<ICycleGrain>(a).WalkInterleavedAsync([b, a]).Within());
    }
}
