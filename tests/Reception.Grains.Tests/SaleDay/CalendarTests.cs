using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Knowledge;
using Reception.Contracts.Scaling;
using Reception.Contracts.Shops;
using Reception.Domain.Conversations.Events;
using Reception.Grains.Knowledge;
using Reception.Grains.Tests.Conversations;
using Reception.Grains.Tests.Waiting;

namespace Reception.Grains.Tests.SaleDay;

/// <summary>
/// The sale calendar on a running host: nothing is switched on or off, only the clock moves. The host's clock begins on 2026-11-11, midnight
/// UTC. This folder plays sale days with the real grains.
/// </summary>
public sealed class CalendarTests
{
    private static readonly DateOnly Today = new(2026, 11, 11);

    [Fact]
    public async Task Limits_OfAPhase_HoldFromItsFirstToItsLastMinute()
    {
        await using var floor = await Floor.OpenAsync(Policy(Phase(60, 120, queues: new PhaseQueue("chats", new(1, Action: LimitAction.Bot)))));
        Assert.Equal(ConversationPhase.Waiting, (await floor.AskAsync("first")).View!.Phase);
        Assert.Equal(ConversationPhase.Waiting, (await floor.AskAsync("second")).View!.Phase);

        await floor.Host.PassAsync(TimeSpan.FromHours(1), TimeSpan.FromMinutes(1));
        Assert.Equal(ConversationPhase.Bot, (await floor.AskAsync("third")).View!.Phase);

        await floor.Host.PassAsync(TimeSpan.FromHours(1), TimeSpan.FromMinutes(1));
        Assert.Equal(ConversationPhase.Waiting, (await floor.AskAsync("fourth")).View!.Phase);
    }

    [Fact]
    public async Task Limits_OfAPhaseThatBegins_ReachWhoWaitsAlreadyAtThatInstant()
    {
        await using var floor = await Floor.OpenAsync(Policy(Phase(60, 120, queues: new PhaseQueue("chats", new(MaxWaitSeconds: 600, Action: LimitAction.Message)))));
        await floor.AskAsync("early");
        await floor.Host.PassAsync(TimeSpan.FromMinutes(55), TimeSpan.FromMinutes(1));
        await floor.AskAsync("late");
        await floor.Host.PassAsync(TimeSpan.FromSeconds(299));
        Assert.Equal(ConversationPhase.Waiting, await floor.PhaseAsync("early"));

        await floor.Host.PassAsync(TimeSpan.FromSeconds(1));

        await floor.Host.UntilAsync(async () => await floor.PhaseAsync("early") == ConversationPhase.Bot, "the wait that is too long now to end");
        Assert.Equal(WaitCause.TooLong, floor.Events("early").OfType<WaitEnded>().Single().Cause);
        Assert.Equal(ConversationPhase.Waiting, await floor.PhaseAsync("late"));
    }

    [Fact]
    public async Task Knowledge_OfAPhase_AnswersDuringItAndNotAfterwards()
    {
        await using var counter = await OpenAsync(Phase(60, 120, knowledge: 2));

        Assert.Equal("Ordinary.", await AskAsync(counter, "a"));
        await counter.Host.PassAsync(TimeSpan.FromHours(1), TimeSpan.FromMinutes(1));
        Assert.Equal("Of the sale.", await AskAsync(counter, "b"));
        Assert.Equal("Of the sale.", (await Knowledge(counter).TryAsync("When will my order be shipped?")).Answer);
        await counter.Host.PassAsync(TimeSpan.FromHours(1), TimeSpan.FromMinutes(1));
        Assert.Equal("Ordinary.", await AskAsync(counter, "c"));
        Assert.Equal("Ordinary.", (await Knowledge(counter).TryAsync("When will my order be shipped?")).Answer);
    }

    [Fact]
    public async Task Knowledge_PublishedDuringThePhase_GoesBeforeTheCalendar()
    {
        await using var counter = await OpenAsync(Phase(60, 120, knowledge: 2));
        await counter.Host.PassAsync(TimeSpan.FromMinutes(90), TimeSpan.FromMinutes(1));
        Assert.Equal("Of the sale.", await AskAsync(counter, "a"));

        await counter.PublishAsync(Entry("Mended."));
        await counter.Host.PassAsync(TimeSpan.FromSeconds(3));

        Assert.Equal("Mended.", await AskAsync(counter, "b"));
    }

    [Fact]
    public async Task Knowledge_VersionThatIsNotThere_LeavesWhatIsPublishedInForce()
    {
        await using var counter = await OpenAsync(Phase(60, 120, knowledge: 99));
        await counter.Host.PassAsync(TimeSpan.FromMinutes(90), TimeSpan.FromMinutes(1));

        Assert.Equal("Ordinary.", await AskAsync(counter, "a"));
        Assert.False((await counter.Grains.GetGrain<IForecastGrain>("demo").GetAsync(1))!.Calendar.Single().KnowledgeExists);
    }

    [Fact]
    public async Task WarmUp_BeforeThePhase_EverySiloHasTheKnowledgeCompiledThoughNobodyAsked()
    {
        await using var counter = await OpenAsync(Phase(60, 120, knowledge: 2, warmUp: new(30)));
        var second = await counter.Host.JoinAsync();
        bool[] Ready() => [.. counter.Host.Silos.Select(silo => silo.Service<ScheduledKnowledge>().IsReady(Counter.Shop, 2))];

        await counter.Host.PassAsync(TimeSpan.FromMinutes(29), TimeSpan.FromMinutes(1));
        Assert.Equal([false, false], Ready());

        await counter.Host.PassAsync(TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(5));
        await counter.Host.UntilAsync(() => Ready().All(ready => ready), "the sale's knowledge on both silos");
        Assert.True(counter.Host.Clock.GetUtcNow() < new DateTimeOffset(2026, 11, 11, 1, 0, 0, TimeSpan.Zero));
        Assert.NotSame(counter.Host.Silos[0], second);
    }

    [Fact]
    public async Task Knowledge_ThatAComingPhaseNames_StaysThoughFiftyNewerOnesArePublished()
    {
        await using var counter = await OpenAsync(Phase(60, 120, knowledge: 2));
        for (var i = 0; i < KnowledgeHead.MaxVersions + 3; i++) await counter.PublishAsync(Entry($"Number {i}."));

        Assert.Equal(2, (await Knowledge(counter).GetVersionsAsync())[0].Version);
        Assert.NotNull(await Knowledge(counter).GetContentAsync(2));
        Assert.Null(await Knowledge(counter).GetContentAsync(3));
    }

    private static IKnowledgeGrain Knowledge(Counter counter) => counter.Grains.GetGrain<IKnowledgeGrain>("demo");

    /// <summary>Version 2 is that of the sale, version 3 the ordinary one in force.</summary>
    private static async Task<Counter> OpenAsync(CalendarPhase phase)
    {
        var counter = await Counter.OpenAsync();
        await counter.PublishAsync(Entry("Of the sale."));
        await counter.PublishAsync(Entry("Ordinary."));
        var put = await counter.Grains.GetGrain<IShopGrain>("demo").PutAsync(Counter.Policy with { Calendar = new([phase]) }, null);
        Assert.True(put.Outcome == PutPolicyOutcome.Stored, string.Join('\n', put.Errors));
        await counter.Host.PassAsync(TimeSpan.FromSeconds(6));
        return counter;
    }

    private static async Task<string> AskAsync(Counter counter, string customer)
    {
        await counter.OpenAsync(customer);
        var posted = await counter.PostAsync(customer, "When will my order be shipped?");
        Assert.Equal(CommandOutcome.Done, posted.Outcome);
        return counter.Events(customer).OfType<BotAnswered>().Single().Text;
    }

    private static KnowledgeEntry Entry(string answer) => new("ship", "When will my order be shipped?", answer, ["when do you ship"]);

    private static ShopPolicy Policy(CalendarPhase phase) => Floor.Policy(new QueuePolicy("chats")) with { Calendar = new([phase]) };

    private static CalendarPhase Phase(int from, int to, int? knowledge = null, WarmUp? warmUp = null, params PhaseQueue[] queues) =>
        new("sale", Today, Today, from, to, Knowledge: knowledge, Queues: queues, WarmUp: warmUp);
}
