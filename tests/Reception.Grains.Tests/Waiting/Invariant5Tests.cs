using Reception.Contracts.Conversations;

namespace Reception.Grains.Tests.Waiting;

/// <summary>Invariant 5: smallest due time first, ties by arrival.</summary>
public sealed class Invariant5Tests
{
    [Fact]
    public async Task Invariant5_OneAgent_ServesInTheOrderOfDueTimes()
    {
        await using var floor = await Floor.OpenAsync();
        string[] customers = ["c1", "c2", "c3", "c4", "c5"];
        foreach (var customer in customers)
        {
            await floor.AskAsync(customer);
            await floor.Host.PassAsync(TimeSpan.FromSeconds(1));
        }
        await floor.HireOnlineAsync("an");
        var served = new List<string>();
        foreach (var _ in customers)
        {
            var offer = await floor.OfferAsync("an");
            await floor.AcceptAsync("an", offer);
            served.Add(offer.Work.Customer);
            await floor.CloseAsync("an", offer.Work.Customer);
            await floor.Host.UntilAsync(() => floor.Host.Gateway.Offers("an").All(o => o.Offer != offer.Offer), "the offer's end");
        }
        Assert.Equal(customers, served);
    }

    [Fact]
    public async Task Invariant5_Declined_KeepsItsPlace()
    {
        await using var floor = await Floor.OpenAsync();
        await floor.HireOnlineAsync("an");
        await floor.AskAsync("c1");
        await floor.Host.PassAsync(TimeSpan.FromSeconds(1));
        await floor.AskAsync("c2");
        await floor.Agent("an").DeclineAsync((await floor.OfferAsync("an", "c1")).Offer);
        await floor.OfferAsync("an", "c2");
        Assert.Equal(["c1", "c2"], (await floor.QueueGrain.GetAsync(5)).First.Select(l => l.Work.Customer));
    }

    [Fact]
    public async Task Invariant5_AgentLost_CustomerWaitsAtHisOriginalArrival()
    {
        await using var floor = await Floor.OpenAsync();
        await floor.HireOnlineAsync("an");
        await floor.AskAsync("c1");
        await floor.ServeAsync("an", "c1");
        await floor.Host.PassAsync(TimeSpan.FromSeconds(5));
        await floor.AskAsync("c2");
        await floor.Agent("an").DisconnectAsync("an");
        await floor.Host.PassAsync(TimeSpan.FromSeconds(31), TimeSpan.FromSeconds(5));
        await floor.Host.UntilAsync(async () => (await floor.Conversation("c1").GetAsync()).Phase == ConversationPhase.Waiting, "the requeue");
        await floor.Host.QuietAsync();
        Assert.Equal(["c1", "c2"], (await floor.QueueGrain.GetAsync(5)).First.Select(l => l.Work.Customer));
        Assert.Equal(0, (await floor.Agent("an").GetAsync())!.Load);
    }
}
