using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Queues;
using Reception.Contracts.Routing;
using Reception.Contracts.Shops;

namespace Reception.Grains.Tests.Waiting;

/// <summary>Work that waits while its queue changes or goes, and hand-overs to people who belong only for a shift.</summary>
public sealed class ChangedPolicyTests : IAsyncLifetime
{
    private static readonly QueueId Other = new(Floor.Shop, "other");
    private Floor _floor = null!;

    public async ValueTask InitializeAsync() => _floor = await Floor.OpenAsync();

    public ValueTask DisposeAsync() => _floor.DisposeAsync();

    [Fact]
    public async Task QueueRemoved_WhileACustomerWaits_HeIsServedByAnother()
    {
        await PutAsync(new QueuePolicy("chats"), new QueuePolicy("other"));
        await HireAsync("li", [Other]);
        await _floor.OnlineAsync("li");
        await _floor.AskAsync("v");

        await PutAsync(new QueuePolicy("other"));
        for (var i = 0; i < 40 && !_floor.Host.Gateway.Offers("li").Any(); i++) await _floor.Host.PassAsync(TimeSpan.FromSeconds(1));

        Assert.Equal(Other, (await _floor.OfferAsync("li", "v")).Queue);
    }

    [Fact]
    public async Task SkillAskedForLater_WaitingWork_SaysWhatItLacks()
    {
        await HireAsync("li", [Floor.Queue]);
        await _floor.OnlineAsync("li");
        await PutAsync(new QueuePolicy("chats", Rules: new(Skills: [new("refund", 3)])));
        await _floor.Host.PassAsync(TimeSpan.FromSeconds(3));
        await _floor.AskAsync("v");

        var line = await _floor.QueueGrain.ExplainAsync(Floor.Work("v"));

        Assert.Equal((1, "no agent online fits: 1 would but for skill refund ≥ 3"), (line!.Place, line.Why));
        Assert.Null(await _floor.QueueGrain.ExplainAsync(Floor.Work("nobody")));
    }

    [Fact]
    public async Task Transfer_ToAnAgentWhoIsOnlyQualified_AsksHim()
    {
        var (grain, epoch) = await ServedByLiAsync();
        await HireAsync("wang", [], new Qualification(Floor.Queue));
        await _floor.OnlineAsync("wang");
        await _floor.Host.QuietAsync();

        var moved = await grain.TransferToAsync(new(new("li"), epoch, "t-1"), new(new AgentId("wang")));

        Assert.Equal(CommandOutcome.Done, moved.Outcome);
        await _floor.OfferAsync("wang", "v");
    }

    [Fact]
    public async Task Transfer_ToAnAgentWhoseShiftIsOver_IsRefusedInWords()
    {
        var (grain, epoch) = await ServedByLiAsync();
        await HireAsync("wang", [], new Qualification(Floor.Queue, Until: _floor.Host.Clock.GetUtcNow()));

        var moved = await grain.TransferToAsync(new(new("li"), epoch, "t-1"), new(new AgentId("wang")));

        Assert.Equal((CommandOutcome.NotReachable, "wang serves no queue of this shop now."), (moved.Outcome, moved.Error));
    }

    private async Task<(IConversationGrain Grain, long Epoch)> ServedByLiAsync()
    {
        await HireAsync("li", [Floor.Queue]);
        await _floor.OnlineAsync("li");
        await _floor.AskAsync("v");
        await _floor.ServeAsync("li", "v");
        return (_floor.Conversation("v"), (await _floor.Conversation("v").GetAsync()).Epoch);
    }

    private async Task HireAsync(string agent, QueueId[] queues, params Qualification[] qualifications) => Assert.Equal(
        ProfileOutcome.Stored, (await _floor.Agent(agent).PutProfileAsync(new AgentProfile(new AgentId(agent), agent, queues, 2, Qualifications: qualifications))).Outcome);

    private async Task PutAsync(params QueuePolicy[] queues)
    {
        var policy = new ShopPolicy("Shop", "en", "UTC", queues, [new ChannelPolicy("web")], new BotPolicy());
        Assert.Equal(PutPolicyOutcome.Stored, (await _floor.Host.Grains.GetGrain<IShopGrain>(Floor.Shop.Value).PutAsync(policy, null)).Outcome);
    }
}
