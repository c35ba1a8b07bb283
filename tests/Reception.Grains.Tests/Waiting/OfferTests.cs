using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;

namespace Reception.Grains.Tests.Waiting;

/// <summary>An offer's life between Queue, Agent and Conversation.</summary>
public sealed class OfferTests
{
    [Fact]
    public async Task Accept_LiveOffer_AgentOwnsAndHolds()
    {
        await using var floor = await Floor.OpenAsync();
        await floor.HireOnlineAsync("an");
        await floor.AskAsync("c1");
        await floor.ServeAsync("an", "c1");
        var view = await floor.Conversation("c1").GetAsync();
        Assert.Equal((ConversationPhase.Agent, "an"), (view.Phase, view.Agent?.Value));
        Assert.Equal(1, (await floor.Agent("an").GetAsync())!.Load);
        await floor.Host.UntilAsync(() => WaitingAsync(floor, 0), "an empty queue");
    }

    [Fact]
    public async Task Decline_OtherAgentThere_GetsTheOffer()
    {
        await using var floor = await Floor.OpenAsync();
        await floor.HireOnlineAsync("an");
        await floor.AskAsync("c1");
        var offer = await floor.OfferAsync("an");
        await floor.HireOnlineAsync("bo");
        Assert.Equal(CommandOutcome.Done, await floor.Agent("an").DeclineAsync(offer.Offer));
        await floor.OfferAsync("bo", "c1");
        Assert.Empty(floor.Host.Gateway.Offers("an"));
    }

    [Fact]
    public async Task TimeOut_NobodyAnswers_OffersToTheNext()
    {
        await using var floor = await Floor.OpenAsync(offerSeconds: 20);
        await floor.HireOnlineAsync("an");
        await floor.AskAsync("c1");
        await floor.OfferAsync("an");
        await floor.HireOnlineAsync("bo");
        await floor.Host.PassAsync(TimeSpan.FromSeconds(21), TimeSpan.FromSeconds(3));
        await floor.OfferAsync("bo", "c1");
        Assert.Empty(floor.Host.Gateway.Offers("an"));
    }

    [Fact]
    public async Task TimeOut_OnlyAgent_ComesBackToHim()
    {
        await using var floor = await Floor.OpenAsync(offerSeconds: 20);
        await floor.HireOnlineAsync("an");
        await floor.AskAsync("c1");
        var first = await floor.OfferAsync("an");
        await floor.Host.PassAsync(TimeSpan.FromSeconds(27), TimeSpan.FromSeconds(3));
        Assert.NotEqual(first.Offer, (await floor.OfferAsync("an", "c1")).Offer);
    }

    [Fact]
    public async Task Accept_AfterTheTimeOut_IsRefused()
    {
        await using var floor = await Floor.OpenAsync(offerSeconds: 20);
        await floor.HireOnlineAsync("an");
        await floor.AskAsync("c1");
        var offer = await floor.OfferAsync("an");
        await floor.Host.PassAsync(TimeSpan.FromSeconds(21), TimeSpan.FromSeconds(7));
        Assert.Equal(CommandOutcome.OfferGone, (await floor.AcceptAsync("an", offer)).Outcome);
    }

    [Fact]
    public async Task Close_WhileOffered_TakesTheOfferBack()
    {
        await using var floor = await Floor.OpenAsync();
        await floor.HireOnlineAsync("an");
        await floor.AskAsync("c1");
        await floor.OfferAsync("an");
        await floor.Conversation("c1").CloseAsync(new CustomerCommand("s-c1", "bye"));
        await floor.Host.UntilAsync(() => floor.Host.Gateway.Offers("an").Count == 0, "the offer's end");
        await floor.Host.QuietAsync();
        Assert.Empty((await floor.Agent("an").GetAsync())!.Offers);
    }

    [Fact]
    public async Task Away_WithAnOffer_OffersToTheNextAtOnce()
    {
        await using var floor = await Floor.OpenAsync();
        await floor.HireOnlineAsync("an");
        await floor.AskAsync("c1");
        await floor.OfferAsync("an");
        await floor.HireOnlineAsync("bo");
        await floor.Agent("an").SetPresenceAsync(PresenceIntent.Away, null);
        await floor.OfferAsync("bo", "c1");
    }

    private static async Task<bool> WaitingAsync(Floor floor, int count) => (await floor.QueueGrain.GetAsync(0)).Waiting == count;
}
