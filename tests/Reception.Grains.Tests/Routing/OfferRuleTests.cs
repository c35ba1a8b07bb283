using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Routing;
using Reception.Contracts.Shops;
using Reception.Domain.Conversations.Events;
using Reception.Grains.Tests.Stores;
using Reception.Grains.Tests.Waiting;

namespace Reception.Grains.Tests.Routing;

/// <summary>How offers are made and what an agent's answers, and his silence, lead to.</summary>
public sealed class OfferRuleTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task AutoAccept_MoreCustomersThanPlaces_FillsThemWithoutAskingAndNoMore()
    {
        await using var floor = await Floor.OpenQueuesAsync(Chats(new OfferRules(AutoAccept: true)));
        await floor.HireOnlineAsync("an", capacity: 2);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(i => floor.AskAsync("c" + i)));
        await floor.Host.UntilAsync(async () => (await floor.Agent("an").GetAsync())!.Load == 2, "two chats");
        await floor.Host.QuietAsync();

        Assert.Equal((2, 1), ((await floor.Agent("an").GetAsync())!.Load, (await floor.QueueGrain.GetAsync(0)).Waiting));
        Assert.DoesNotContain(floor.Host.Gateway.Of("an"), p => p.Offer is not null);
        var served = (await floor.Agent("an").GetAsync())!.Holds[0].Work.Customer;
        await floor.CloseAsync("an", served);
        await floor.Host.UntilAsync(async () => (await floor.QueueGrain.GetAsync(0)).Waiting == 0, "the third");
        Assert.Equal(2, (await floor.Agent("an").GetAsync())!.Load);
    }

    [Fact]
    public async Task AutoAccept_AppendFailsAtFirst_IsServedOnceAndHeldOnce()
    {
        await using var floor = await Floor.OpenQueuesAsync(Chats(new OfferRules(AutoAccept: true)));
        var failures = 0;
        floor.Host.Stores.Journal.Fault = append =>
            MemoryJournal.Contains(append, "\"e\":\"assigned\"") && Interlocked.Increment(ref failures) <= 2 ? AppendFault.FailBefore : AppendFault.None;
        await floor.HireOnlineAsync("an");
        await floor.AskAsync("c1");
        await floor.Host.PassAsync(30 * Second, 2 * Second);
        await floor.Host.UntilAsync(async () => await floor.PhaseAsync("c1") == ConversationPhase.Agent, "the assignment");
        await floor.Host.QuietAsync();
        Assert.Equal([Floor.Work("c1")], (await floor.Agent("an").GetAsync())!.Holds.Select(h => h.Work));
        Assert.Single(floor.Events("c1").OfType<OwnerChanged>());
    }

    [Fact]
    public async Task Concurrent_AllAcceptAtOnce_OneOwnsAndTheOthersAreFreeForTheNext()
    {
        await using var floor = await Floor.OpenQueuesAsync(Chats(new OfferRules(Concurrent: 3)));
        string[] agents = ["a1", "a2", "a3", "a4"];
        foreach (var agent in agents) await floor.HireOnlineAsync(agent);
        await floor.AskAsync("c1");
        await floor.Host.QuietAsync();
        var offers = agents.SelectMany(a => floor.Host.Gateway.Offers(a).Select(o => (Agent: a, Offer: o))).ToArray();
        Assert.Equal(3, offers.Length);

        var answers = await Task.WhenAll(offers.Select(o => floor.AcceptAsync(o.Agent, o.Offer)));
        await floor.Host.QuietAsync();

        Assert.Single(answers, a => a.Outcome == CommandOutcome.Done);
        Assert.All(answers.Where(a => a.Outcome != CommandOutcome.Done), a => Assert.Contains(a.Outcome, new[] { CommandOutcome.StaleEpoch, CommandOutcome.OfferGone }));
        var loads = await Task.WhenAll(agents.Select(async a => (await floor.Agent(a).GetAsync())!));
        Assert.Equal((1, 0), (loads.Sum(l => l.Load), loads.Sum(l => l.Offers.Length)));
        Assert.All(agents, a => Assert.Empty(floor.Host.Gateway.Offers(a)));
        Assert.Equal(3, (await floor.QueueGrain.GetAsync(0)).FreeWeight);
    }

    [Fact]
    public async Task Concurrent_OneAccepts_TheOthersOffersAreTakenBackWithoutCountingAsMissed()
    {
        await using var floor = await Floor.OpenQueuesAsync(Chats(new OfferRules(Concurrent: 2, MissesToNotResponding: 1)));
        await floor.HireOnlineAsync("an");
        await floor.HireOnlineAsync("bo");
        await floor.AskAsync("c1");
        await floor.OfferAsync("bo", "c1");
        await floor.ServeAsync("an", "c1");
        await floor.Host.UntilAsync(() => floor.Host.Gateway.Offers("bo").Count == 0, "the withdrawal");
        await floor.Host.QuietAsync();
        Assert.Equal(PresenceState.Online, (await floor.Agent("bo").GetAsync())!.State);
        await floor.AskAsync("c2");
        await floor.OfferAsync("bo", "c2");
    }

    [Fact]
    public async Task Decline_OtherWhoFitsIsBusy_ComesBackAfterTheCoolDownOfTheQueueAndNotBefore()
    {
        await using var floor = await Floor.OpenQueuesAsync(Chats(new OfferRules(CoolDownSeconds: 12), offerSeconds: 600));
        await floor.HireOnlineAsync("bo");
        await floor.AskAsync("busy");
        await floor.ServeAsync("bo", "busy");
        await floor.HireOnlineAsync("an");
        await floor.AskAsync("c1");
        var declined = await floor.OfferAsync("an", "c1");
        Assert.Equal(CommandOutcome.Done, await floor.Agent("an").DeclineAsync(declined.Offer));
        await floor.Host.PassAsync(11 * Second, Second);
        Assert.Empty(floor.Host.Gateway.Offers("an"));
        Assert.Equal(WaitingReason.AllDeclined, (await floor.QueueGrain.GetAsync(1)).First[0].Explanation!.Reason);
        await floor.Host.PassAsync(Second);
        Assert.NotEqual(declined.Offer, (await floor.OfferAsync("an", "c1")).Offer);
    }

    [Fact]
    public async Task Decline_CoolingDownFromOne_IsAskedForAnotherAtOnce()
    {
        await using var floor = await Floor.OpenQueuesAsync(Chats(new OfferRules(CoolDownSeconds: 60)));
        await floor.HireOnlineAsync("an");
        await floor.AskAsync("c1");
        await floor.Agent("an").DeclineAsync((await floor.OfferAsync("an", "c1")).Offer);
        await floor.AskAsync("c2");
        await floor.OfferAsync("an", "c2");
    }

    [Fact]
    public async Task NotResponding_TwoOffersPass_IsNotAskedUntilHeActs()
    {
        await using var floor = await Floor.OpenQueuesAsync(Chats(new OfferRules(MissesToNotResponding: 2), offerSeconds: 10));
        await floor.HireOnlineAsync("an");
        await floor.AskAsync("c1");
        await floor.Host.PassAsync(26 * Second, Second); // 10 s, a pause of 5 s, 10 s
        Assert.Equal(PresenceState.NotResponding, (await floor.Agent("an").GetAsync())!.State);
        await floor.Host.PassAsync(40 * Second, 5 * Second);
        Assert.Empty(floor.Host.Gateway.Offers("an"));
        Assert.Equal(WaitingReason.NobodyOnline, (await floor.QueueGrain.GetAsync(1)).First[0].Explanation!.Reason);

        await floor.Agent("an").RespondAsync();
        await floor.ServeAsync("an", "c1");
    }

    [Fact]
    public async Task WrapUp_ChatClosed_NextIsOfferedWhenItsTimeIsOver()
    {
        await using var floor = await WrappingAsync();
        await floor.Host.PassAsync(19 * Second, Second);
        Assert.Empty(floor.Host.Gateway.Offers("an"));
        Assert.Equal(PresenceState.WrapUp, (await floor.Agent("an").GetAsync())!.State);
        await floor.Host.PassAsync(Second);
        await floor.OfferAsync("an", "c2");
    }

    [Fact]
    public async Task WrapUp_AgentIsReady_NextIsOfferedAtOnce()
    {
        await using var floor = await WrappingAsync();
        await floor.Agent("an").EndWrapUpAsync(null);
        await floor.OfferAsync("an", "c2");
    }

    [Fact]
    public async Task WrapUp_ProcessDiesInIt_GoesOnAfterTheRestart()
    {
        await using var floor = await WrappingAsync();
        await floor.Host.RestartAsync(crash: false);
        await floor.OnlineAsync("an");
        await floor.Host.PassAsync(10 * Second, 5 * Second);
        Assert.Empty(floor.Host.Gateway.Offers("an"));
        await floor.Host.PassAsync(12 * Second, 2 * Second);
        await floor.OfferAsync("an", "c2");
    }

    [Fact]
    public async Task Preferred_ManagerIsBusy_IsWaitedForUntilHisTimeIsOverAndThenTheOthersAreAsked()
    {
        await using var floor = await PreferringAsync();
        await floor.HireOnlineAsync("an");
        await floor.AskAsync("busy");
        await floor.ServeAsync("an", "busy");
        await floor.HireOnlineAsync("bo");
        await floor.AskAsync("c1", new VisitContext(Manager: "an"));
        await floor.Host.PassAsync(14 * Second, Second);
        Assert.Empty(floor.Host.Gateway.Offers("bo"));
        Assert.Equal(WaitingReason.Held, (await floor.QueueGrain.GetAsync(1)).First[0].Explanation!.Reason);
        await floor.Host.PassAsync(Second);
        await floor.ServeAsync("bo", "c1");
    }

    [Fact]
    public async Task Preferred_ManagerGetsFreeInHisTime_IsAskedThoughOthersWereIdleLonger()
    {
        await using var floor = await PreferringAsync();
        await floor.HireOnlineAsync("an");
        await floor.AskAsync("busy");
        await floor.ServeAsync("an", "busy");
        await floor.HireOnlineAsync("bo");
        await floor.AskAsync("c1", new VisitContext(Manager: "an"));
        await floor.Host.PassAsync(10 * Second, 5 * Second);
        await floor.CloseAsync("an", "busy");
        await floor.ServeAsync("an", "c1");
        Assert.Equal(PreferredReason.ContactManager, (await floor.Conversation("c1").GetAsync()).Request!.Preferred);
    }

    [Fact]
    public async Task Preferred_ManagerIsAway_NobodyWaitsForHim()
    {
        await using var floor = await PreferringAsync();
        await floor.HireOnlineAsync("bo");
        await floor.HireAsync("an");
        await floor.AskAsync("c1", new VisitContext(Manager: "an"));
        await floor.OfferAsync("bo", "c1");
    }

    [Fact]
    public async Task SecondRouting_WordsThatWouldMoveHimTwice_MoveHimOnceWithHisPlace()
    {
        await using var floor = await Floor.OpenAsync(Floor.Policy(new QueuePolicy("chats"), new("refunds"), new("parcels")) with
        {
            Routing = [new("refunds", "refunds", Words: ["refund"], Second: true), new("parcels", "parcels", Words: ["parcel"], Second: true)],
        });
        var asked = floor.Host.Clock.GetUtcNow();
        await floor.AskAsync("c1");
        await floor.Host.PassAsync(5 * Second, 5 * Second);
        await floor.SayAsync("c1", "it is about a refund");
        await floor.SayAsync("c1", "and about the parcel");
        await floor.Host.QuietAsync();

        Assert.Single(floor.Events("c1").OfType<Reclassified>());
        Assert.Equal((0, 1, 0), ((await floor.QueueGrain.GetAsync(0)).Waiting, (await floor.QueueOf("refunds").GetAsync(0)).Waiting, (await floor.QueueOf("parcels").GetAsync(0)).Waiting));
        var view = await floor.Conversation("c1").GetAsync();
        Assert.Equal(("refunds", asked, 2), (view.Queue, view.WaitingSince, view.Request!.Routed));
        await floor.HireOnlineAsync(new(new("bo"), "bo", [Floor.Named("refunds")], 1));
        Assert.Equal(asked, (await floor.ServeAsync("bo", "c1")).WaitingSince);
    }

    private static QueuePolicy Chats(OfferRules offers, int offerSeconds = 20) => new("chats", offerSeconds, Rules: new(Offers: offers));

    private static Task<Floor> PreferringAsync() => Floor.OpenAsync(Floor.Policy(new QueuePolicy("chats", OfferSeconds: 600)) with { PreferredAgentSeconds = 15 });

    /// <summary>An agent who has just ended a chat, and a customer who waits for him.</summary>
    private static async Task<Floor> WrappingAsync()
    {
        var floor = await Floor.OpenQueuesAsync(new QueuePolicy("chats", OfferSeconds: 600, Rules: new(WrapUpSeconds: 20)));
        await floor.HireOnlineAsync("an");
        await floor.AskAsync("c1");
        await floor.ServeAsync("an", "c1");
        await floor.AskAsync("c2");
        await floor.CloseAsync("an", "c1");
        await floor.Host.QuietAsync();
        return floor;
    }
}
