using Orleans;
using Orleans.Runtime;

namespace LocalOrleans.Tests;

/// <summary>Calls between silos, from clients to their owners, and to observers wherever they are.</summary>
public sealed class TwoSilosTests
{
    [Fact]
    public async Task Call_FromASiloToAGrainOfAnother_RunsThere()
    {
        await using var cluster = await TestCluster.StartAsync(2);
        Assert.Equal(cluster[1].Address.ToString(), await cluster[0].Grains.GetGrain<ILinkGrain>(cluster.KeyOn(1)).WhereAsync());
        Assert.Equal(cluster[0].Address.ToString(), await cluster[1].Grains.GetGrain<ILinkGrain>(cluster.KeyOn(0)).WhereAsync());
    }

    [Fact]
    public async Task Call_FromAClient_GoesToTheOwnerOfEach()
    {
        await using var cluster = await TestCluster.StartAsync(3);
        var client = await cluster.ConnectAsync();
        for (var silo = 0; silo < 3; silo++)
            Assert.Equal(cluster[silo].Address.ToString(), await client.GetGrain<ILinkGrain>(cluster.KeyOn(silo)).WhereAsync());
    }

    [Fact]
    public async Task Call_FromGrainToGrainAcross_PassesReferencesContextAndErrors()
    {
        await using var cluster = await TestCluster.StartAsync(2);
        var far = cluster[0].Grains.GetGrain<ILinkGrain>(cluster.KeyOn(1));
        Assert.Equal(cluster[0].Address.ToString(), await far.CallAsync(cluster[0].Grains.GetGrain<ILinkGrain>(cluster.KeyOn(0))));
        RequestContext.Set("who", "caller");
        Assert.Equal("caller", await far.ContextAsync("who"));
        RequestContext.Clear();
        var thrown = await Assert.ThrowsAsync<ParcelLostException>(() => far.FailAsync("lost"));
        Assert.Equal(("lost", 4), (thrown.Message, thrown.Code));
    }

    [Fact]
    public async Task Call_OneWayToAnotherSilo_Arrives()
    {
        await using var cluster = await TestCluster.StartAsync(2);
        await cluster[0].Grains.GetGrain<ILinkGrain>(cluster.KeyOn(1)).NoteAsync("one way");
        await Eventually.HoldsAsync(() => cluster[1].Witness.Notes.Contains("one way"));
    }

    [Fact]
    public async Task Cancel_OfACallToAnotherSilo_CancelsTheGrainsToken()
    {
        await using var cluster = await TestCluster.StartAsync(2);
        using var source = new CancellationTokenSource();
        var call = cluster[0].Grains.GetGrain<ILinkGrain>(cluster.KeyOn(1)).HoldAsync(1, source.Token);
        await Eventually.HoldsAsync(() => cluster[1].Witness.Entered == 1);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await Eventually.HoldsAsync(() => cluster[1].Witness.Notes.Contains("cancelled"));
    }

    [Fact]
    public async Task Observer_OfAClient_IsCalledFromEverySilo()
    {
        await using var cluster = await TestCluster.StartAsync(2);
        var client = await cluster.ConnectAsync();
        var watcher = new LinkWatcher("client");
        var reference = client.CreateObjectReference<ILinkWatcher>(watcher);
        for (var silo = 0; silo < 2; silo++) Assert.Equal("client: ?", await client.GetGrain<ILinkGrain>(cluster.KeyOn(silo)).AskAsync(reference, "?"));
        GC.KeepAlive(watcher);
    }

    [Fact]
    public async Task Observer_OfASilo_IsCalledFromAnotherSilo()
    {
        await using var cluster = await TestCluster.StartAsync(2);
        var watcher = new LinkWatcher("silo");
        var reference = cluster[0].Grains.CreateObjectReference<ILinkWatcher>(watcher);
        Assert.Equal("silo: ?", await cluster[0].Grains.GetGrain<ILinkGrain>(cluster.KeyOn(1)).AskAsync(reference, "?"));
        GC.KeepAlive(watcher);
    }

    [Fact]
    public async Task Observer_OfAnotherClient_AnswersThroughASilo()
    {
        await using var cluster = await TestCluster.StartAsync(2);
        var (asking, hosting) = (await cluster.ConnectAsync(), await cluster.ConnectAsync());
        var watcher = new LinkWatcher("other");
        var id = ((GrainReference)(object)hosting.CreateObjectReference<ILinkWatcher>(watcher)).GrainId;
        Assert.Equal("other: ?", await asking.GetGrain<ILinkWatcher>(id).AskAsync("?"));
        GC.KeepAlive(watcher);
    }

    [Fact]
    public async Task Worker_CalledByAClient_IsServedByEverySiloInTurn()
    {
        await using var cluster = await TestCluster.StartAsync(2);
        var client = await cluster.ConnectAsync();
        await client.GetGrain<ILinkGrain>(cluster.KeyOn(1)).WhereAsync();
        var where = new HashSet<string>();
        for (var n = 0; n < 4; n++) where.Add(await client.GetGrain<ILinkWorker>(0).WhereAsync());
        Assert.Equal(2, where.Count);
    }

    [Fact]
    public async Task Tell_BetweenSilos_ComesInOrderAndOnlyOnce()
    {
        await using var cluster = await TestCluster.StartAsync(2);
        for (byte n = 0; n < 100; n++) cluster[0].Links.Tell(cluster[1].Address, new[] { n });
        string[] Heard() => [.. cluster[1].Views.Events.Where(text => text.StartsWith("message", StringComparison.Ordinal) && text.EndsWith($"{cluster[0].Address}", StringComparison.Ordinal))];
        await Eventually.HoldsAsync(() => Heard().Length >= 100);
        Assert.Equal(Enumerable.Range(0, 100).Select(n => $"message {n} from {cluster[0].Address}"), Heard());
    }

    [Fact]
    public async Task Heartbeat_OpenedOnItsOwnThread_ReachesTheOtherSilo()
    {
        await using var cluster = await TestCluster.StartAsync(2);
        cluster[0].Links.OpenHeartbeat(cluster[1].Address).Dispose();
        await Eventually.HoldsAsync(() => cluster[1].Views.Events.Contains($"heartbeat {cluster[0].Address}"));
    }
}
