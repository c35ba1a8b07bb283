using Orleans.Conformance.Infrastructure;

namespace Orleans.Conformance.Turns;

public sealed class SchedulerTests(SharedSilo silo)
{
    private ISchedulerGrain Grain(string key) => silo.Grains.GetGrain<ISchedulerGrain>(key);

    [Fact]
    public async Task Await_AnythingInAGrain_ContinuesOnItsScheduler()
    {
        Assert.All(await Grain(Wait.Key()).StepsAsync().Within(), Assert.True);
    }

    [Fact]
    public async Task ConfigureAwait_FalseInLibraryCode_LeavesTheSchedulerAndTheGrainComesBack()
    {
        Assert.True(await Grain(Wait.Key()).InLibraryCodeAsync().Within());
    }

    [Fact]
    public async Task TaskRun_InAGrain_RunsOnThePool()
    {
        Assert.True(await Grain(Wait.Key()).OnPoolInTaskRunAsync().Within());
    }

    [Fact]
    public async Task TaskRun_Awaited_ContinuesOnTheGrainsScheduler()
    {
        Assert.True(await Grain(Wait.Key()).BackOnActivationAfterTaskRunAsync().Within());
    }

    [Fact]
    public async Task StartNew_OnTheCurrentScheduler_StaysInTheGrain()
    {
        Assert.True(await Grain(Wait.Key()).OnActivationInStartNewAsync().Within());
    }

    [Fact]
    public async Task UnawaitedWork_AfterItsCallReturned_StillRunsOneTurnAtATime()
    {
        var key = Wait.Key();
        var grain = Grain(key);
        await grain.StartUnawaitedAsync(tasks: 50, steps: 20);
        await Wait.Until(async () => await grain.CountAsync() == 1000);
        Assert.Equal(1, silo.Signals[key].MostInside);
    }

    [Fact]
    public async Task WhenAll_InAGrain_EveryBranchRunsOnItsScheduler()
    {
        var grain = Grain(Wait.Key());
        Assert.All(await grain.WhenAllAsync(100).Within(), Assert.True);
        Assert.Equal(100, await grain.CountAsync());
    }
}
