using Orleans.Conformance.Infrastructure;

namespace Orleans.Conformance.Calls;

public sealed class CallTests(SharedSilo silo)
{
    [Fact]
    public async Task Call_ThousandCallersOnOneGrain_EveryIncrementIsSeen()
    {
        var grain = silo.Grains.GetGrain<ICounterGrain>(Wait.Key());
        var results = await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => grain.IncrementAsync())).Within();
        Assert.Equal(Enumerable.Range(1, 1000), results.Order());
    }

    [Fact]
    public async Task Call_ThousandCallersThroughTheGateway_EveryIncrementIsSeen()
    {
        var grain = silo.Client.GetGrain<ICounterGrain>(Wait.Key());
        var results = await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => grain.IncrementAsync())).Within();
        Assert.Equal(Enumerable.Range(1, 1000), results.Order());
    }

    [Fact]
    public async Task Call_TenThousandGrains_EachHasItsOwnState()
    {
        var prefix = Wait.Key();
        var results = await Task.WhenAll(Enumerable.Range(0, 10_000).Select(i => silo.Grains.GetGrain<ICounterGrain>($"{prefix}-{i}").IncrementAsync())).Within();
        Assert.All(results, result => Assert.Equal(1, result));
    }

    [Fact]
    public async Task Call_FromClientAndSilo_ReachTheSameActivation()
    {
        var key = Wait.Key();
        await silo.Grains.GetGrain<ICounterGrain>(key).IncrementAsync();
        Assert.Equal(2, await silo.Client.GetGrain<ICounterGrain>(key).IncrementAsync());
    }

    [Fact]
    public async Task Call_ManyGrainsAwaitedTogetherInAGrain_GetsEveryAnswer()
    {
        var key = Wait.Key();
        Assert.Equal(200, await silo.Grains.GetGrain<IFanOutGrain>(key).SumAsync(key, 200));
    }

    [Fact]
    public async Task Call_InheritedInterfaceMethods_RunOnTheGrain()
    {
        var dog = silo.Client.GetGrain<IDogGrain>("rex");
        Assert.Equal("DogGrain:rex", await dog.NameAsync());
        Assert.Equal("woof", await dog.SpeakAsync());
        Assert.Equal("stick", await dog.FetchAsync());
    }

    [Fact]
    public async Task Call_Overloads_AreToldApartByTheirParameters()
    {
        var dog = silo.Client.GetGrain<IDogGrain>("rex");
        Assert.Equal("hello cat", await dog.SpeakAsync("cat"));
        Assert.Equal("x3", await dog.SpeakAsync(3));
    }

    [Fact]
    public async Task Call_ReferenceAsABaseInterface_RunsOnTheGrain()
    {
        INamed named = silo.Client.GetGrain<IDogGrain>("rex");
        Assert.Equal("DogGrain:rex", await named.NameAsync());
    }

    [Fact]
    public async Task Call_TaskAndValueTask_CompleteAfterTheMethod()
    {
        var grain = silo.Client.GetGrain<IShapesGrain>(Wait.Key());
        await grain.DoAsync();
        await grain.DoValueAsync();
        Assert.Equal(2, await grain.DoneAsync());
        Assert.Equal(14, await grain.ValueAsync(7));
    }

    [Fact]
    public async Task Call_NineArguments_ArriveInTheirPlaces()
    {
        var grain = silo.Client.GetGrain<IShapesGrain>("shapes");
        Assert.Equal(
            "1|b|2.5|True|00000000-0000-0000-0000-000000000000||x|9.99|9",
            await grain.ManyAsync(1, "b", 2.5, true, Guid.Empty, null, 'x', 9.99m));
    }

    [Fact]
    public async Task Call_GenericResult_KeepsItsContents()
    {
        var result = await silo.Client.GetGrain<IShapesGrain>("shapes").GenericAsync([1, 2]);
        Assert.Equal([1, 2], result["same"]);
        Assert.Equal([1, 2, 1, 2], result["twice"]);
    }

    [Fact]
    public async Task Call_NullableValue_KeepsNull()
    {
        var grain = silo.Client.GetGrain<IShapesGrain>("shapes");
        Assert.Null(await grain.NullableAsync(null));
        Assert.Equal(5, await grain.NullableAsync(5));
    }

    [Fact]
    public void GetGrain_TwoClassesForOneInterface_Throws()
    {
        Assert.Throws<ArgumentException>(() => silo.Grains.GetGrain<IGreetingGrain>("k"));
    }

    [Fact]
    public void GetGrain_NoClassForTheInterface_ThrowsAndNamesIt()
    {
        var thrown = Assert.Throws<ArgumentException>(() => silo.Grains.GetGrain<INobodyGrain>("k"));
        Assert.Contains(nameof(INobodyGrain), thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_GrainWithTwoInterfaces_IsOneActivation()
    {
        var key = Wait.Key();
        await silo.Client.GetGrain<ILeftGrain>(key).PutAsync("through the left");
        Assert.Equal("through the left", await silo.Client.GetGrain<IRightGrain>(key).TakeAsync());
    }

    [Fact]
    public async Task AsReference_OfAReference_IsTheSameGrainSeenOtherwise()
    {
        var key = Wait.Key();
        var left = silo.Client.GetGrain<ILeftGrain>(key);
        await left.PutAsync("value");
        Assert.Equal("value", await left.AsReference<IRightGrain>().TakeAsync());
    }

    [Fact]
    public async Task Call_GrainThatOnlyImplementsIGrainBase_IsActivatedAndCalled()
    {
        var key = Wait.Key();
        Assert.Equal(key, await silo.Client.GetGrain<IPlainObjectGrain>(key).KeyAsync());
        Assert.Equal(["activated"], silo.Signals[key].Notes);
    }
}
