using Orleans.Conformance.Infrastructure;

namespace Orleans.Conformance.Serialization;

/// <summary>What a caller changes after the call, the grain does not see; what it changes in an answer, neither.</summary>
public sealed class IsolationTests(SharedSilo silo)
{
    private IKeeperGrain Keeper([System.Runtime.CompilerServices.CallerMemberName] string test = "") =>
        silo.Grains.GetGrain<IKeeperGrain>(test);

    [Fact]
    public async Task Argument_ListChangedAfterTheCall_GrainKeepsWhatItGot()
    {
        var keeper = Keeper();
        List<string> items = ["a"];
        await keeper.KeepAsync(items);
        items.Add("b");
        Assert.Equal("a||", await keeper.TextAsync());
    }

    [Fact]
    public async Task Argument_ListInsideAnObjectChangedAfterTheCall_GrainKeepsWhatItGot()
    {
        var keeper = Keeper();
        var basket = new Basket { Items = ["a"] };
        await keeper.KeepBasketAsync(basket);
        basket.Items.Add("b");
        Assert.Equal("|a|", await keeper.TextAsync());
    }

    [Fact]
    public async Task Argument_BytesChangedAfterTheCall_GrainKeepsWhatItGot()
    {
        var keeper = Keeper();
        byte[] bytes = [1, 2];
        await keeper.KeepBytesAsync(bytes);
        bytes[0] = 9;
        Assert.Equal("||1,2", await keeper.TextAsync());
    }

    [Fact]
    public async Task Result_ListChangedByTheCaller_GrainKeepsItsOwn()
    {
        var keeper = Keeper();
        await keeper.KeepAsync(["a"]);
        (await keeper.ItemsAsync()).Add("b");
        Assert.Equal("a||", await keeper.TextAsync());
    }

    [Fact]
    public async Task Result_ListInsideAnObjectChangedByTheCaller_GrainKeepsItsOwn()
    {
        var keeper = Keeper();
        await keeper.KeepBasketAsync(new Basket { Items = ["a"] });
        (await keeper.BasketAsync()).Items.Add("b");
        Assert.Equal("|a|", await keeper.TextAsync());
    }

    [Fact]
    public async Task Result_BytesChangedByTheCaller_GrainKeepsItsOwn()
    {
        var keeper = Keeper();
        await keeper.KeepBytesAsync([1, 2]);
        (await keeper.BytesAsync())[0] = 9;
        Assert.Equal("||1,2", await keeper.TextAsync());
    }
}
