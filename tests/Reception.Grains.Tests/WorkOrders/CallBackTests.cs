using Reception.Contracts.Conversations;
using Reception.Contracts.Gateways;
using Reception.Contracts.Routing;
using Reception.Contracts.WorkOrders;
using Reception.Grains.Tests.Stores;
using Reception.Grains.Tests.Waiting;

namespace Reception.Grains.Tests.WorkOrders;

/// <summary>The agent who accepts a call-back owns the customer's chat, with one hold and the original arrival.</summary>
public sealed class CallBackTests
{
    [Fact]
    public async Task CallBack_Accepted_TheChatIsTheAgentsWithOneHoldAndTheOldArrival()
    {
        await using var floor = await Floor.OpenAsync();
        var asked = await ComeAsync(floor, "c1");
        await floor.CreateAsync("o1", WorkKind.CallBack, Floor.Work("c1"), asked);
        await floor.Host.PassAsync(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(10));
        await floor.HireOnlineAsync("an");
        await floor.TakeAsync("an", "o1");

        await floor.Host.UntilAsync(async () => (await floor.Order("o1").GetAsync())!.Phase == WorkOrderPhase.Done, "the call-back's end");
        var view = await floor.Conversation("c1").GetAsync();
        Assert.Equal((ConversationPhase.Agent, "an", HandOverReason.CalledBack), (view.Phase, view.Agent?.Value, view.Reason));
        Assert.Equal(asked, view.WaitingSince);
        await floor.Host.QuietAsync();
        Assert.Equal([Floor.Work("c1")], (await floor.Agent("an").GetAsync())!.Holds.Select(h => h.Work));
        Assert.Contains(floor.Host.Gateway.Of("s-c1"), p => p.Messages?.Any(m => m.Notice == NoticeKind.AgentJoined) == true);
    }

    [Fact]
    public async Task CallBack_CustomerIsServedByThen_IsDoneAndTheAgentIsFree()
    {
        await using var floor = await Floor.OpenAsync();
        await floor.HireOnlineAsync("bo");
        await floor.AskAsync("c1");
        await floor.ServeAsync("bo", "c1");
        await floor.HireOnlineAsync("an");
        await floor.CreateAsync("o1", WorkKind.CallBack, Floor.Work("c1"));
        await floor.TakeAsync("an", "o1");
        await floor.Host.UntilAsync(async () => (await floor.Order("o1").GetAsync())!.Phase == WorkOrderPhase.Done, "the call-back's end");
        await floor.Host.UntilAsync(async () => await floor.LoadAsync("an") == 0, "the agent's release");
        Assert.Equal("bo", (await floor.Conversation("c1").GetAsync()).Agent?.Value);
    }

    [Fact]
    public async Task CallBack_ProcessKilledBetweenMoveAndAppend_TheCustomerIsCalledBackOnce()
    {
        await using var floor = await Floor.OpenAsync();
        await ComeAsync(floor, "c1");
        await floor.HireOnlineAsync("an");
        await floor.CreateAsync("o1", WorkKind.CallBack, Floor.Work("c1"));
        var offer = await floor.OrderOfferAsync("an", "o1");
        floor.Host.Stores.Journal.Fault = append =>
        {
            floor.Host.Silos[0].Stores.IsCutOff |= MemoryJournal.Contains(append, $"turn-{offer.Offer:N}");
            return floor.Host.Silos[0].Stores.IsCutOff ? AppendFault.FailBefore : AppendFault.None;
        };
        await floor.TakeAsync("an", offer);
        await floor.Host.UntilAsync(() => floor.Host.Silos[0].Stores.IsCutOff, "the turn's append");
        floor.Host.Stores.Journal.Fault = _ => AppendFault.None;
        await floor.Host.RestartAsync();

        await floor.OnlineAsync("an");
        await floor.Host.PassAsync(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(5));
        foreach (var again in floor.Host.Gateway.Offers("an").Where(o => o.Offer != offer.Offer && o.Work == Bench.Id("o1")).ToArray()) await floor.TakeAsync("an", again);
        await floor.Host.UntilAsync(async () => (await floor.Order("o1").GetAsync())!.Phase == WorkOrderPhase.Done, "the call-back's end");
        Assert.Equal("an", (await floor.Conversation("c1").GetAsync()).Agent?.Value);
        await floor.Host.QuietAsync();
        Assert.Equal([Floor.Work("c1")], (await floor.Agent("an").GetAsync())!.Holds.Select(h => h.Work));
    }

    [Fact]
    public async Task CallBack_AnsweredBefore_IsNotBegunAgainAfterTheChatWasClosed()
    {
        await using var floor = await Floor.OpenAsync();
        await ComeAsync(floor, "c1");
        await floor.HireOnlineAsync("an");
        await floor.CreateAsync("o1", WorkKind.CallBack, Floor.Work("c1"));
        var offer = await floor.TakeAsync("an", "o1");
        await floor.Host.UntilAsync(async () => (await floor.Order("o1").GetAsync())!.Phase == WorkOrderPhase.Done, "the call-back's end");
        await floor.CloseAsync("an", "c1");
        var now = floor.Host.Clock.GetUtcNow();
        await floor.Conversation("c1").OnCallBackAsync(new CallBackTurn(Bench.Id("o1"), 2, new("an"), "an", offer.Offer, "chats", now, now, 1, null));
        Assert.Equal(ConversationPhase.Closed, (await floor.Conversation("c1").GetAsync()).Phase);
    }

    /// <summary>A customer who is with the bot.</summary>
    private static async Task<DateTimeOffset> ComeAsync(Floor floor, string customer)
    {
        await floor.Conversation(customer).OpenAsync(new OpenSession(floor.Session("s-" + customer), 0, new VisitContext()));
        return floor.Host.Clock.GetUtcNow();
    }
}
