using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Shops;

namespace Reception.Grains.Tests.Waiting;

/// <summary>Leases, grace and loss.</summary>
public sealed class PresenceTests
{
    [Fact]
    public async Task Reconnect_WithinGrace_KeepsEveryConversation()
    {
        await using var floor = await Floor.OpenAsync();
        await floor.HireOnlineAsync("an");
        await floor.AskAsync("c1");
        await floor.ServeAsync("an", "c1");
        await floor.Agent("an").DisconnectAsync("an");
        await floor.Host.PassAsync(TimeSpan.FromSeconds(25), TimeSpan.FromSeconds(5));
        await floor.Agent("an").ConnectAsync(floor.Session("an"), Floor.Lease);
        await floor.Host.PassAsync(TimeSpan.FromSeconds(40), TimeSpan.FromSeconds(5));
        var view = await floor.Conversation("c1").GetAsync();
        Assert.Equal((ConversationPhase.Agent, "an"), (view.Phase, view.Agent?.Value));
    }

    [Fact]
    public async Task Lost_LongerThanGrace_AnotherAgentGetsTheCustomer()
    {
        await using var floor = await Floor.OpenAsync();
        await floor.HireOnlineAsync("an");
        await floor.AskAsync("c1");
        await floor.ServeAsync("an", "c1");
        await floor.HireOnlineAsync("bo");
        await floor.Agent("an").DisconnectAsync("an");
        await floor.Host.PassAsync(TimeSpan.FromSeconds(31), TimeSpan.FromSeconds(5));
        await floor.ServeAsync("bo", "c1");
        await floor.Host.UntilAsync(async () => (await floor.Agent("an").GetAsync())!.Load == 0, "the release");
    }

    [Fact]
    public async Task Lost_WorkThatNeverBecameHis_IsReleased()
    {
        await using var floor = await Floor.OpenAsync();
        await floor.HireOnlineAsync("an");
        await floor.AskAsync("c1");
        var offer = await floor.OfferAsync("an", "c1");
        Assert.Equal(ConfirmOutcome.Confirmed, (await floor.Agent("an").ConfirmAsync(offer.Offer, offer.Work, offer.Epoch + 1)).Outcome); // and the append never came
        await floor.Conversation("c1").OnAgentLostAsync(new("an"), offer.Epoch + 1);
        await floor.Host.UntilAsync(async () => (await floor.Agent("an").GetAsync())!.Load == 0, "the release");
    }

    [Fact]
    public async Task Lost_ConversationCannotAppend_IsToldAgainUntilItCan()
    {
        await using var floor = await Floor.OpenAsync();
        await floor.HireOnlineAsync("an");
        await floor.AskAsync("c1");
        await floor.ServeAsync("an", "c1");
        await floor.Agent("an").DisconnectAsync("an");
        floor.Host.Stores.Journal.Fault = _ => Stores.AppendFault.FailBefore;
        await floor.Host.PassAsync(TimeSpan.FromSeconds(35), TimeSpan.FromSeconds(5));
        Assert.Equal(ConversationPhase.Agent, (await floor.Conversation("c1").GetAsync()).Phase);
        floor.Host.Stores.Journal.Fault = _ => Stores.AppendFault.None;
        await floor.Host.PassAsync(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(5));
        Assert.Equal(ConversationPhase.Waiting, (await floor.Conversation("c1").GetAsync()).Phase);
    }

    [Fact]
    public async Task Killed_AgentReconnectsWithinGrace_KeepsEveryConversation()
    {
        await using var floor = await Floor.OpenAsync();
        await floor.HireOnlineAsync("an");
        await floor.AskAsync("c1");
        await floor.ServeAsync("an", "c1");
        await floor.Host.QuietAsync();
        await floor.Host.RestartAsync();
        await floor.Agent("an").ConnectAsync(floor.Session("an"), Floor.Lease);
        await floor.Host.PassAsync(TimeSpan.FromSeconds(40), TimeSpan.FromSeconds(5));
        Assert.Equal(1, (await floor.Agent("an").GetAsync())!.Load);
        Assert.Equal("an", (await floor.Conversation("c1").GetAsync()).Agent?.Value);
    }

    [Fact]
    public async Task Killed_AgentStaysAway_CustomerWaitsAgain()
    {
        await using var floor = await Floor.OpenAsync();
        await floor.HireOnlineAsync("an");
        await floor.AskAsync("c1");
        await floor.ServeAsync("an", "c1");
        await floor.Host.QuietAsync();
        await floor.Host.RestartAsync();
        await floor.Host.PassAsync(TimeSpan.FromSeconds(120), TimeSpan.FromSeconds(5));
        Assert.Equal(ConversationPhase.Waiting, (await floor.Conversation("c1").GetAsync()).Phase);
    }

    [Fact]
    public async Task Reasons_ShopListsThem_AreShownAndAloneTaken()
    {
        await using var floor = await Floor.OpenAsync();
        await floor.HireOnlineAsync("an");
        Assert.Null((await floor.Agent("an").GetAsync())!.Reasons);
        await floor.PutAsync((await floor.Host.Grains.GetGrain<IShopGrain>(Floor.Shop.Value).GetAsync())!.Policy with { PresenceReasons = ["lunch", "training"] });
        await floor.Host.PassAsync(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(1));
        await floor.Host.UntilAsync(() => floor.Host.Gateway.Of("an").Any(p => p.Agent?.Reasons is ["lunch", "training"]), "the reasons on his screen");
        Assert.Equal(PresenceOutcome.Invalid, (await floor.Agent("an").SetPresenceAsync(PresenceIntent.Away, "smoke")).Outcome);
        Assert.Equal(PresenceOutcome.Done, (await floor.Agent("an").SetPresenceAsync(PresenceIntent.Away, "lunch")).Outcome);
    }

    [Fact]
    public async Task Away_WithConversations_KeepsThemAndGetsNoMore()
    {
        await using var floor = await Floor.OpenAsync();
        await floor.HireOnlineAsync("an", capacity: 2);
        await floor.AskAsync("c1");
        await floor.ServeAsync("an", "c1");
        await floor.Agent("an").SetPresenceAsync(PresenceIntent.Away, null);
        await floor.AskAsync("c2");
        await floor.Host.QuietAsync();
        Assert.Empty(floor.Host.Gateway.Offers("an"));
        Assert.Equal("an", (await floor.Conversation("c1").GetAsync()).Agent?.Value);
    }
}
