using Orleans.Conformance.Calls;
using Orleans.Conformance.Infrastructure;
using Orleans.Conformance.Observers;

namespace Orleans.Conformance.Cluster;

/// <summary>Three silos that stay: what calls between them carry, and who is where.</summary>
public sealed class BetweenSilosTests(SharedCluster shared) : IClassFixture<SharedCluster>
{
    private TestCluster Cluster => shared.Cluster;

    private ClusterSilo First => Cluster.Silos[0];

    private ClusterSilo Second => Cluster.Silos[1];

    [Fact]
    public async Task Placement_WhoeverAsks_TheSameGrainAnswersFromTheSameSilo()
    {
        foreach (var key in Enumerable.Range(0, 60).Select(i => $"placed-{i}"))
        {
            IGrainFactory[] askers = [.. Cluster.Silos.Select(silo => silo.Grains), shared.Client];
            var answers = await Task.WhenAll(askers.Select(asker => asker.GetGrain<ITravellerGrain>(key).WhereAsync())).Within();
            Assert.Single(answers.Distinct());
            Assert.Equal(answers[0], await First.Grains.GetGrain<ITravellerGrain>(key).WhereAsync());
        }
    }

    [Fact]
    public async Task Placement_OfManyGrains_EverySiloHasSome()
    {
        var places = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => shared.Client.GetGrain<ITravellerGrain>($"spread-{i}").WhereAsync())).Within();
        Assert.Equal(Cluster.Silos.Select(silo => silo.Address).Order(), places.Distinct().Order());
    }

    [Fact]
    public async Task Call_BetweenGrainsOfTwoSilos_IsAnswered()
    {
        var (here, there) = (await Cluster.GrainOnAsync(First), await Cluster.GrainOnAsync(Second));
        Assert.Equal(Second.Address, await here.AskAnotherWhereAsync(there).Within());
    }

    [Fact]
    public async Task Call_WithAReferenceFromAClient_ReachesTheGrainOnAnotherSilo()
    {
        var (here, there) = (await Cluster.GrainOnAsync(First, shared.Client), await Cluster.GrainOnAsync(Second, shared.Client));
        Assert.Equal(Second.Address, await here.AskAnotherWhereAsync(there).Within());
    }

    [Fact]
    public async Task Exception_FromAnotherSilo_KeepsTypeTextAndValues()
    {
        var there = await Cluster.GrainOnAsync(Second);
        var thrown = await Assert.ThrowsAsync<RefusedException>(() => there.RefuseAsync(42).Within());
        Assert.Equal((42, $"refused on {Second.Address}"), (thrown.Code, thrown.Message));
    }

    [Fact]
    public async Task RequestContext_ToAnotherSilo_TravelsWithTheCall()
    {
        var there = await Cluster.GrainOnAsync(Second);
        RequestContext.Set("traveller", "with luggage");
        Assert.Equal("with luggage", await there.ContextAsync("traveller").Within());
        RequestContext.Clear();
    }

    [Fact]
    public async Task Cancellation_OfACallToAnotherSilo_ReachesTheCallee()
    {
        var there = await Cluster.GrainOnAsync(Second);
        var signal = Cluster.Signals[there.GetPrimaryKeyString()];
        using var source = new CancellationTokenSource();
        var call = there.WaitAsync(source.Token);
        await Wait.Until(() => signal.Entered == 1);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Within());
        await Wait.Until(() => signal.Notes is ["cancelled"]);
    }

    [Fact]
    public async Task Observer_OfASilo_IsCalledFromAnother()
    {
        var reader = new Reader();
        var reference = First.Grains.CreateObjectReference<INewsObserver>(reader);
        var there = await Cluster.GrainOnAsync(Second);
        Assert.Equal("about trains", await there.AskAsync(reference, "trains").Within());
        GC.KeepAlive(reader);
    }

    [Fact]
    public async Task Observer_OfAClientOfOneGateway_IsCalledFromEverySilo()
    {
        var reader = new Reader();
        var reference = shared.Client.CreateObjectReference<INewsObserver>(reader);
        foreach (var silo in Cluster.Silos)
            Assert.Equal("about boats", await (await Cluster.GrainOnAsync(silo, shared.Client)).AskAsync(reference, "boats").Within());
        GC.KeepAlive(reader);
    }

    [Fact]
    public async Task Observer_VoidMethodFromAnotherSilo_Arrives()
    {
        var reader = new Reader();
        var reference = shared.Client.CreateObjectReference<INewsObserver>(reader);
        await (await Cluster.GrainOnAsync(First, shared.Client)).HintAsync(reference, "hint");
        await Wait.Until(() => reader.Heard.Notes is ["hint"]);
        GC.KeepAlive(reader);
    }

    [Fact]
    public async Task StatelessWorker_CalledByAGrain_IsOnTheCallersSilo()
    {
        foreach (var silo in Cluster.Silos)
            Assert.Equal(silo.Address, await (await Cluster.GrainOnAsync(silo)).WhereIsMyWorkerAsync().Within());
    }

    [Fact]
    public async Task Management_Hosts_AreTheActiveSilosWhoeverAsks()
    {
        foreach (var factory in Cluster.Silos.Select(silo => silo.Grains).Append(shared.Client))
        {
            var hosts = await factory.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true);
            Assert.Equal(Cluster.Silos.Select(silo => silo.Address).Order(), hosts.Keys.Select(host => host.ToString()).Order());
            Assert.All(hosts.Values, status => Assert.Equal(SiloStatus.Active, status));
        }
    }

    [Fact]
    public async Task Management_Statistics_CountActivationsBySiloAndClass()
    {
        await Task.WhenAll(Enumerable.Range(0, 90).Select(i => shared.Client.GetGrain<ICountedGrain>(i).TouchAsync())).Within();
        var management = shared.Client.GetGrain<IManagementGrain>(0);
        var counted = (await management.GetSimpleGrainStatistics()).Where(statistic => statistic.GrainType.Contains(nameof(CountedGrain), StringComparison.Ordinal)).ToList();
        Assert.InRange(counted.Sum(statistic => statistic.ActivationCount), 90, int.MaxValue);
        Assert.Equal(Cluster.Silos.Select(silo => silo.Address).Order(), counted.Select(statistic => statistic.SiloAddress.ToString()).Order());
        Assert.InRange(await management.GetTotalActivationCount(), 90, int.MaxValue);
    }
}
