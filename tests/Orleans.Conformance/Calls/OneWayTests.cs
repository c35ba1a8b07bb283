using Orleans.Conformance.Infrastructure;

namespace Orleans.Conformance.Calls;

public sealed class OneWayTests(SharedSilo silo)
{
    public static TheoryData<bool> InsideAndThroughTheGateway => [false, true];

    private IGrainFactory From(bool gateway) => gateway ? silo.Client : silo.Grains;

    [Theory, MemberData(nameof(InsideAndThroughTheGateway))]
    public async Task OneWay_GrainStillWorks_CallerHasReturned(bool gateway)
    {
        var key = Wait.Key();
        await From(gateway).GetGrain<IOneWayGrain>(key).HoldAsync("done").Within();
        Assert.Empty(silo.Signals[key].Notes);
        silo.Signals[key].Open();
        await Wait.Until(() => silo.Signals[key].Notes is ["done"]);
    }

    [Theory, MemberData(nameof(InsideAndThroughTheGateway))]
    public async Task OneWay_GrainThrows_CallerHearsNothingAndTheGrainLives(bool gateway)
    {
        var key = Wait.Key();
        var grain = From(gateway).GetGrain<IOneWayGrain>(key);
        await grain.ThrowAsync();
        await Wait.Until(() => silo.Signals[key].Entered == 1);
        Assert.Equal(1, await grain.CallsAsync());
    }
}
