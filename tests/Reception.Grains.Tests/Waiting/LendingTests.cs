using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Queues;
using Reception.Contracts.Routing;
using Reception.Contracts.Shops;

namespace Reception.Grains.Tests.Waiting;

/// <summary>Queues that lend their agents, and offers that nobody has to accept, between real grains.</summary>
public sealed class LendingTests : IAsyncLifetime
{
    private static readonly QueueId Home = new(Floor.Shop, "home");
    private Floor _floor = null!;

    public async ValueTask InitializeAsync() => _floor = await Floor.OpenAsync();

    public ValueTask DisposeAsync() => _floor.DisposeAsync();

    [Fact]
    public async Task Lend_StepOpensAndTheHomeHasRoomToSpare_AsksTheLentAgent()
    {
        await PutAsync(keepFree: 0);
        await HireAsync("li", capacity: 1);
        await _floor.AskAsync("v");

        var offer = await _floor.OfferAsync("li", "v");

        Assert.Equal((Floor.Queue, QueueRole.Lent), (offer.Queue, offer.Why!.Role));
    }

    [Fact]
    public async Task Lend_TheHomeKeepsItsLevel_NobodyIsAskedAndThatIsSaid()
    {
        await PutAsync(keepFree: 2);
        await HireAsync("li", capacity: 2);
        await _floor.AskAsync("v");
        await _floor.Host.QuietAsync();

        Assert.Empty(_floor.Host.Gateway.Offers("li"));
        var line = await _floor.QueueGrain.ExplainAsync(Floor.Work("v"));
        Assert.Equal((WaitingReason.KeptBack, "the queues that may lend agents lend nobody now"), (line!.Explanation!.Reason, line.Why));
    }

    /// <summary>Two could be asked by what is free at this moment; the home gives one away, so one is asked.</summary>
    [Fact]
    public async Task Lend_TwoCustomersWhereOneMayBeLent_OneIsAsked()
    {
        await PutAsync(keepFree: 1);
        await HireAsync("li", capacity: 2);
        await _floor.AskAsync("v");
        await _floor.AskAsync("w");
        await _floor.OfferAsync("li", "v");
        await _floor.Host.QuietAsync();

        Assert.Single(_floor.Host.Gateway.Offers("li"));
    }

    [Fact]
    public async Task AutoAccept_CustomerAsks_IsServedWithoutAWord()
    {
        await PutAsync(new QueuePolicy("chats", Rules: new(Offers: new(AutoAccept: true))));
        Assert.Equal(ProfileOutcome.Stored, (await _floor.Agent("li").PutProfileAsync(new AgentProfile(new AgentId("li"), "li", [Floor.Queue], 1))).Outcome);
        await _floor.OnlineAsync("li");

        await _floor.AskAsync("v");
        await _floor.AskAsync("w");
        await _floor.Host.QuietAsync();

        var view = await _floor.Conversation("v").GetAsync();
        Assert.Equal((ConversationPhase.Agent, new AgentId("li")), (view.Phase, view.Agent!.Value));
        Assert.Equal("he alone fits", view.Why!.Text);
        Assert.Equal(ConversationPhase.Waiting, (await _floor.Conversation("w").GetAsync()).Phase);
    }

    private async Task HireAsync(string agent, int capacity)
    {
        Assert.Equal(ProfileOutcome.Stored, (await _floor.Agent(agent).PutProfileAsync(new AgentProfile(new AgentId(agent), agent, [Home], capacity))).Outcome);
        await _floor.OnlineAsync(agent);
        await _floor.Host.PassAsync(TimeSpan.FromSeconds(3)); // by then his ledger has looked at the policy
    }

    private Task PutAsync(int keepFree) => PutAsync(
        new QueuePolicy("chats", Rules: new(Steps: [new(0, Name: "home helps", Lenders: ["home"])])),
        new QueuePolicy("home", Rules: new(Lends: new(["chats"], keepFree))));

    private async Task PutAsync(params QueuePolicy[] queues)
    {
        var policy = new ShopPolicy("Shop", "en", "UTC", queues, [new ChannelPolicy("web")], new BotPolicy());
        Assert.Equal(PutPolicyOutcome.Stored, (await _floor.Host.Grains.GetGrain<IShopGrain>(Floor.Shop.Value).PutAsync(policy, null)).Outcome);
        await _floor.Host.PassAsync(TimeSpan.FromSeconds(3));
    }
}
