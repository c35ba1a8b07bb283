using Reception.Contracts.Operations;
using Reception.Contracts.Queues;
using Reception.Contracts.Shops;
using Reception.Grains.Shops;
using Reception.Grains.Tests.Hosting;

namespace Reception.Grains.Tests.Cluster;

/// <summary>Several silos share the work: nothing is done twice, and what one is told all know.</summary>
public sealed class SeveralSilosTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Sweepers_ThreeSilosCallThem_LookOnceASecond()
    {
        await using var district = await District.OpenAsync(queueOnSecond: false);
        await district.Host.PassAsync(2 * Second, Second);
        var before = district.Host.Stores.Journal.DueReads;
        await district.Host.PassAsync(10 * Second, Second);
        Assert.InRange(district.Host.Stores.Journal.DueReads - before, ISweeperGrain.Shards, 10 * ISweeperGrain.Shards);
    }

    [Fact]
    public async Task Policy_Changed_IsInForceOnEverySiloWithinTwoSeconds()
    {
        await using var district = await District.OpenAsync(queueOnSecond: false);
        var host = district.Host;
        var shop = host.Grains.GetGrain<IShopGrain>(district.Shop.Value);
        foreach (var silo in host.Silos) await silo.Service<PolicyCache>().GetAsync(district.Shop);
        await host.JoinAsync();
        await host.Silos[^1].Service<PolicyCache>().GetAsync(district.Shop);
        await shop.PutAsync((await shop.GetAsync())!.Policy with { Name = "New" }, null);
        await host.PassAsync(2 * Second, Second);
        foreach (var silo in host.Silos) Assert.Equal("New", (await silo.Service<PolicyCache>().GetAsync(district.Shop))!.Policy.Name);
    }

    [Fact]
    public async Task Join_WhilePeopleWait_ComparisonsFindNothing()
    {
        await using var district = await District.OpenAsync(queueOnSecond: false);
        var host = district.Host;
        await district.HireOnAsync(host.Silos[1]);
        await district.AskAsync(await district.CustomerOnAsync(host.Silos[2]));
        await district.AskAsync(await district.CustomerOnAsync(host.Silos[1]));
        await host.JoinAsync();
        await host.PassAsync(70 * Second, 5 * Second);
        Assert.Equal(0, host.Finds);
        Assert.Equal(2, (await district.Queue.GetAsync(0)).Waiting);
    }

    [Fact]
    public async Task Leave_OfTheQueuesSilo_ItsWorkAndAgentsMoveAndComparisonsFindNothing()
    {
        await using var district = await District.OpenAsync(queueOnSecond: true);
        var (host, leaver) = (district.Host, district.Host.Silos[1]);
        await district.HireOnAsync(leaver);
        await district.HireOnAsync(host.Silos[0]);
        await district.AskAsync(await district.CustomerOnAsync(leaver));
        await district.AskAsync(await district.CustomerOnAsync(host.Silos[2]));
        await host.QuietAsync();
        await host.LeaveAsync(leaver);
        await host.PassAsync(3 * Second, Second);
        var view = await district.Queue.GetAsync(0);
        Assert.Equal((2, 2), (view.Waiting, view.Offered));
        Assert.Equal(0, host.Finds);
    }
}
