using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Insight;
using Reception.Contracts.Operations;
using Reception.Contracts.Routing;
using Reception.Contracts.Shops;
using Reception.Grains.Operations;
using Reception.Grains.Tests.Waiting;
using Reception.Grains.Tests.WorkOrders;

namespace Reception.Grains.Tests.Routing;

/// <summary>Why somebody was asked, kept with the conversation and its row; and what queues count.</summary>
public sealed class ExplanationTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Why_EpisodeClosed_IsInTheViewAndInItsRowAlsoAfterARebuild()
    {
        await using var floor = await ServedAsync();
        await floor.CloseAsync("an", "c1");
        await floor.Host.PassAsync(3 * Second, Second);

        var view = await floor.Conversation("c1").GetAsync();
        Assert.Equal((ConversationPhase.Closed, 1, "LongestIdle"), (view.Phase, view.Why!.Step, view.Why.Mode));
        var row = await RowAsync(floor);
        Assert.Equal((view.Why.Text, view.Why.Waited, 1), (row.Why!.Text, row.Why.Waited, row.Missed));
        Assert.Equal(["skill refund ≥ 1"], row.Why.Asked);

        await floor.Host.Grains.GetGrain<IProjectorGrain>(0).RebuildAsync();
        await floor.Host.PassAsync(3 * Second, Second);
        var again = await RowAsync(floor);
        Assert.Equal(row with { Why = null }, again with { Why = null });
        Assert.Equal(row.Why with { Asked = [] }, again.Why! with { Asked = [] });
    }

    [Fact]
    public async Task Why_KeptOverARestart_IsStillInTheView()
    {
        await using var floor = await ServedAsync();
        await floor.CloseAsync("an", "c1");
        await floor.Host.QuietAsync();
        await floor.Host.RestartAsync();
        Assert.Equal(1, (await floor.Conversation("c1").GetAsync()).Why!.Step);
    }

    [Fact]
    public async Task Why_WaitsAgain_BelongsToNobody()
    {
        await using var floor = await ServedAsync();
        var view = await floor.Conversation("c1").GetAsync();
        Assert.NotNull(view.Why);
        await floor.Conversation("c1").TransferAsync(new(new("an"), view.Epoch, "move"), "chats");
        Assert.Null((await floor.Conversation("c1").GetAsync()).Why);
    }

    [Fact]
    public async Task Figures_OffersStepsAndLimits_AreCountedOnce()
    {
        await using var floor = await Floor.OpenQueuesAsync(new QueuePolicy("chats", OfferSeconds: 10, Rules: new(
            Offers: new(CoolDownSeconds: 5), Skills: [new("refund", 5)], Steps: [new(20, Relax: [new("refund", 1)])], Limits: new(2, Action: LimitAction.Bot))));
        await floor.HireOnlineAsync(new(new("an"), "an", [Floor.Queue], 1, Skills: [new("refund", 1)]));
        foreach (var customer in new[] { "c1", "c2", "c3" }) await floor.AskAsync(customer);
        await floor.Host.PassAsync(20 * Second, 10 * Second);
        var declined = await floor.OfferAsync("an");
        await floor.Agent("an").DeclineAsync(declined.Offer);
        await floor.OfferAsync("an");
        await floor.Host.PassAsync(11 * Second, Second); // the second runs out, the first comes back
        var last = await floor.OfferAsync("an");
        Assert.Equal(CommandOutcome.Done, (await floor.AcceptAsync("an", last)).Outcome);
        await floor.Host.PassAsync(3 * Second, Second);

        var figures = await floor.Host.Grains.GetGrain<IInsightGrain>(Floor.Shop.Value).GetAsync();
        Assert.Equal((3, 1, 1), (figures.Offers, figures.OffersDeclined, figures.OffersTimedOut));
        Assert.Equal((2, 1, 1), (figures.Widened, figures.TurnedAway, figures.Assignments));
    }

    /// <summary>Whoever takes a work order is charged with it, as with a chat: three to one, whatever comes.</summary>
    [Fact]
    public async Task WeightedShare_ChatsAndWorkOrders_AreSharedAsTheProfilesSay()
    {
        await using var floor = await Floor.OpenQueuesAsync(new QueuePolicy("chats", OfferSeconds: 600, Rules: new(Mode: DistributionMode.WeightedShare)));
        await floor.HireOnlineAsync(new(new("an"), "an", [Floor.Queue], 20, Share: 3));
        await floor.HireOnlineAsync(new(new("bo"), "bo", [Floor.Queue], 20));
        for (var i = 0; i < 12; i++)
        {
            var order = i % 3 != 0;
            if (order) await floor.CreateAsync("o" + i);
            else await floor.AskAsync("c" + i);
            await floor.Host.UntilAsync(() => Offered(floor).Any(), "an offer");
            var (agent, offer) = Offered(floor).Single();
            Assert.Equal(CommandOutcome.Done, order ? (await floor.TakeAsync(agent, offer)).Outcome : (await floor.AcceptAsync(agent, offer)).Outcome);
            await floor.Host.QuietAsync();
        }
        Assert.Equal((9, 3), (await floor.LoadAsync("an"), await floor.LoadAsync("bo")));
    }

    [Fact]
    public async Task RoundRobin_ChatsAndWorkOrders_GoRound()
    {
        await using var floor = await Floor.OpenQueuesAsync(new QueuePolicy("chats", OfferSeconds: 600, Rules: new(Mode: DistributionMode.RoundRobin)));
        string[] agents = ["a1", "a2", "a3"];
        foreach (var agent in agents) await floor.HireOnlineAsync(agent, capacity: 9);
        var turns = new List<string>();
        for (var i = 0; i < 9; i++)
        {
            if (i % 2 == 0) await floor.CreateAsync("o" + i);
            else await floor.AskAsync("c" + i);
            await floor.Host.UntilAsync(() => Offered(floor).Any(), "an offer");
            var (agent, offer) = Offered(floor).Single();
            turns.Add(agent);
            Assert.Equal(CommandOutcome.Done, i % 2 == 0 ? (await floor.TakeAsync(agent, offer)).Outcome : (await floor.AcceptAsync(agent, offer)).Outcome);
            await floor.Host.QuietAsync();
        }
        Assert.Equal(turns.Take(3), turns.Skip(3).Take(3));
        Assert.Equal(turns.Take(3), turns.Skip(6));
        Assert.Equal(agents, turns.Take(3).Order());
    }

    private static IEnumerable<(string Agent, OfferView Offer)> Offered(Floor floor) =>
        new[] { "an", "bo", "a1", "a2", "a3" }.SelectMany(a => floor.Host.Gateway.Offers(a).Select(o => (a, o)));

    private static async Task<EpisodeRow> RowAsync(Floor floor) => Assert.Single((await floor.Host.Grains.GetGrain<IEpisodesGrain>(Floor.Shop.Value).QueryAsync(new())).Rows);

    /// <summary>Served after the step and after the time that was promised for the first reply.</summary>
    private static async Task<Floor> ServedAsync()
    {
        var floor = await Floor.OpenQueuesAsync(new QueuePolicy("chats", OfferSeconds: 600, Rules: new(
            Skills: [new("refund", 5)], Steps: [new(10, Relax: [new("refund", 1)])], Targets: new(FirstReplySeconds: 20))));
        await floor.HireOnlineAsync(new(new("an"), "an", [Floor.Queue], 1, Skills: [new("refund", 1)]));
        await floor.AskAsync("c1");
        await floor.Host.PassAsync(10 * Second, 5 * Second);
        await floor.OfferAsync("an");
        await floor.Host.PassAsync(20 * Second, 2 * Second);
        await floor.ServeAsync("an", "c1");
        return floor;
    }
}
