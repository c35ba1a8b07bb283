using Orleans.Conformance.Infrastructure;

namespace Orleans.Conformance.Calls;

public sealed class ExceptionTests(SharedSilo silo)
{
    public static TheoryData<bool> InsideAndThroughTheGateway => [false, true];

    private IGrainFactory From(bool gateway) => gateway ? silo.Client : silo.Grains;

    [Theory, MemberData(nameof(InsideAndThroughTheGateway))]
    public async Task Call_GrainThrows_CallerGetsTypeAndMessage(bool gateway)
    {
        var grain = From(gateway).GetGrain<IThrowingGrain>(Wait.Key());
        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => grain.ThrowAsync("broken"));
        Assert.Equal("broken", thrown.Message);
    }

    [Theory, MemberData(nameof(InsideAndThroughTheGateway))]
    public async Task Call_GrainThrows_StackTraceNamesTheGrainsMethod(bool gateway)
    {
        var grain = From(gateway).GetGrain<IThrowingGrain>(Wait.Key());
        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => grain.ThrowAsync("where"));
        Assert.Contains("ThrowingGrain", thrown.StackTrace, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(InsideAndThroughTheGateway))]
    public async Task Call_MethodThrowsBeforeItsFirstAwait_TaskFails(bool gateway)
    {
        var call = From(gateway).GetGrain<IThrowingGrain>(Wait.Key()).ThrowAtOnceAsync("at once");
        var thrown = await Assert.ThrowsAsync<ArgumentException>(() => call);
        Assert.Equal("at once", thrown.Message);
    }

    [Theory, MemberData(nameof(InsideAndThroughTheGateway))]
    public async Task Call_GrainThrowsOurException_KeepsItsFields(bool gateway)
    {
        var grain = From(gateway).GetGrain<IThrowingGrain>(Wait.Key());
        var thrown = await Assert.ThrowsAsync<RefusedException>(() => grain.ThrowOursAsync(409));
        Assert.Equal(409, thrown.Code);
        Assert.Equal("refused with 409", thrown.Message);
    }

    [Theory, MemberData(nameof(InsideAndThroughTheGateway))]
    public async Task Call_ExceptionOverTwoHops_KeepsTypeAndFields(bool gateway)
    {
        var next = From(gateway).GetGrain<IThrowingGrain>(Wait.Key());
        var grain = From(gateway).GetGrain<IThrowingGrain>(Wait.Key());
        var thrown = await Assert.ThrowsAsync<RefusedException>(() => grain.PassOnAsync(next, 410));
        Assert.Equal(410, thrown.Code);
    }

    [Theory, MemberData(nameof(InsideAndThroughTheGateway))]
    public async Task Call_InnerException_Crosses(bool gateway)
    {
        var grain = From(gateway).GetGrain<IThrowingGrain>(Wait.Key());
        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(grain.ThrowNestedAsync);
        Assert.Equal("inner", Assert.IsType<FormatException>(thrown.InnerException).Message);
    }

    [Theory, MemberData(nameof(InsideAndThroughTheGateway))]
    public async Task Call_GrainThrowsCancelled_CallerGetsCancelled(bool gateway)
    {
        var grain = From(gateway).GetGrain<IThrowingGrain>(Wait.Key());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(grain.ThrowCancelledAsync);
    }

    [Theory, MemberData(nameof(InsideAndThroughTheGateway))]
    public async Task Call_ValueTaskThrows_CallerGetsIt(bool gateway)
    {
        var grain = From(gateway).GetGrain<IThrowingGrain>(Wait.Key());
        await Assert.ThrowsAsync<NotSupportedException>(async () => await grain.ThrowValueAsync());
    }

    [Fact]
    public async Task Call_GrainCatchesAnothersException_GoesOn()
    {
        var next = silo.Grains.GetGrain<IThrowingGrain>(Wait.Key());
        Assert.Equal("caught by a grain", await silo.Grains.GetGrain<IThrowingGrain>(Wait.Key()).CatchAsync(next));
    }

    [Fact]
    public async Task Call_AfterAnException_TheActivationStillHasItsState()
    {
        var grain = silo.Grains.GetGrain<IThrowingGrain>(Wait.Key());
        await Assert.ThrowsAsync<InvalidOperationException>(() => grain.ThrowAsync("one"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => grain.ThrowAsync("two"));
        Assert.Equal(2, await grain.CallsAsync());
    }
}
