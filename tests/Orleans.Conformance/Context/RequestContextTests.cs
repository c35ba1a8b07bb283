using Orleans.Conformance.Infrastructure;

namespace Orleans.Conformance.Context;

public sealed class RequestContextTests(SharedSilo silo)
{
    public static TheoryData<bool> InsideAndThroughTheGateway => [false, true];

    private IGrainFactory From(bool gateway) => gateway ? silo.Client : silo.Grains;

    [Theory, MemberData(nameof(InsideAndThroughTheGateway))]
    public async Task Set_ByTheCaller_IsSeenInTheGrain(bool gateway)
    {
        RequestContext.Set("who", "caller");
        Assert.Equal("caller", await From(gateway).GetGrain<IContextGrain>(Wait.Key()).GetAsync("who"));
        RequestContext.Clear();
    }

    [Theory, MemberData(nameof(InsideAndThroughTheGateway))]
    public async Task Set_ByTheCaller_IsSeenTwoHopsAway(bool gateway)
    {
        RequestContext.Set("who", "caller");
        Assert.Equal("caller", await From(gateway).GetGrain<IContextGrain>(Wait.Key()).GetOverAsync(Wait.Key(), "who"));
        RequestContext.Clear();
    }

    [Fact]
    public async Task Get_AfterAwaitsInTheGrain_IsStillTheCallersValue()
    {
        RequestContext.Set("who", "caller");
        Assert.Equal("caller", await silo.Grains.GetGrain<IContextGrain>(Wait.Key()).GetAfterAwaitsAsync("who"));
        RequestContext.Clear();
    }

    [Theory, MemberData(nameof(InsideAndThroughTheGateway))]
    public async Task Set_ByTheGrain_IsNotSeenByTheCaller(bool gateway)
    {
        await From(gateway).GetGrain<IContextGrain>(Wait.Key()).SetAsync("who", "grain");
        Assert.Null(RequestContext.Get("who"));
    }

    [Fact]
    public async Task Set_ByACalledGrain_IsNotSeenByTheCallingGrain()
    {
        Assert.Null(await silo.Grains.GetGrain<IContextGrain>(Wait.Key()).GetAfterAnotherSetsAsync(Wait.Key(), "who"));
    }

    [Fact]
    public async Task Set_InOneCall_IsNotLeftForTheNext()
    {
        var grain = silo.Grains.GetGrain<IContextGrain>(Wait.Key());
        await grain.SetAsync("who", "grain");
        Assert.Null(await grain.GetAsync("who"));
    }

    [Fact]
    public async Task Remove_BeforeTheCall_IsNotSeen()
    {
        RequestContext.Set("who", "caller");
        RequestContext.Remove("who");
        Assert.Null(await silo.Grains.GetGrain<IContextGrain>(Wait.Key()).GetAsync("who"));
    }

    [Fact]
    public async Task Clear_BeforeTheCall_NothingIsSeen()
    {
        RequestContext.Set("who", "caller");
        RequestContext.Clear();
        Assert.Null(await silo.Grains.GetGrain<IContextGrain>(Wait.Key()).GetAsync("who"));
    }

    [Theory, MemberData(nameof(InsideAndThroughTheGateway))]
    public async Task Set_OtherTypes_KeepTheirValues(bool gateway)
    {
        RequestContext.Set("int", 7);
        RequestContext.Set("guid", Guid.Empty);
        RequestContext.Set("bool", true);
        Assert.Equal($"7|{Guid.Empty}|True", await From(gateway).GetGrain<IContextGrain>(Wait.Key()).TypesAsync());
        RequestContext.Clear();
    }

    [Fact]
    public async Task Set_ByManyCallersAtOnce_EachCallHasItsOwn()
    {
        var grain = silo.Grains.GetGrain<IContextGrain>(Wait.Key());
        var seen = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => CallAsync($"caller {i}"))).Within();
        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"caller {i}"), seen);

        async Task<string?> CallAsync(string who)
        {
            RequestContext.Set("who", who);
            return await grain.GetAfterAwaitsAsync("who");
        }
    }
}
