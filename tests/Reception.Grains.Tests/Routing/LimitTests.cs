using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Routing;
using Reception.Contracts.Shops;
using Reception.Contracts.WorkOrders;
using Reception.Domain.Conversations.Events;
using Reception.Grains.Tests.Waiting;

namespace Reception.Grains.Tests.Routing;

/// <summary>
/// A queue's limits on a running host: how many may wait, how long, and where the others go. This folder plays the policy of queues
/// (limits, steps, hours, offers, drains) with the real grains, also over restarts.
/// </summary>
public sealed class LimitTests
{
    private const int Limit = 5;

    [Fact]
    public async Task MaxWaiting_FiveTimesTheLimitAskAtOnce_ExactlyTheLimitWaitsAndTheOthersLeaveAMessage()
    {
        await using var floor = await Floor.OpenQueuesAsync(Chats(new QueueLimits(Limit)));
        var customers = await AskAtOnceAsync(floor);

        var waiting = await InPhaseAsync(floor, customers, ConversationPhase.Waiting);
        var turnedAway = await InPhaseAsync(floor, customers, ConversationPhase.Bot);
        Assert.Equal((Limit, customers.Length - Limit), (waiting.Length, turnedAway.Length));
        var chats = (await floor.QueueGrain.GetAsync(200)).First.Where(l => l.Work.Channel == "web").Select(l => l.Work.Customer);
        Assert.Equal(waiting.Order(), chats.Order());
        foreach (var customer in turnedAway)
        {
            var promise = Assert.Single((await floor.Conversation(customer).GetAsync()).Promises!);
            Assert.Equal((WorkKind.WorkOrder, true), (promise.Kind, promise.Made));
            Assert.Equal(WorkOrderPhase.Waiting, (await floor.Host.Grains.GetGrain<IWorkOrderGrain>(promise.Order.ToOrderKey()).GetAsync())!.Phase);
        }
    }

    [Fact]
    public async Task MaxWaiting_FullWithOverflow_EveryPlaceOfBothQueuesIsFilledAndNobodyIsLost()
    {
        await using var floor = await Floor.OpenQueuesAsync(
            Chats(new QueueLimits(Limit, Action: LimitAction.Overflow, OverflowTo: "second")), new QueuePolicy("second", Rules: new(Limits: new(2 * Limit, Action: LimitAction.Bot))));
        var customers = await AskAtOnceAsync(floor);

        Assert.Equal((Limit, 2 * Limit), ((await floor.QueueGrain.GetAsync(0)).Waiting, (await floor.QueueOf("second").GetAsync(0)).Waiting));
        Assert.Equal(3 * Limit, (await InPhaseAsync(floor, customers, ConversationPhase.Waiting)).Length);
        Assert.Equal(2 * Limit, (await InPhaseAsync(floor, customers, ConversationPhase.Bot)).Length);
    }

    [Fact]
    public async Task MaxWaiting_PlaceBecomesFree_TheNextCustomerWaits()
    {
        await using var floor = await Floor.OpenQueuesAsync(Chats(new QueueLimits(1, Action: LimitAction.Bot)));
        await floor.AskAsync("first");
        Assert.Equal(ConversationPhase.Bot, (await floor.AskAsync("second")).View!.Phase);
        await floor.HireOnlineAsync("an");
        await floor.ServeAsync("an", "first");
        await floor.Host.QuietAsync();
        Assert.Equal(ConversationPhase.Waiting, (await floor.AskAsync("third")).View!.Phase);
    }

    [Fact]
    public async Task MaxWaiting_QueueRestartsFull_StaysExact()
    {
        await using var floor = await Floor.OpenQueuesAsync(Chats(new QueueLimits(Limit, Action: LimitAction.Bot)));
        for (var i = 0; i < Limit; i++) await floor.AskAsync("before" + i);
        await floor.Host.QuietAsync();
        await floor.Host.RestartAsync();

        Assert.Equal(ConversationPhase.Bot, (await floor.AskAsync("late")).View!.Phase);
        await floor.Host.QuietAsync();
        Assert.Equal(Limit, (await floor.QueueGrain.GetAsync(0)).Waiting);
    }

    /// <summary>Messages wait beside those who were let in: after a restart these are not turned away for their sake.</summary>
    [Fact]
    public async Task MaxWaiting_QueueRestartsFullWithMessagesInIt_KeepsEverybodyWhoWaits()
    {
        await using var floor = await Floor.OpenQueuesAsync(Chats(new QueueLimits(Limit)));
        var customers = await AskAtOnceAsync(floor);
        var waiting = await InPhaseAsync(floor, customers, ConversationPhase.Waiting);
        await floor.Host.RestartAsync();
        foreach (var customer in waiting.Reverse()) await floor.AskAsync(customer); // back with another tab; their conversations tell the queue again
        await floor.Host.PassAsync(TimeSpan.FromSeconds(40), TimeSpan.FromSeconds(5));
        Assert.Equal(waiting, await InPhaseAsync(floor, customers, ConversationPhase.Waiting));
        Assert.Equal(customers.Length, (await floor.QueueGrain.GetAsync(0)).Waiting);
    }

    [Fact]
    public async Task MaxWait_Reached_OverflowsWithItsArrivalAndIsServedThere()
    {
        await using var floor = await Floor.OpenQueuesAsync(
            Chats(new QueueLimits(MaxWaitSeconds: 30, Action: LimitAction.Overflow, OverflowTo: "second")), new QueuePolicy("second"));
        await floor.HireOnlineAsync(new(new("bo"), "bo", [Floor.Named("second")], 1));
        var asked = floor.Host.Clock.GetUtcNow();
        await floor.AskAsync("c1");
        await floor.Host.PassAsync(TimeSpan.FromSeconds(29), TimeSpan.FromSeconds(29));
        Assert.Empty(floor.Host.Gateway.Offers("bo"));
        await floor.Host.PassAsync(TimeSpan.FromSeconds(1));

        var offer = await floor.ServeAsync("bo", "c1");
        Assert.Equal((Floor.Named("second"), asked), (offer.Queue, offer.WaitingSince));
        await floor.Host.QuietAsync();
        Assert.Equal(0, (await floor.QueueGrain.GetAsync(0)).Waiting);
    }

    [Fact]
    public async Task MaxWait_ReachedWhileTheProcessIsDead_IsMetAfterTheRestart()
    {
        await using var floor = await Floor.OpenQueuesAsync(Chats(new QueueLimits(MaxWaitSeconds: 30)));
        await floor.AskAsync("c1");
        await floor.Host.QuietAsync();
        await floor.Host.RestartAsync();
        floor.Host.Clock.Advance(TimeSpan.FromSeconds(40));
        await floor.Host.PassAsync(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(2));

        Assert.Equal(ConversationPhase.Bot, await floor.PhaseAsync("c1"));
        Assert.Single(floor.Events("c1").OfType<WorkPromised>());
        Assert.True(Assert.Single((await floor.Conversation("c1").GetAsync()).Promises!).Made);
    }

    /// <summary>He is called back when it would have been his turn, not after those who came later.</summary>
    [Fact]
    public async Task MaxWait_CallBack_KeepsThePlaceBeforeLaterCustomers()
    {
        await using var floor = await Floor.OpenQueuesAsync(Chats(new QueueLimits(MaxWaitSeconds: 30, Action: LimitAction.CallBack)));
        await floor.AskAsync("first");
        await floor.Host.PassAsync(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(20));
        await floor.AskAsync("later");
        await floor.Host.PassAsync(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(10));
        var promise = Assert.Single((await floor.Conversation("first").GetAsync()).Promises!);
        Assert.Equal((WorkKind.CallBack, true), (promise.Kind, promise.Made));
        await floor.HireOnlineAsync("an");

        var offer = await floor.OfferAsync("an");
        Assert.Equal(promise.Order, offer.Work);
        Assert.Equal(CommandOutcome.Done, (await floor.Host.Grains.GetGrain<IWorkOrderGrain>(offer.Work.ToOrderKey()).AcceptAsync(new(new("an"), "an", offer.Offer, offer.Epoch, floor.Session("an")))).Outcome);
        await floor.Host.UntilAsync(async () => await floor.PhaseAsync("first") == ConversationPhase.Agent, "the call-back");
        await floor.CloseAsync("an", "first");
        await floor.OfferAsync("an", "later");
    }

    /// <summary>Whoever the limit sends to the bot and who asks again leaves a message: "human" is never lost.</summary>
    [Fact]
    public async Task MaxWaiting_FullAndAskedAgain_IsAMessageTheSecondTime()
    {
        await using var floor = await Floor.OpenQueuesAsync(Chats(new QueueLimits(1, Action: LimitAction.Bot)));
        await floor.AskAsync("first");
        await floor.AskAsync("second");
        Assert.Null((await floor.Conversation("second").GetAsync()).Promises);
        await floor.AskAsync("second");
        await floor.Host.QuietAsync();
        Assert.True(Assert.Single((await floor.Conversation("second").GetAsync()).Promises!).Made);
    }

    private static QueuePolicy Chats(QueueLimits limits) => new("chats", Rules: new(Limits: limits));

    private static async Task<string[]> AskAtOnceAsync(Floor floor)
    {
        var customers = Enumerable.Range(0, 5 * Limit).Select(i => "c" + i).ToArray();
        Assert.All(await Task.WhenAll(customers.Select(c => floor.AskAsync(c))), asked => Assert.Equal(CommandOutcome.Done, asked.Outcome));
        await floor.Host.QuietAsync();
        return customers;
    }

    private static async Task<string[]> InPhaseAsync(Floor floor, string[] customers, ConversationPhase phase)
    {
        var phases = await Task.WhenAll(customers.Select(floor.PhaseAsync));
        return [.. customers.Where((_, i) => phases[i] == phase)];
    }
}
