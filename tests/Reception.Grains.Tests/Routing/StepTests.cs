using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Routing;
using Reception.Contracts.Shops;
using Reception.Contracts.WorkOrders;
using Reception.Domain.Conversations.Events;
using Reception.Grains.Tests.Waiting;

namespace Reception.Grains.Tests.Routing;

/// <summary>The steps of a queue: who may serve widens with the age of the work, at the second that the policy names.</summary>
public sealed class StepTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly VisitContext InFrench = new(Language: "fr");

    [Fact]
    public async Task Relax_SkillLowered_AnAgentOfLowerLevelGetsItThenAndNotBefore()
    {
        await using var floor = await Floor.OpenQueuesAsync(new QueuePolicy("chats", Rules: new(
            Skills: [new("refund", 5)], Steps: [new(30, Name: "lower", Relax: [new("refund", 2)]), new(60, Relax: [new("refund", 1)])])));
        await floor.HireOnlineAsync(new(new("an"), "an", [Floor.Queue], 1, Skills: [new("refund", 2)]));
        await floor.AskAsync("c1");
        await floor.Host.PassAsync(29 * Second, 29 * Second);
        var waits = Assert.Single((await floor.QueueGrain.GetAsync(1)).First).Explanation!;
        Assert.Equal((WaitingReason.NobodyFits, 0, "lower"), (waits.Reason, waits.Fit, waits.NextStep));
        Assert.Equal(floor.Host.Clock.GetUtcNow() + Second, waits.WidensAt);
        await floor.Host.PassAsync(Second);

        await floor.ServeAsync("an", "c1");
        Assert.Equal(1, (await floor.Conversation("c1").GetAsync()).Why!.Step);
    }

    [Fact]
    public async Task Relax_HigherLevelComesFirst_IsAskedBeforeTheStep()
    {
        await using var floor = await Floor.OpenQueuesAsync(new QueuePolicy("chats", Rules: new(Skills: [new("refund", 5)], Steps: [new(30, Relax: [new()])])));
        await floor.HireOnlineAsync(new(new("an"), "an", [Floor.Queue], 1));
        await floor.AskAsync("c1");
        await floor.HireOnlineAsync(new(new("bo"), "bo", [Floor.Queue], 1, Skills: [new("refund", 6)]));
        await floor.OfferAsync("bo", "c1");
        Assert.Empty(floor.Host.Gateway.Offers("an"));
    }

    /// <summary>An expired step narrows again: who has not been asked by then is not asked.</summary>
    [Fact]
    public async Task Until_StepEnded_NobodyIsAskedForItsSake()
    {
        await using var floor = await Floor.OpenQueuesAsync(new QueuePolicy("chats", Rules: new(Skills: [new("refund", 5)], Steps: [new(10, UntilSeconds: 20, Relax: [new()])])));
        await floor.AskAsync("c1");
        await floor.Host.PassAsync(20 * Second, 10 * Second);
        await floor.HireOnlineAsync("an");
        await floor.Host.QuietAsync();
        Assert.Empty(floor.Host.Gateway.Offers("an"));
        Assert.Equal(WaitingReason.NobodyFits, Assert.Single((await floor.QueueGrain.GetAsync(1)).First).Explanation!.Reason);
    }

    [Fact]
    public async Task Lenders_StepInForce_TheHomeLendsAboveItsLevelAndServesItsOwnAtOnce()
    {
        await using var floor = await LendingAsync(keepFree: 1, agents: 3);
        foreach (var customer in new[] { "c1", "c2", "c3" })
        {
            await floor.AskAsync(customer);
            await floor.Host.PassAsync(Second);
        }
        await floor.Host.PassAsync(6 * Second, 6 * Second);
        Assert.Equal(0, OffersIn(floor));
        await floor.Host.PassAsync(Second);
        Assert.Equal(1, OffersIn(floor));
        await floor.Host.PassAsync(5 * Second, Second);
        Assert.Equal(2, OffersIn(floor)); // three free, one stays home

        await floor.AskAsync("her", InFrench);
        await floor.Host.UntilAsync(() => Agents(3).Any(a => floor.Host.Gateway.Offers(a).Any(o => o.Queue == Floor.Named(Floor.French))), "the one who stayed home");
        Assert.Equal(2, OffersIn(floor));
    }

    [Fact]
    public async Task Lenders_SomebodyWaitsAtHome_NobodyIsLentUntilHeIsServed()
    {
        await using var floor = await LendingAsync(keepFree: 0, agents: 1);
        await floor.AskAsync("her1", InFrench);
        await floor.ServeAsync("b0", "her1");
        await floor.AskAsync("her2", InFrench);
        await floor.AskAsync("c1");
        await floor.Host.PassAsync(10 * Second, 5 * Second);
        await floor.CloseAsync("b0", "her1");
        await floor.ServeAsync("b0", "her2");
        Assert.Equal(0, OffersIn(floor));
        await floor.CloseAsync("b0", "her2");
        var lent = await floor.ServeAsync("b0", "c1");
        Assert.Equal(Floor.Queue, lent.Queue);
        Assert.Equal(QueueRole.Lent, (await floor.Conversation("c1").GetAsync()).Why!.Role);
    }

    [Fact]
    public async Task AllHands_StepInForce_SaleDayStaffAreAskedDuringTheirShiftOnly()
    {
        await using var floor = await Floor.OpenQueuesAsync(new QueuePolicy("chats", Rules: new(Steps: [new(30, AllHands: true)])));
        var now = floor.Host.Clock.GetUtcNow();
        await floor.HireOnlineAsync(Helper("early", now, now + 20 * Second));
        await floor.HireOnlineAsync(Helper("late", now + 40 * Second, now + 100 * Second));
        await floor.AskAsync("c1");
        await floor.Host.PassAsync(35 * Second, 5 * Second);
        Assert.Empty(floor.Host.Gateway.Offers("late"));
        await floor.Host.PassAsync(5 * Second, 5 * Second);

        await floor.ServeAsync("late", "c1");
        Assert.Equal(QueueRole.AllHands, (await floor.Conversation("c1").GetAsync()).Why!.Role);
        Assert.DoesNotContain(floor.Host.Gateway.Of("early"), p => p.Offer is not null);
    }

    [Fact]
    public async Task Overflow_StepInForce_IsServedElsewhereAtItsArrival()
    {
        await using var floor = await Floor.OpenQueuesAsync(new QueuePolicy("chats", Rules: new(Steps: [new(30, Name: "on", OverflowTo: "second")])), new QueuePolicy("second"));
        await floor.HireOnlineAsync(Member("bo", "second"));
        var asked = floor.Host.Clock.GetUtcNow();
        await floor.AskAsync("c1");
        await floor.Host.PassAsync(30 * Second, 10 * Second);

        var offer = await floor.ServeAsync("bo", "c1");
        Assert.Equal((Floor.Named("second"), asked), (offer.Queue, offer.WaitingSince));
        Assert.Equal("on", Assert.Single(floor.Events("c1").OfType<Overflowed>()).Step);
        await floor.Host.QuietAsync();
        Assert.Equal(0, (await floor.QueueGrain.GetAsync(0)).Waiting);
    }

    [Fact]
    public async Task Overflow_TargetIsFull_ComesBackToItsPlaceAndIsServedThere()
    {
        await using var floor = await Floor.OpenQueuesAsync(
            new QueuePolicy("chats", Rules: new(Steps: [new(30, OverflowTo: Floor.French)])), new QueuePolicy(Floor.French, Rules: new(Limits: new(1))));
        await floor.AskAsync("her", InFrench);
        await floor.AskAsync("c1");
        await floor.Host.PassAsync(5 * Second, 5 * Second);
        await floor.AskAsync("c2");
        await floor.Host.PassAsync(40 * Second, 5 * Second);
        await floor.HireOnlineAsync("an");

        await floor.ServeAsync("an", "c1");
        await floor.CloseAsync("an", "c1");
        await floor.ServeAsync("an", "c2");
        await floor.Host.QuietAsync();
        Assert.Equal(1, (await floor.QueueOf(Floor.French).GetAsync(0)).Waiting);
        Assert.Equal(2, floor.Events("c1").OfType<Overflowed>().Count()); // there and back
    }

    [Fact]
    public async Task Overflow_WhileOffered_TheOfferEndsAndTheWorkIsServedOnce()
    {
        await using var floor = await Floor.OpenQueuesAsync(new QueuePolicy("chats", OfferSeconds: 60, Rules: new(Steps: [new(30, OverflowTo: "second")])), new QueuePolicy("second"));
        await floor.HireOnlineAsync("an");
        await floor.HireOnlineAsync(Member("bo", "second"));
        await floor.AskAsync("c1");
        var late = await floor.OfferAsync("an", "c1");
        await floor.Host.PassAsync(30 * Second, 10 * Second);

        await floor.ServeAsync("bo", "c1");
        Assert.Empty(floor.Host.Gateway.Offers("an"));
        Assert.Contains((await floor.AcceptAsync("an", late)).Outcome, new[] { CommandOutcome.StaleEpoch, CommandOutcome.OfferGone });
        Assert.Equal(0, (await floor.Agent("an").GetAsync())!.Load);
    }

    [Fact]
    public async Task Offer_CallBackTaken_KeepsThePlaceAndIsServedBeforeLaterCustomers()
    {
        await using var floor = await Floor.OpenQueuesAsync(new QueuePolicy("chats", Rules: new(Steps: [new(20, Offer: WaitOffer.CallBack)])));
        var asked = floor.Host.Clock.GetUtcNow();
        await floor.AskAsync("c1");
        await floor.Host.PassAsync(10 * Second, 10 * Second);
        await floor.AskAsync("c2");
        await floor.SayAsync("c1", "call me back"); // nothing was offered yet
        Assert.Equal(ConversationPhase.Waiting, await floor.PhaseAsync("c1"));
        await floor.Host.PassAsync(10 * Second, 5 * Second);
        Assert.Contains(floor.Host.Gateway.Of("s-c1"), p => p.Messages?.Any(m => m.Notice == NoticeKind.WaitOffer) == true);
        await floor.SayAsync("c1", "Call me back");
        await floor.Host.QuietAsync();
        var promise = Assert.Single((await floor.Conversation("c1").GetAsync()).Promises!);
        Assert.Equal((WorkKind.CallBack, true), (promise.Kind, promise.Made));

        await floor.HireOnlineAsync("an");
        var offer = await floor.OfferAsync("an");
        Assert.Equal((promise.Order, asked), (offer.Work, offer.WaitingSince));
    }

    [Fact]
    public async Task Offer_MessageTaken_BecomesAWorkOrderWithHisWordsThatAnAgentDoes()
    {
        await using var floor = await Floor.OpenQueuesAsync(new QueuePolicy("chats", Rules: new(Steps: [new(20, Offer: WaitOffer.Message)])));
        await floor.AskAsync("c1");
        await floor.SayAsync("c1", "the parcel came broken");
        await floor.Host.PassAsync(20 * Second, 10 * Second);
        await floor.SayAsync("c1", "leave a message");
        await floor.Host.QuietAsync();
        Assert.Equal(ConversationPhase.Bot, await floor.PhaseAsync("c1"));
        var promise = Assert.Single((await floor.Conversation("c1").GetAsync()).Promises!);
        var order = floor.Host.Grains.GetGrain<IWorkOrderGrain>(promise.Order.ToOrderKey());
        var made = (await order.GetAsync())!;
        Assert.Equal((WorkKind.WorkOrder, Floor.Work("c1")), (made.Request.Kind, made.Fields.Conversation));
        Assert.Contains("parcel", made.Fields.Details!, StringComparison.Ordinal);

        await floor.HireOnlineAsync("an");
        var offer = await floor.OfferAsync("an");
        Assert.Equal(CommandOutcome.Done, (await order.AcceptAsync(new(new("an"), "an", offer.Offer, offer.Epoch, floor.Session("an")))).Outcome);
        Assert.Equal(CommandOutcome.Done, (await order.CloseAsync(new("an", false, (await order.GetAsync())!.Epoch, "done"), "sent again")).Outcome);
        await floor.Host.QuietAsync();
        Assert.Equal(0, (await floor.Agent("an").GetAsync())!.Load);
    }

    private static AgentProfile Member(string agent, string queue) => new(new(agent), agent, [Floor.Named(queue)], 1);

    private static AgentProfile Helper(string agent, DateTimeOffset from, DateTimeOffset until) =>
        new(new(agent), agent, [], 1, Qualifications: [new(Floor.Queue, QueueRole.AllHands, from, until)]);

    private static IEnumerable<string> Agents(int agents) => Enumerable.Range(0, agents).Select(i => "b" + i);

    /// <summary>Offers of the borrowing queue on the screens of the home's agents.</summary>
    private static int OffersIn(Floor floor) => Agents(9).Sum(a => floor.Host.Gateway.Offers(a).Count(o => o.Queue == Floor.Queue));

    /// <summary>Nobody serves the first queue; after 10 s it may borrow from the French.</summary>
    private static async Task<Floor> LendingAsync(int keepFree, int agents)
    {
        var floor = await Floor.OpenQueuesAsync(
            new QueuePolicy("chats", OfferSeconds: 600, Rules: new(Steps: [new(10, Lenders: [Floor.French])])),
            new QueuePolicy(Floor.French, OfferSeconds: 600, Rules: new(Lends: new(["chats"], keepFree))));
        foreach (var agent in Agents(agents)) await floor.HireOnlineAsync(Member(agent, Floor.French));
        await floor.Host.QuietAsync();
        return floor;
    }
}
