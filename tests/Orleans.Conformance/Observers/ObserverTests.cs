using System.Runtime.CompilerServices;
using Orleans.Conformance.Infrastructure;

namespace Orleans.Conformance.Observers;

public sealed class ObserverTests(SharedSilo silo)
{
    public static TheoryData<bool> InsideAndThroughTheGateway => [false, true];

    private IGrainFactory From(bool gateway) => gateway ? silo.Client : silo.Grains;

    [Theory, MemberData(nameof(InsideAndThroughTheGateway))]
    public async Task Notify_TaskMethod_ReachesTheObserver(bool gateway)
    {
        var reader = new Reader();
        var source = From(gateway).GetGrain<INewsGrain>(Wait.Key());
        await source.SubscribeAsync(From(gateway).CreateObjectReference<INewsObserver>(reader));
        Assert.Equal(1, await source.PublishAsync("news"));
        Assert.Equal(["news"], reader.Heard.Notes);
        GC.KeepAlive(reader);
    }

    [Theory, MemberData(nameof(InsideAndThroughTheGateway))]
    public async Task Notify_VoidMethod_ReachesTheObserver(bool gateway)
    {
        var reader = new Reader();
        var source = From(gateway).GetGrain<INewsGrain>(Wait.Key());
        await source.SubscribeAsync(From(gateway).CreateObjectReference<INewsObserver>(reader));
        await source.HintAsync("hint");
        await Wait.Until(() => reader.Heard.Notes is ["hint"]);
        GC.KeepAlive(reader);
    }

    [Theory, MemberData(nameof(InsideAndThroughTheGateway))]
    public async Task Call_ObserverThatAnswers_GrainGetsTheAnswer(bool gateway)
    {
        var reader = new Reader();
        var reference = From(gateway).CreateObjectReference<INewsObserver>(reader);
        Assert.Equal("about the sale", await From(gateway).GetGrain<INewsGrain>(Wait.Key()).AskAsync(reference, "the sale"));
        GC.KeepAlive(reader);
    }

    [Theory, MemberData(nameof(InsideAndThroughTheGateway))]
    public async Task Call_ManyAtOnce_TheObserverHasOneAtATime(bool gateway)
    {
        var reader = new Reader();
        var reference = From(gateway).CreateObjectReference<INewsObserver>(reader);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => From(gateway).GetGrain<INewsGrain>($"many-{i}").AskAsync(reference, "x"))).Within();
        Assert.Equal((50, 1), (reader.Heard.Entered, reader.Heard.MostInside));
        GC.KeepAlive(reader);
    }

    [Theory, MemberData(nameof(InsideAndThroughTheGateway))]
    public async Task GetGrain_FromTheTextOfAnObserversGrainId_CallsTheObserver(bool gateway)
    {
        var reader = new Reader();
        var reference = From(gateway).CreateObjectReference<INewsObserver>(reader);
        var source = From(gateway).GetGrain<INewsGrain>(Wait.Key());
        await source.KeepAddressAsync(reference.GetGrainId().ToString());
        Assert.Equal("about an address", await source.AskKeptAsync("an address"));
        GC.KeepAlive(reader);
    }

    [Fact]
    public void CreateObjectReference_TwiceForOneObject_AreTwoAddresses()
    {
        var reader = new Reader();
        var one = silo.Grains.CreateObjectReference<INewsObserver>(reader);
        var two = silo.Grains.CreateObjectReference<INewsObserver>(reader);
        Assert.NotEqual(one.GetGrainId(), two.GetGrainId());
    }

    [Theory, MemberData(nameof(InsideAndThroughTheGateway))]
    public async Task DeleteObjectReference_ThenACall_FailsForTheCaller(bool gateway)
    {
        var reader = new Reader();
        var reference = From(gateway).CreateObjectReference<INewsObserver>(reader);
        From(gateway).DeleteObjectReference<INewsObserver>(reference);
        await Assert.ThrowsAnyAsync<Exception>(() => From(gateway).GetGrain<INewsGrain>(Wait.Key()).AskBrieflyAsync(reference, "gone"));
        Assert.Equal(0, reader.Heard.Entered);
    }

    [Theory, MemberData(nameof(InsideAndThroughTheGateway))]
    public async Task ObserverNobodyHolds_AfterACollection_IsGone(bool gateway)
    {
        var (reference, weak) = CreateAndForget(From(gateway));
        await Wait.Until(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return !weak.IsAlive;
        });
        await Assert.ThrowsAnyAsync<Exception>(() => From(gateway).GetGrain<INewsGrain>(Wait.Key()).AskBrieflyAsync(reference, "gone"));
    }

    [Theory, MemberData(nameof(InsideAndThroughTheGateway))]
    public async Task Observer_Throws_GrainGetsTheException(bool gateway)
    {
        var reader = new Reader { Throws = true };
        var source = From(gateway).GetGrain<INewsGrain>(Wait.Key());
        await source.SubscribeAsync(From(gateway).CreateObjectReference<INewsObserver>(reader));
        Assert.Equal(0, await source.PublishAsync("unwanted"));
        GC.KeepAlive(reader);
    }

    [Fact]
    public async Task Observer_ThatIsAGrain_HearsTheNews()
    {
        var key = Wait.Key();
        var reader = silo.Grains.GetGrain<IReaderGrain>(key);
        await reader.SubscribeToAsync(key);
        Assert.Equal(1, await silo.Grains.GetGrain<INewsGrain>(key).PublishAsync("for a grain"));
        Assert.Equal(["for a grain"], await reader.HeardAsync());
    }

    [Fact]
    public async Task Observer_OfAClientThatLeft_FailsForTheCaller()
    {
        var host = await silo.ConnectHostAsync();
        var reader = new Reader();
        var reference = host.Services.GetRequiredService<IGrainFactory>().CreateObjectReference<INewsObserver>(reader);
        var address = reference.GetGrainId();
        await host.StopAsync(CancellationToken.None).Within();
        var source = silo.Grains.GetGrain<INewsGrain>(Wait.Key());
        await source.KeepAddressAsync(address.ToString());
        await Assert.ThrowsAnyAsync<Exception>(() => source.AskKeptBrieflyAsync("gone"));
        Assert.Equal(0, reader.Heard.Entered);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (INewsObserver Reference, WeakReference Weak) CreateAndForget(IGrainFactory factory)
    {
        var reader = new Reader();
        return (factory.CreateObjectReference<INewsObserver>(reader), new WeakReference(reader));
    }
}
