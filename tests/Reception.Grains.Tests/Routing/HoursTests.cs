using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Routing;
using Reception.Contracts.Shops;
using Reception.Contracts.WorkOrders;
using Reception.Domain.Conversations.Events;
using Reception.Grains.Tests.Waiting;

namespace Reception.Grains.Tests.Routing;

/// <summary>Asked for outside the hours, and what of it is done when people are there again. The shop opens three minutes after the test begins.</summary>
public sealed class HoursTests
{
    private const int OpensAfter = 3;

    [Fact]
    public async Task Closed_BotOnly_TheBotGoesOnAndWhoInsistsLeavesAMessage()
    {
        await using var floor = await ClosedAsync(ClosedAction.Bot);
        await floor.HireOnlineAsync("an");
        await floor.AskAsync("c1");
        Assert.Equal(ConversationPhase.Bot, await floor.PhaseAsync("c1"));
        Assert.Empty(floor.Events("c1").OfType<WorkPromised>());
        await floor.AskAsync("c1");
        await floor.Host.QuietAsync();
        Assert.Equal(WorkKind.WorkOrder, Assert.Single((await floor.Conversation("c1").GetAsync()).Promises!).Kind);
        Assert.Empty(floor.Host.Gateway.Offers("an"));
    }

    [Fact]
    public async Task Closed_WaitAndAskedAgain_WaitsAndIsServedByWhoeverIsThere()
    {
        await using var floor = await ClosedAsync(ClosedAction.Wait);
        await floor.AskAsync("c1");
        Assert.Equal(ConversationPhase.Bot, await floor.PhaseAsync("c1"));
        await floor.AskAsync("c1");
        Assert.Equal(ConversationPhase.Waiting, await floor.PhaseAsync("c1"));
        await floor.HireOnlineAsync("an");
        await floor.ServeAsync("an", "c1");
    }

    [Fact]
    public async Task Closed_Message_IsAWorkOrderThatNobodyIsAskedForBeforeTheOpening()
    {
        await using var floor = await ClosedAsync(ClosedAction.Message);
        await floor.HireOnlineAsync("an");
        await floor.AskAsync("c1");
        await floor.Host.QuietAsync();
        var promise = Assert.Single((await floor.Conversation("c1").GetAsync()).Promises!);
        Assert.Equal(WorkOrderPhase.Scheduled, (await Order(floor, promise).GetAsync())!.Phase);
        await floor.Host.PassAsync(TimeSpan.FromSeconds((60 * OpensAfter) - 2), TimeSpan.FromSeconds(20));
        Assert.Empty(floor.Host.Gateway.Offers("an"));
        await floor.Host.PassAsync(TimeSpan.FromSeconds(4));
        await floor.Host.UntilAsync(() => floor.Host.Gateway.Offers("an").Any(o => o.Work == promise.Order), "the message's offer");
    }

    [Fact]
    public async Task Closed_CallBacks_AreMadeAfterTheOpeningInTheOrderOfArrival()
    {
        await using var floor = await ClosedAsync(ClosedAction.CallBack);
        var customers = new[] { "c1", "c2", "c3" };
        foreach (var customer in customers)
        {
            await floor.AskAsync(customer);
            await floor.Host.PassAsync(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5));
        }
        await floor.Host.PassAsync(TimeSpan.FromMinutes(OpensAfter), TimeSpan.FromSeconds(30));
        await floor.HireOnlineAsync("an");

        foreach (var customer in customers)
        {
            var promise = Assert.Single((await floor.Conversation(customer).GetAsync()).Promises!);
            await floor.Host.UntilAsync(() => floor.Host.Gateway.Offers("an").Any(o => o.Work == promise.Order), "the call-back's offer");
            await floor.Host.QuietAsync(); // that the former offer is gone is a hint, and may come after all that followed from it
            var offer = Assert.Single(floor.Host.Gateway.Offers("an"));
            Assert.Equal(CommandOutcome.Done, (await Order(floor, promise).AcceptAsync(new(new("an"), "an", offer.Offer, offer.Epoch, floor.Session("an")))).Outcome);
            await floor.Host.UntilAsync(async () => await floor.PhaseAsync(customer) == ConversationPhase.Agent, "the call-back of " + customer);
            await floor.CloseAsync("an", customer);
        }
        await floor.Host.QuietAsync();
        Assert.Equal((0, 0), ((await floor.QueueGrain.GetAsync(0)).Waiting, (await floor.Agent("an").GetAsync())!.Load));
    }

    [Fact]
    public async Task Opened_AskedAgain_WaitsAsAlways()
    {
        await using var floor = await ClosedAsync(ClosedAction.Bot);
        await floor.AskAsync("c1");
        Assert.Equal(ConversationPhase.Bot, await floor.PhaseAsync("c1"));
        await floor.Host.PassAsync(TimeSpan.FromMinutes(OpensAfter), TimeSpan.FromSeconds(30));
        await floor.AskAsync("c1");
        Assert.Equal(ConversationPhase.Waiting, await floor.PhaseAsync("c1"));
    }

    [Fact]
    public async Task Closed_ProcessDiesBeforeTheWorkOrderIsMade_ItIsMadeOnceAfterTheRestart()
    {
        await using var floor = await ClosedAsync(ClosedAction.Message);
        floor.Host.Stores.Journal.Fault = append =>
        {
            floor.Host.Silos[0].Stores.IsCutOff |= append.Conversation.Contains("~order", StringComparison.Ordinal);
            return floor.Host.Silos[0].Stores.IsCutOff ? Stores.AppendFault.FailBefore : Stores.AppendFault.None;
        };
        await floor.AskAsync("c1");
        await floor.Host.UntilAsync(() => floor.Host.Silos[0].Stores.IsCutOff, "the work order's append");
        floor.Host.Stores.Journal.Fault = _ => Stores.AppendFault.None;
        await floor.Host.RestartAsync();
        await floor.Host.PassAsync(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(3));

        Assert.Single(floor.Events("c1").OfType<WorkPromised>());
        var promise = Assert.Single((await floor.Conversation("c1").GetAsync()).Promises!);
        Assert.True(promise.Made);
        Assert.NotNull(await Order(floor, promise).GetAsync());
        Assert.Single(floor.Host.Stores.Journal.Rows, r => r.Work.Contains("~order", StringComparison.Ordinal));
    }

    private static IWorkOrderGrain Order(Floor floor, PromiseView promise) => floor.Host.Grains.GetGrain<IWorkOrderGrain>(promise.Order.ToOrderKey());

    private static Task<Floor> ClosedAsync(ClosedAction closed) => Floor.OpenAsync(Floor.Policy(new QueuePolicy("chats")) with
    {
        Opening = new HoursPolicy([.. Enum.GetValues<DayOfWeek>().Select(day => new OpeningHours(day, OpensAfter, 1_440))], Closed: closed),
    });
}
