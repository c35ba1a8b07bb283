using Reception.Contracts.Conversations;

namespace Reception.Grains.Tests.Waiting;

/// <summary>Invariant 6: every state that is not final has a stored due time and a next step; timers are only the fast path.</summary>
public sealed class Invariant6Tests
{
    [Fact]
    public async Task Invariant6_ProcessKilledWhileCustomersWait_TheyWaitAtTheirPlaces()
    {
        await using var floor = await Floor.OpenAsync();
        foreach (var customer in new[] { "c1", "c2", "c3" })
        {
            await floor.AskAsync(customer);
            await floor.Host.PassAsync(TimeSpan.FromSeconds(1));
        }
        await floor.Host.RestartAsync();
        Assert.Equal(["c1", "c2", "c3"], (await floor.QueueGrain.GetAsync(5)).First.Select(l => l.Work.Customer));
        Assert.Equal(2, (await floor.QueueGrain.GetPlaceAsync(Floor.Work("c2")))!.Place);
    }

    [Fact]
    public async Task Invariant6_ProcessKilledAndNobodyCallsTheQueue_ASweepBringsTheOffer()
    {
        await using var floor = await Floor.OpenAsync();
        await floor.HireAsync("an");
        await floor.AskAsync("c1");
        await floor.Host.RestartAsync();
        await floor.Agent("an").ConnectAsync(floor.Session("an"), Floor.Lease);
        await floor.Agent("an").SetPresenceAsync(Contracts.Agents.PresenceIntent.Online, null);
        await floor.Host.PassAsync(TimeSpan.FromSeconds(31), TimeSpan.FromSeconds(5));
        await floor.OfferAsync("an", "c1");
    }

    [Fact]
    public async Task Invariant6_ProcessKilledWithAnOfferShown_TheOfferIsMadeAgain()
    {
        await using var floor = await Floor.OpenAsync();
        await floor.HireOnlineAsync("an");
        await floor.AskAsync("c1");
        var before = await floor.OfferAsync("an");
        await floor.Host.RestartAsync();
        await floor.OnlineAsync("an");
        await floor.QueueGrain.GetAsync(0);
        await floor.Host.UntilAsync(() => floor.Host.Gateway.Offers("an").Any(o => o.Offer != before.Offer), "a new offer");
    }

    [Fact]
    public async Task Invariant6_RowUnknownToTheQueue_ASecondLookMendsItAndCountsIt()
    {
        await using var floor = await Floor.OpenAsync();
        await floor.AskAsync("c1");
        var row = floor.Host.Stores.Journal.Rows.Single();
        floor.Host.Stores.Journal.Put(row with { Work = Floor.Work("c9").ToString() });
        Assert.Equal(0, await floor.QueueGrain.CompareAsync());
        await floor.Host.PassAsync(TimeSpan.FromSeconds(5));
        await floor.Host.QuietAsync();
        await floor.QueueGrain.CompareAsync();
        Assert.Equal(2, (await floor.QueueGrain.GetAsync(0)).Waiting);
        Assert.Equal(1, floor.Host.Finds);
    }

    [Fact]
    public async Task Invariant6_NoFault_ComparisonsFindNothing()
    {
        await using var floor = await Floor.OpenAsync();
        await floor.HireOnlineAsync("an");
        await floor.AskAsync("c1");
        await floor.AskAsync("c2");
        await floor.ServeAsync("an", "c1");
        await floor.Host.PassAsync(TimeSpan.FromSeconds(70), TimeSpan.FromSeconds(5));
        Assert.Equal(0, floor.Host.Finds);
    }
}
