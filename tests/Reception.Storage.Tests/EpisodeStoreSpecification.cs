using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Operations;
using Reception.Contracts.Routing;
using Reception.Domain.Journal;

namespace Reception.Storage.Tests;

/// <summary>What every read side promises.</summary>
public abstract class EpisodeStoreSpecification : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 11, 12, 0, 0, TimeSpan.Zero);
    private static readonly ShopId Demo = new("demo");

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    protected IEpisodeStore Store { get; private set; } = null!;

    protected abstract ValueTask<IEpisodeStore> OpenAsync();

    public async ValueTask InitializeAsync() => Store = await OpenAsync();

    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Find_StoredRow_HasEveryField()
    {
        var row = Row("ann", 2) with
        {
            Phase = ConversationPhase.Closed,
            Agent = new AgentId("li"),
            Queue = "sales",
            Topic = "退款",
            Reason = HandOverReason.Asked,
            WaitingSince = Noon.AddSeconds(1),
            AssignedAt = Noon.AddSeconds(2),
            ClosedAt = Noon.AddSeconds(3),
            Rating = 5,
            Comment = "谢谢",
            CustomerMessages = 1,
            BotMessages = 2,
            AgentMessages = 3,
            MachineAnswers = 4,
            UpdatedAt = Noon.AddTicks(7),
            Why = new("it is his turn, of 3 who fit", "RoundRobin", 2, 2, TimeSpan.FromSeconds(7), ["skill refund ≥ 2"], 0.5, QueueRole.Lent),
            Missed = 2,
        };
        await Store.StoreAsync([row], 0, 1, Stop);

        var found = (await Store.FindAsync(row.Conversation, 2, Stop))!;
        Assert.Equal(row.Why.Asked, found.Why!.Asked);
        Assert.Equal(row, found with { Why = found.Why with { Asked = row.Why.Asked } });
        Assert.Null(await Store.FindAsync(row.Conversation, 1, Stop));
    }

    [Fact]
    public async Task Store_SameEpisodeAgain_ReplacesItsRow()
    {
        await Store.StoreAsync([Row("ann", 1)], 0, 1, Stop);
        await Store.StoreAsync([Row("ann", 1) with { Rating = 4, Phase = ConversationPhase.Closed }], 1, 2, Stop);

        Assert.Equal(4, Assert.Single((await QueryAsync(new EpisodeQuery())).Rows).Rating);
        Assert.Empty((await QueryAsync(new EpisodeQuery(ConversationPhase.Bot))).Rows);
    }

    [Fact]
    public async Task Store_RowsAndPosition_AreThereTogether()
    {
        Assert.Equal(0, await Store.GetPositionAsync(Stop));
        await Store.StoreAsync([Row("ann", 1)], 0, 42, Stop);

        Assert.Equal(42, await Store.GetPositionAsync(Stop));
    }

    [Fact]
    public async Task Store_AnotherWasFirst_WritesNothing()
    {
        Assert.True(await Store.StoreAsync([Row("ann", 1)], 0, 42, Stop));
        Assert.False(await Store.StoreAsync([Row("ann", 1) with { Rating = 1 }, Row("bob", 1)], 0, 40, Stop));

        Assert.Equal(42, await Store.GetPositionAsync(Stop));
        Assert.Equal(Row("ann", 1), Assert.Single((await QueryAsync(new EpisodeQuery())).Rows));
    }

    [Fact]
    public async Task Query_Pages_HaveEveryRowOnceNewestFirst()
    {
        await Store.StoreAsync([.. Enumerable.Range(0, 50).Select(i => Row($"c{i}", 1) with { OpenedAt = Noon.AddSeconds(i / 3) })], 0, 1, Stop);
        var seen = new List<EpisodeRow>();
        string? cursor = null;
        do
        {
            var page = await QueryAsync(new EpisodeQuery(Cursor: cursor, Limit: 7));
            seen.AddRange(page.Rows);
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        Assert.Equal(50, seen.Distinct().Count());
        Assert.Equal(50, seen.Count);
        Assert.Equal(seen.Select(row => row.OpenedAt).OrderDescending(), seen.Select(row => row.OpenedAt));
    }

    [Fact]
    public async Task Query_RowsAddedBetweenPages_NeitherRepeatsNorMisses()
    {
        await Store.StoreAsync([.. Enumerable.Range(0, 6).Select(i => Row($"c{i}", 1) with { OpenedAt = Noon.AddSeconds(i) })], 0, 1, Stop);
        var first = await QueryAsync(new EpisodeQuery(Limit: 3));
        await Store.StoreAsync([Row("newer", 1) with { OpenedAt = Noon.AddHours(1) }], 1, 2, Stop);

        var second = await QueryAsync(new EpisodeQuery(Limit: 3, Cursor: first.NextCursor));

        Assert.Equal(["c-c5", "c-c4", "c-c3", "c-c2", "c-c1", "c-c0"], first.Rows.Concat(second.Rows).Select(row => row.Conversation.Customer));
        Assert.Null(second.NextCursor);
    }

    [Fact]
    public async Task Query_EachFilter_HasItsRowsOnly()
    {
        var li = Row("li", 1) with { Agent = new AgentId("li"), Topic = "size", Phase = ConversationPhase.Agent, OpenedAt = Noon.AddMinutes(1) };
        var wu = Row("wu", 1) with { Agent = new AgentId("wu"), Topic = "refund", Phase = ConversationPhase.Closed, OpenedAt = Noon.AddMinutes(2) };
        var elsewhere = Row("li", 1, "other") with { Agent = new AgentId("li"), Topic = "size", Phase = ConversationPhase.Agent };
        await Store.StoreAsync([li, wu, elsewhere], 0, 1, Stop);

        Assert.Equal([wu, li], (await QueryAsync(new EpisodeQuery())).Rows);
        Assert.Equal([li], (await QueryAsync(new EpisodeQuery(Agent: new AgentId("li")))).Rows);
        Assert.Equal([wu], (await QueryAsync(new EpisodeQuery(Topic: "refund"))).Rows);
        Assert.Equal([li], (await QueryAsync(new EpisodeQuery(ConversationPhase.Agent))).Rows);
        Assert.Equal([wu], (await QueryAsync(new EpisodeQuery(From: Noon.AddMinutes(2)))).Rows);
        Assert.Equal([li], (await QueryAsync(new EpisodeQuery(To: Noon.AddMinutes(2)))).Rows);
        Assert.Empty((await QueryAsync(new EpisodeQuery(ConversationPhase.Closed, new AgentId("li"), "refund", Noon, Noon.AddHours(1)))).Rows);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(201)]
    public async Task Query_LimitOutOfBounds_IsMisuse(int limit) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await QueryAsync(new EpisodeQuery(Limit: limit)));

    [Theory]
    [InlineData("")]
    [InlineData("!!")]
    [InlineData("YWJj")]
    public async Task Query_CursorThatNobodyGaveOut_IsMisuse(string cursor) =>
        await Assert.ThrowsAsync<ArgumentException>(async () => await QueryAsync(new EpisodeQuery(Cursor: cursor)));

    [Fact]
    public async Task Reset_EmptiesRowsAndPosition_AndKeepsAgents()
    {
        await Store.StoreAsync([Row("ann", 1)], 0, 9, Stop);
        await Store.StoreAgentAsync(new AgentProfile(new AgentId("li"), "Li", [new QueueId(Demo, "sales")], 3), Stop);
        await Store.ResetAsync(Stop);

        Assert.Equal(0, await Store.GetPositionAsync(Stop));
        Assert.Empty((await QueryAsync(new EpisodeQuery())).Rows);
        Assert.Single(await Store.GetAgentsAsync(Demo, Stop));
    }

    [Fact]
    public async Task GetAgents_OfAShop_HasThoseWhoServeItWithAllTheirQueues()
    {
        var other = new ShopId("other");
        await Store.StoreAgentAsync(new AgentProfile(new AgentId("li"), "Li", [new QueueId(Demo, "sales"), new QueueId(other, "sales")], 3), Stop);
        await Store.StoreAgentAsync(new AgentProfile(new AgentId("wu"), "Wu", [new QueueId(other, "sales")], 1), Stop);

        var agent = Assert.Single(await Store.GetAgentsAsync(Demo, Stop));
        Assert.Equal(("li", "Li", 3), (agent.Id.Value, agent.Name, agent.Capacity));
        Assert.Equal(["demo/sales", "other/sales"], agent.Queues.Select(queue => queue.ToString()));
        Assert.Equal(["li", "wu"], (await Store.GetAgentsAsync(other, Stop)).Select(a => a.Id.Value));
    }

    [Fact]
    public async Task StoreAgent_Again_ReplacesNameCapacityAndQueues()
    {
        await Store.StoreAgentAsync(new AgentProfile(new AgentId("li"), "Li", [new QueueId(Demo, "sales"), new QueueId(Demo, "service")], 3), Stop);
        await Store.StoreAgentAsync(new AgentProfile(new AgentId("li"), "Li Na", [new QueueId(Demo, "service")], 5), Stop);

        var agent = Assert.Single(await Store.GetAgentsAsync(Demo, Stop));
        Assert.Equal(("Li Na", 5, "demo/service"), (agent.Name, agent.Capacity, string.Join(',', agent.Queues)));
    }

    [Fact]
    public async Task GetAgents_QualifiedOnly_ComesBackWhole()
    {
        var passed = new Qualification(new QueueId(Demo, "sales"), QueueRole.AllHands, Noon, Noon.AddHours(8), ["price"]);
        await Store.StoreAgentAsync(new AgentProfile(
            new AgentId("li"), "Li", [new QueueId(new ShopId("office"), "books")], 3, [new("price", 4)], ["zh"], ["web"], [new("tone", "warm")], [passed], 5, 1), Stop);

        var agent = Assert.Single(await Store.GetAgentsAsync(Demo, Stop));
        Assert.Equal(["office/books"], agent.Queues.Select(queue => queue.ToString()));
        Assert.Equal((4, "zh", "web", "warm", 5, 1), (agent.Skills![0].Level, agent.Languages![0], agent.Channels![0], agent.Labels![0].Value, agent.Share, agent.WakeReserve));
        Assert.Equal((QueueRole.AllHands, Noon.AddHours(8), "price"), (agent.Qualifications![0].Role, agent.Qualifications[0].Until, agent.Qualifications[0].Topics![0]));
    }

    [Fact]
    public async Task Hours_OfSeveralBatches_AddUpAndComeByHourAndQueue()
    {
        var first = new ArrivalHour(Demo, "", 100, 3, 9, 0, 0, 0, 0, 0);
        var queue = new ArrivalHour(Demo, "售后", 100, 1, 0, 2, 1, 90_000, 1, 240_000);
        await Store.StoreAsync([], [first, queue, first with { Shop = new ShopId("other") }], 0, 1, Stop);
        await Store.StoreAsync([], [queue, first with { Hour = 99 }], 1, 2, Stop);

        Assert.Equal([first with { Hour = 99 }, first, queue.Plus(queue)], await Store.GetHoursAsync(Demo, 0, 1_000, Stop));
        Assert.Equal([first with { Hour = 99 }], await Store.GetHoursAsync(Demo, 99, 100, Stop));
    }

    [Fact]
    public async Task Hours_OfAProjectorThatWasNotFirst_AreNotAdded()
    {
        var hour = new ArrivalHour(Demo, "", 100, 1);
        Assert.True(await Store.StoreAsync([], [hour], 0, 5, Stop));
        Assert.False(await Store.StoreAsync([], [hour], 0, 5, Stop));
        Assert.Equal([hour], await Store.GetHoursAsync(Demo, 0, 1_000, Stop));
        await Store.ResetAsync(Stop);
        Assert.Empty(await Store.GetHoursAsync(Demo, 0, 1_000, Stop));
    }

    [Fact]
    public async Task Shops_ByArrivalsSinceAnHour_AtMostSoMany()
    {
        var (a, b, c) = (new ShopId("a"), new ShopId("b"), new ShopId("c"));
        await Store.StoreAsync([], [new(a, "", 10, 99), new(a, "", 20, 1), new(b, "", 20, 2), new(b, "", 21, 2), new(b, "main", 21, 50), new(c, "", 21, 3)], 0, 1, Stop);
        Assert.Equal([new(b, 4), new(c, 3)], await Store.GetShopsAsync(20, 2, Stop));
    }

    [Fact]
    public async Task Hours_OlderThanTheyAreKept_GoWhenANewDayBegins()
    {
        var old = new ArrivalHour(Demo, "", 24_000, 1);
        await Store.StoreAsync([], [old], 0, 1, Stop);
        await Store.StoreAsync([], [old with { Hour = 24_000 + (ArrivalHour.KeptDays * 24) }], 1, 2, Stop);
        Assert.Equal(2, (await Store.GetHoursAsync(Demo, 0, 1_000_000, Stop)).Count);
        await Store.StoreAsync([], [old with { Hour = 24_024 + (ArrivalHour.KeptDays * 24) }], 2, 3, Stop);
        Assert.DoesNotContain(old, await Store.GetHoursAsync(Demo, 0, 1_000_000, Stop));
    }

    private static EpisodeRow Row(string customer, int episode, string shop = "demo") => new(
        new ConversationId(new ShopId(shop), "web", $"c-{customer}"), episode, ConversationPhase.Bot, null, null, null, HandOverReason.None, Noon,
        null, null, null, null, null, 0, 0, 0, 0, Noon);

    private ValueTask<EpisodePage> QueryAsync(EpisodeQuery query) => Store.QueryAsync(Demo, query, Stop);
}
