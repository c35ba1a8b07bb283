using Orleans.Conformance.Infrastructure;
using Orleans.Storage;

namespace Orleans.Conformance.State;

public sealed class StateTests(SharedSilo silo)
{
    private IStateGrain Grain(string key) => silo.Grains.GetGrain<IStateGrain>(key);

    [Fact]
    public async Task State_NothingStored_IsNewAndDoesNotExist()
    {
        var seen = await Grain(Wait.Key()).LookAsync();
        Assert.Equal(new StateSeen(false, 0, 0, null, 0), seen);
    }

    [Fact]
    public async Task Write_ThenANewActivation_FindsItBeforeOnActivate()
    {
        var grain = Grain(Wait.Key());
        await grain.AddAsync(5, "five");
        await grain.LeaveAsync();
        var seen = await grain.LookAsync();
        Assert.Equal(new StateSeen(true, 5, 1, "1", 5), seen);
    }

    [Fact]
    public async Task Write_Twice_ETagMoves()
    {
        var grain = Grain(Wait.Key());
        await grain.AddAsync(1, "one");
        var first = (await grain.LookAsync()).ETag;
        await grain.AddAsync(1, "two");
        Assert.Equal(("1", "2"), (first, (await grain.LookAsync()).ETag));
    }

    [Fact]
    public async Task Read_AfterAChangeNotWritten_DropsTheChange()
    {
        var grain = Grain(Wait.Key());
        await grain.AddAsync(1, "written");
        await grain.AddWithoutWritingAsync(100);
        await grain.ReadAgainAsync();
        Assert.Equal(1, (await grain.LookAsync()).Total);
    }

    [Fact]
    public async Task Read_AfterAForeignWrite_SeesIt()
    {
        var grain = Grain(Wait.Key());
        await grain.AddAsync(1, "ours");
        silo.Store.Overwrite("ledger", grain.GetGrainId(), new Ledger { Total = 7 });
        await grain.ReadAgainAsync();
        Assert.Equal(7, (await grain.LookAsync()).Total);
    }

    [Fact]
    public async Task Clear_AfterWrite_StateIsNewAndDoesNotExist()
    {
        var grain = Grain(Wait.Key());
        await grain.AddAsync(5, "five");
        await grain.ClearAsync();
        var seen = await grain.LookAsync();
        Assert.Equal((false, 0, 0), (seen.Exists, seen.Total, seen.Lines));
    }

    [Fact]
    public async Task Storage_IsAskedWithStateNameAndGrainId()
    {
        var grain = Grain(Wait.Key());
        await grain.AddAsync(1, "row");
        Assert.Contains(("ledger", grain.GetGrainId()), silo.Store.Rows);
    }

    [Fact]
    public async Task TwoStates_OfOneGrain_AreSeparate()
    {
        var key = Wait.Key();
        var other = silo.Grains.GetGrain<IOtherStateGrain>(key);
        await Grain(key).AddAsync(1, "first");
        await other.AddToOtherAsync(2);
        await Grain(key).LeaveAsync();
        Assert.Equal(1, (await Grain(key).LookAsync()).Total);
        Assert.Equal(2, await other.OtherAsync());
    }

    [Fact]
    public async Task DefaultStore_WriteThenANewActivation_FindsIt()
    {
        var grain = silo.Grains.GetGrain<IDefaultStateGrain>(Wait.Key());
        Assert.False((await grain.LookAsync()).Exists);
        await grain.AddAsync(3, "three");
        await grain.LeaveAsync();
        var seen = await grain.LookAsync();
        Assert.Equal((true, 3, 1), (seen.Exists, seen.Total, seen.Lines));
    }

    [Fact]
    public async Task StaleETag_WriteLeavesTheGrain_CallerGetsInconsistentState()
    {
        var grain = Grain(Wait.Key());
        await grain.AddAsync(1, "ours");
        silo.Store.Overwrite("ledger", grain.GetGrainId(), new Ledger { Total = 50 });
        await Assert.ThrowsAsync<InconsistentStateException>(() => grain.AddAsync(1, "stale"));
    }

    [Fact]
    public async Task StaleETag_WriteLeavesTheGrain_NextCallHasAFreshActivation()
    {
        var grain = Grain(Wait.Key());
        await grain.AddAsync(1, "ours");
        var before = await grain.ActivationAsync();
        silo.Store.Overwrite("ledger", grain.GetGrainId(), new Ledger { Total = 50 });
        await Assert.ThrowsAsync<InconsistentStateException>(() => grain.AddAsync(1, "stale"));
        Assert.NotEqual(before, await grain.ActivationAsync());
        await grain.AddAsync(1, "fresh");
        Assert.Equal(51, (await grain.LookAsync()).Total);
    }

    [Fact]
    public async Task StaleETag_CaughtInTheGrain_TheActivationStays()
    {
        var grain = Grain(Wait.Key());
        await grain.AddAsync(1, "ours");
        var before = await grain.ActivationAsync();
        silo.Store.Overwrite("ledger", grain.GetGrainId(), new Ledger { Total = 50 });
        Assert.False(await grain.TryAddAsync(1));
        Assert.Equal(before, await grain.ActivationAsync());
    }

    [Fact]
    public async Task Write_StoreFails_CallerGetsTheStoresExceptionAndTheActivationStays()
    {
        var key = Wait.Key();
        var grain = Grain(key);
        var before = await grain.ActivationAsync();
        silo.Store.FailingWrites[key] = new InvalidOperationException("the disk is full");
        var thrown = await Assert.ThrowsAnyAsync<Exception>(() => grain.AddAsync(1, "lost"));
        Assert.Contains("the disk is full", thrown.ToString(), StringComparison.Ordinal);
        Assert.Equal(before, await grain.ActivationAsync());
    }

    [Fact]
    public async Task Read_StoreFails_ActivationFailsAndLaterCallsTryAgain()
    {
        var key = Wait.Key();
        silo.Store.FailingReads[key] = new InvalidOperationException("the disk is gone");
        var thrown = await Assert.ThrowsAnyAsync<Exception>(() => Grain(key).LookAsync());
        Assert.Contains("the disk is gone", thrown.ToString(), StringComparison.Ordinal);
        silo.Store.FailingReads.TryRemove(key, out _);
        await Wait.Until(async () => await Record.ExceptionAsync(() => Grain(key).LookAsync()) is null);
    }

    [Fact]
    public async Task State_InAStoreThatIsNotRegistered_CallNamesTheStore()
    {
        var thrown = await Assert.ThrowsAnyAsync<Exception>(() => silo.Grains.GetGrain<INoSuchStoreGrain>("k").CallAsync());
        Assert.Contains("no-such-store", thrown.ToString(), StringComparison.Ordinal);
    }
}
