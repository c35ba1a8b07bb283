using Orleans.Conformance.Infrastructure;

namespace Orleans.Conformance.Calls;

public sealed class CancellationTests(SharedSilo silo)
{
    public static TheoryData<bool> InsideAndThroughTheGateway => [false, true];

    private IGrainFactory From(bool gateway) => gateway ? silo.Client : silo.Grains;

    [Theory, MemberData(nameof(InsideAndThroughTheGateway))]
    public async Task Cancel_WhileTheGrainWorks_CancelsItsTokenAndTheCall(bool gateway)
    {
        var key = Wait.Key();
        using var source = new CancellationTokenSource();
        var call = From(gateway).GetGrain<ICancellableGrain>(key).WaitAsync(source.Token);
        await Wait.Until(() => silo.Signals[key].Entered == 1);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Within());
        await Wait.Until(() => silo.Signals[key].Notes is ["cancelled"]);
    }

    [Theory, MemberData(nameof(InsideAndThroughTheGateway))]
    public async Task Cancel_TokenPassedOnByAGrain_ReachesTheLastGrain(bool gateway)
    {
        var (first, last) = (Wait.Key(), Wait.Key());
        using var source = new CancellationTokenSource();
        var call = From(gateway).GetGrain<ICancellableGrain>(first).PassOnAsync(last, source.Token);
        await Wait.Until(() => silo.Signals[last].Entered == 1);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Within());
        await Wait.Until(() => silo.Signals[last].Notes is ["cancelled"]);
    }

    [Fact]
    public async Task Cancel_BySourceInAGrain_CancelsTheOtherGrain()
    {
        var (first, last) = (Wait.Key(), Wait.Key());
        Assert.Equal("cancelled", await silo.Grains.GetGrain<ICancellableGrain>(first).CancelAnotherAsync(last).Within());
        await Wait.Until(() => silo.Signals[last].Notes is ["cancelled"]);
    }

    [Theory, MemberData(nameof(InsideAndThroughTheGateway))]
    public async Task Call_TokenCancelledBefore_ThrowsAndTheGrainIsNotEntered(bool gateway)
    {
        var key = Wait.Key();
        var grain = From(gateway).GetGrain<ICancellableGrain>(key);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => grain.WaitAsync(new CancellationToken(canceled: true)).Within());
        Assert.Equal(0, silo.Signals[key].Entered);
    }

    [Theory, MemberData(nameof(InsideAndThroughTheGateway))]
    public async Task Call_WithoutToken_GrainSeesNone(bool gateway)
    {
        Assert.False(await From(gateway).GetGrain<ICancellableGrain>("none").CanBeCancelledAsync());
    }

    [Theory, MemberData(nameof(InsideAndThroughTheGateway))]
    public async Task Cancel_AfterTheAnswer_DoesNothing(bool gateway)
    {
        using var source = new CancellationTokenSource();
        var grain = From(gateway).GetGrain<ICancellableGrain>("after");
        Assert.Equal(3, await grain.AddAsync(1, 2, source.Token));
        await source.CancelAsync();
        Assert.Equal(5, await grain.AddAsync(2, 3, CancellationToken.None));
    }
}
