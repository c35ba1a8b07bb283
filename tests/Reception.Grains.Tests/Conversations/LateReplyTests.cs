using Reception.Contracts.Assistant;
using Reception.Contracts.Conversations;
using Reception.Contracts.Knowledge;
using Reception.Domain.Conversations;
using Reception.Domain.Conversations.Events;
using Reception.Grains.Assistant;
using Reception.Grains.Tests.Hosting;

namespace Reception.Grains.Tests.Conversations;

/// <summary>An answer that needs an order: the turn does not wait for it, a crash does not lose it, and nobody is talked over.</summary>
public sealed class LateReplyTests : IAsyncLifetime
{
    private const string Question = "Where is my parcel?";
    private static readonly OrderFacts Order = new("A1000001", OrderStatus.Shipped);

    private static readonly KnowledgeEntry[] Entries =
    [
        new("track", Question, "Order {order.number} is {order.status}.", ["where is my package", "track my parcel", "what is the state of my parcel"]),
        new("return", "How can I return an item?", "Within 30 days, free of charge.", ["i want to send it back", "return policy", "can i give the item back"]),
    ];

    private Counter _reception = null!;

    private OrderSystemDouble Orders => _reception.Host.Orders;

    public async ValueTask InitializeAsync()
    {
        _reception = await Counter.OpenAsync(withKnowledge: false);
        await _reception.PublishAsync(Entries);
        Orders.IsOpen = true;
    }

    public ValueTask DisposeAsync() => _reception.DisposeAsync();

    [Fact]
    public async Task Post_NeedsAnOrder_IsAcknowledgedWhileTheOrderSystemThinks()
    {
        var posted = await _reception.PostAsync("c-1", Question);

        Assert.Equal((CommandOutcome.Done, 1), (posted.Outcome, Assert.Single(posted.Produced).Sequence));
        await AskedAsync(1);
        Orders.Answer(Order);
    }

    [Fact]
    public async Task Post_NeedsAnOrder_TheAnswerIsPushedWhenItComes()
    {
        await _reception.OpenAsync("c-1");
        await _reception.PostAsync("c-1", Question);
        await AskedAsync(1);

        Orders.Answer(Order);

        await _reception.Host.UntilAsync(() => _reception.PushedTo("s-c-1").Any(m => m.Text == "Order A1000001 is shipped, on its way."), "the answer");
    }

    [Fact]
    public async Task Invariant6_ReplyAwaited_HasARowUntilItIsSaid()
    {
        await _reception.PostAsync("c-1", Question);
        Assert.Equal(_reception.Host.Clock.GetUtcNow() + AwaitedReply.OrderPatience, _reception.Row("c-1")!.NextStepAt);
        await AskedAsync(1);

        Orders.Answer(Order);

        await SaidAsync("c-1");
        Assert.Null(_reception.Row("c-1"));
    }

    [Fact]
    public async Task Post_TellsTheOrderSystem_WhoseOrderAndWhich()
    {
        await _reception.PostAsync("c-1", $"{Question} A20261109");
        await AskedAsync(1);

        var query = Assert.Single(Orders.Queries);
        Assert.Equal(("demo", "web", "c-1", "A20261109"), (query.Shop.Value, query.Channel, query.Customer, query.Number));
        Orders.Answer(Order);
    }

    [Fact]
    public async Task Invariant6_CrashWhileAwaited_TheNextActivationAsksAgain()
    {
        await _reception.PostAsync("c-1", Question);
        await CrashAsync();
        Orders.Answer(Order);

        await _reception.OpenAsync("c-1");

        await SaidAsync("c-1");
    }

    [Fact]
    public async Task Invariant6_CrashAndNobodyComesBack_TheSweepHandsOverAtTheDueTime()
    {
        await _reception.PostAsync("c-1", Question);
        await CrashAsync();
        _reception.Host.Clock.Advance(AwaitedReply.OrderPatience);

        await _reception.SweepAsync();

        await _reception.Host.UntilAsync(() => _reception.Row("c-1")?.Queue == "demo/sales", "the hand-over");
        Assert.Equal(HandOverReason.NoReply, Assert.Single(_reception.Events("c-1").OfType<HandedOver>()).Reason);
    }

    [Fact]
    public async Task Sweep_TheOrderSystemHangs_HandsOverAtTheDueTime()
    {
        await _reception.PostAsync("c-1", Question);
        await AskedAsync(1);
        _reception.Host.Clock.Advance(AwaitedReply.OrderPatience);

        await _reception.SweepAsync();

        await _reception.Host.UntilAsync(() => _reception.Row("c-1")?.Queue == "demo/sales", "the hand-over");
    }

    [Fact]
    public async Task Post_TheOrderSystemFails_HandsOverAtOnce()
    {
        await _reception.PostAsync("c-1", Question);
        await AskedAsync(1);

        Orders.Fail();

        await _reception.Host.UntilAsync(() => _reception.Row("c-1")?.Queue == "demo/sales", "the hand-over");
    }

    [Fact]
    public async Task Invariant1_HumanAskedForMeanwhile_TheLateReplyIsNotSaid()
    {
        await _reception.PostAsync("c-1", Question);
        await AskedAsync(1);
        await _reception.AskForHumanAsync("c-1");

        Orders.Answer(Order);

        await _reception.Host.QuietAsync();
        Assert.DoesNotContain(_reception.Events("c-1"), e => e is BotAnswered);
    }

    [Fact]
    public async Task Invariant1_AnAgentServesByThen_TheLateReplyIsHisDraft()
    {
        await _reception.PostAsync("c-1", Question);
        await AskedAsync(1);
        await _reception.OnlineAgentAsync("li");
        await _reception.AskForHumanAsync("c-1");
        await _reception.AcceptAsync("li", await _reception.OfferAsync("li"));

        Orders.Answer(Order);

        await _reception.Host.UntilAsync(() => _reception.Host.Gateway.Of("a-li").Any(p => p.Proposal is { LateForEpoch: true }), "the draft");
        Assert.DoesNotContain(_reception.Events("c-1"), e => e is BotAnswered);
    }

    [Fact]
    public async Task BotReply_NobodyAwaits_IsRefusedAndNotThrownAt()
    {
        await _reception.PostAsync("c-1", "How can I return an item?");

        Assert.Equal(CommandOutcome.NotAwaited, await _reception.Conversation("c-1").BotReplyAsync(new(1, 1, AwaitedKind.Order, BotReplyKind.Orders, "track", [Order])));
    }

    [Fact]
    public async Task Ask_AsManyUnderWayAsMayBe_IsRefused()
    {
        var assistant = _reception.Grains.GetGrain<IAssistantGrain>("demo");
        var due = _reception.Host.Clock.GetUtcNow() + AwaitedReply.OrderPatience;
        var asked = Enumerable.Range(0, AssistantGrain.MostOrders).Select(i => assistant.AskAsync(Request(i))).ToList();
        await AskedAsync(AssistantGrain.MostOrders);

        Assert.Equal(AskOutcome.Busy, await assistant.AskAsync(Request(AssistantGrain.MostOrders)));
        Orders.Answer(Order);
        Assert.All(await Task.WhenAll(asked), outcome => Assert.Equal(AskOutcome.Answered, outcome));

        AssistantRequest Request(int i) => new(_reception.Id($"c-{i}"), 1, 1, AwaitedKind.Order, due, "track");
    }

    private Task AskedAsync(int times) => _reception.Host.UntilAsync(() => Orders.Queries.Count == times, "the question to the order system");

    private Task SaidAsync(string customer) => _reception.Host.UntilAsync(() => _reception.Events(customer).Any(e => e is BotAnswered { EntryId: "track" }), "the answer");

    // What is under way sees a store that takes nothing any more, as in a process that has died.
    private async Task CrashAsync()
    {
        await AskedAsync(1);
        _reception.Host.Silos[0].Stores.IsCutOff = true;
        Orders.Fail();
        await _reception.Host.RestartAsync();
    }
}
