using Orleans.Conformance.Infrastructure;

namespace Orleans.Conformance.Cluster;

/// <summary>Silos that join, leave and die, each in a cluster of its own.</summary>
public sealed class ComingAndGoingTests
{
    [Fact]
    public async Task Leave_InOrder_EndsEachGrainThereAndTheNextCallIsAnsweredElsewhere()
    {
        await using var cluster = await TestCluster.StartAsync(2);
        var leaving = cluster.Silos[1];
        var grains = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => cluster.GrainOnAsync(leaving))).Within();
        await cluster.LeaveAsync(leaving);
        Assert.All(grains, grain => Assert.Equal([$"ended on {leaving.Address}"], cluster.Signals[grain.GetPrimaryKeyString()].Notes));
        foreach (var grain in grains)
            Assert.Equal(cluster.Silos[0].Address, await grain.WhereAsync().Within());
    }

    [Fact]
    public async Task Leave_InOrder_TheSiloIsNoHostAnyMore()
    {
        await using var cluster = await TestCluster.StartAsync(2);
        var leaving = cluster.Silos[1];
        await cluster.LeaveAsync(leaving);
        var management = cluster.Silos[0].Management;
        await Wait.Until(async () => (await management.GetHosts(onlyActive: true)).Count == 1);
        Assert.DoesNotContain(SiloStatus.Active, (await management.GetHosts()).Where(host => host.Key.ToString() == leaving.Address).Select(host => host.Value));
    }

    [Fact]
    public async Task Leave_InOrder_WithATurnRunning_TheTurnEndsAndAnswers()
    {
        await using var cluster = await TestCluster.StartAsync(2);
        var grain = await cluster.GrainOnAsync(cluster.Silos[1]);
        var signal = cluster.Signals[grain.GetPrimaryKeyString()];
        var call = grain.HoldAsync();
        await Wait.Until(() => signal.Entered == 1);
        var left = cluster.LeaveAsync(cluster.Silos[1]);
        signal.Open();
        await call.Within();
        await left.Within();
    }

    [Fact]
    public async Task Join_WhileCallsAreMade_NoneFailsAndTheNewSiloGetsGrains()
    {
        await using var cluster = await TestCluster.StartAsync(1);
        using var load = new Load(cluster.Silos[0].Grains);
        await load.PassAsync(200);
        var joined = await cluster.JoinAsync();
        await load.PassAsync(200);
        Assert.Empty(await load.StopAsync());
        Assert.Equal(joined.Address, await (await cluster.GrainOnAsync(joined)).WhereAsync().Within());
    }

    [Fact]
    public async Task Death_OfTheGrainsSilo_TheNextCallsAreAnsweredElsewhere()
    {
        await using var cluster = await TestCluster.StartAsync(2);
        var grain = await cluster.GrainOnAsync(cluster.Silos[1]);
        await cluster.KillAsync(cluster.Silos[1]);
        await Wait.Until(async () => await Outcome.OfAsync(grain.WhereAsync()) == cluster.Silos[0].Address);
    }

    [Fact]
    public async Task Death_OfTheGrainsSilo_TheCallInFlightFails()
    {
        await using var cluster = await TestCluster.StartAsync(2);
        var grain = await cluster.GrainOnAsync(cluster.Silos[1]);
        var signal = cluster.Signals[grain.GetPrimaryKeyString()];
        var call = grain.HoldAsync();
        await Wait.Until(() => signal.Entered == 1);
        await cluster.KillAsync(cluster.Silos[1]);
        Assert.IsType<SiloUnavailableException>(await Record.ExceptionAsync(() => call.Within()));
        signal.Open();
    }

    [Fact]
    public async Task Client_WhoseGatewayLeaves_GoesOnThroughAnother()
    {
        await using var cluster = await TestCluster.StartAsync(3);
        var client = await cluster.ConnectAsync(cluster.Silos[1], cluster.Silos[2]);
        await client.GetGrain<ITravellerGrain>("before").WhereAsync().Within();
        await cluster.LeaveAsync(cluster.Silos[2]);
        foreach (var i in Enumerable.Range(0, 20))
            await Wait.Until(async () => await Outcome.OfAsync(client.GetGrain<ITravellerGrain>($"after-{i}").WhereAsync()) is var where && cluster.Silos.Exists(silo => silo.Address == where));
    }

    [Fact]
    public async Task Client_WhoseGatewayDies_IsCalledBackThroughAnother()
    {
        await using var cluster = await TestCluster.StartAsync(3);
        var client = await cluster.ConnectAsync(cluster.Silos[1], cluster.Silos[2]);
        var reader = new Observers.Reader();
        var reference = client.CreateObjectReference<Observers.INewsObserver>(reader);
        await cluster.KillAsync(cluster.Silos[2]);
        await Wait.Until(async () => await Outcome.OfAsync(client.GetGrain<ITravellerGrain>("caller").AskAsync(reference, "home")) == "about home");
        GC.KeepAlive(reader);
    }
}
