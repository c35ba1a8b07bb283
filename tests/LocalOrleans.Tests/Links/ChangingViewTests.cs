using Orleans;
using Orleans.Runtime;

namespace LocalOrleans.Tests;

/// <summary>Calls while the view changes, silos die and links break.</summary>
public sealed class ChangingViewTests
{
    [Fact]
    public async Task Call_ToASiloThatDoesNotOwnTheGrain_IsSentBackAndGoesToTheOwner()
    {
        await using var cluster = await TestCluster.StartAsync(2);
        var far = cluster.KeyOn(1);
        cluster[0].Enter(new ClusterView(2, [cluster[0].InView]));
        var call = cluster[1].Grains.GetGrain<ILinkGrain>(cluster.KeyOn(0)).WhereAsync();
        Assert.Equal(cluster[0].Address.ToString(), await call);
        var moved = cluster[1].Grains.GetGrain<ILinkGrain>(far).WhereAsync();
        Assert.Equal(cluster[1].Address.ToString(), await moved);
        var client = await cluster.ConnectAsync();
        Assert.Equal(cluster[0].Address.ToString(), await client.GetGrain<ILinkGrain>(far).WhereAsync());
    }

    [Fact]
    public async Task Call_MadeUnderANewerView_WaitsUntilTheReceiverKnowsIt()
    {
        await using var cluster = await TestCluster.StartAsync(2);
        await cluster[0].Grains.GetGrain<ILinkGrain>(cluster.KeyOn(1)).WhereAsync();
        cluster[0].Enter(new ClusterView(2, [cluster[1].InView]));
        var call = cluster[0].Grains.GetGrain<ILinkGrain>(cluster.KeyOn(0)).WhereAsync();
        await cluster[1].Grains.GetGrain<ILinkGrain>(cluster.KeyOn(1)).WhereAsync();
        Assert.False(call.IsCompleted);
        cluster[1].Enter(new ClusterView(2, [cluster[1].InView]));
        Assert.Equal(cluster[1].Address.ToString(), await call);
    }

    [Fact]
    public async Task Redirect_ToAViewTheCallerDoesNotKnowYet_IsFollowedWhenItDoes()
    {
        await using var cluster = await TestCluster.StartAsync(2);
        var key = cluster.KeyOn(1);
        await cluster[0].Grains.GetGrain<ILinkGrain>(key).WhereAsync();
        cluster[1].Enter(new ClusterView(2, [cluster[0].InView]));
        var call = cluster[0].Grains.GetGrain<ILinkGrain>(cluster.KeyOn(1, nth: 1)).WhereAsync();
        await cluster[0].Grains.GetGrain<ILinkGrain>(cluster.KeyOn(0)).WhereAsync();
        Assert.False(call.IsCompleted);
        cluster[0].Enter(new ClusterView(2, [cluster[0].InView]));
        Assert.Equal(cluster[0].Address.ToString(), await call);
    }

    [Fact]
    public async Task Bury_WithCallsInFlight_FailsThemAtOnceAndLaterOnesToo()
    {
        await using var cluster = await TestCluster.StartAsync(2);
        var grain = cluster[0].Grains.GetGrain<ILinkGrain>(cluster.KeyOn(1));
        var call = grain.HoldAsync(1);
        await Eventually.HoldsAsync(() => cluster[1].Witness.Entered == 1);
        cluster[0].Links.Bury(cluster[1].Address);
        await Assert.ThrowsAsync<SiloUnavailableException>(() => call);
        await Assert.ThrowsAsync<SiloUnavailableException>(() => grain.EchoAsync(1));
        cluster[1].Witness.Gate.SetResult();
    }

    [Fact]
    public async Task Silo_GoesWithoutAnAnswer_TheCallFailsAndEverybodyIsTold()
    {
        var cluster = await TestCluster.StartAsync(2);
        var call = cluster[0].Grains.GetGrain<ILinkGrain>(cluster.KeyOn(1)).HoldAsync(1);
        await Eventually.HoldsAsync(() => cluster[1].Witness.Entered == 1);
        await cluster[1].Links.StopAsync(CancellationToken.None);
        await Assert.ThrowsAsync<SiloUnavailableException>(() => call);
        await Eventually.HoldsAsync(() => cluster[0].Views.Events.Contains($"closed {cluster[1].Address}"));
        cluster[1].Witness.Gate.SetResult();
        await cluster.DisposeAsync();
    }

    [Fact]
    public async Task Call_ToASiloThatIsNotThereYet_WaitsForItsLink()
    {
        await using var cluster = await TestCluster.StartAsync(1);
        var late = cluster.Build();
        cluster.Silos.Add(late);
        cluster.EnterAll(2);
        var call = cluster[0].Grains.GetGrain<ILinkGrain>(cluster.KeyOn(1)).WhereAsync();
        await late.StartAsync();
        Assert.Equal(late.Address.ToString(), await call);
    }

    [Fact]
    public async Task Client_WhoseSiloHasLeft_CallsTheNextOwner()
    {
        await using var cluster = await TestCluster.StartAsync(2);
        var client = await cluster.ConnectAsync();
        await client.GetGrain<ILinkGrain>(cluster.KeyOn(1)).EchoAsync(1);
        await cluster[1].Links.StopAsync(CancellationToken.None);
        var gone = cluster[1].Address;
        cluster[0].Enter(new ClusterView(2, [cluster[0].InView]));
        cluster[0].Links.Bury(gone);
        Assert.Equal(cluster[0].Address.ToString(), await client.GetGrain<ILinkGrain>(cluster.KeyOn(1)).WhereAsync());
    }

    [Fact]
    public async Task Observer_OfAClientThatIsConnecting_IsWaitedForInAYoungView()
    {
        await using var cluster = await TestCluster.StartAsync(2);
        var client = await cluster.ConnectAsync();
        var watcher = new LinkWatcher("late");
        var grain = client.GetGrain<ILinkGrain>(cluster.KeyOn(0));
        await grain.SubscribeAsync(client.CreateObjectReference<ILinkWatcher>(watcher));
        foreach (var link in cluster[0].Links.Accepted.Where(link => link.Silo is null)) link.Close(null);
        Assert.Equal("late: ?", await cluster[1].Grains.GetGrain<ILinkGrain>(cluster.KeyOn(0)).AskSubscriberAsync("?"));
        GC.KeepAlive(watcher);
    }
}
