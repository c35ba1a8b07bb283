using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Shops;
using Reception.Domain.Conversations.Events;
using Reception.Grains.Tests.Stores;
using Reception.Grains.Tests.Waiting;

namespace Reception.Grains.Tests.Routing;

/// <summary>
/// The process is killed in the middle of widening, lending and overflow. Whatever had been stored by then: every customer is served
/// once, no agent holds what is not his.
/// </summary>
public sealed class FaultTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly string[] Customers = ["c1", "c2", "c3"];

    [Fact]
    public async Task Widening_KilledAfterTheStep_TheWidenedAgentServesAfterTheRestart()
    {
        await using var floor = await WideningAsync();
        await floor.Host.PassAsync(30 * Second, 10 * Second);
        await floor.OfferAsync("an");
        await floor.Host.RestartAsync();
        await floor.OnlineAsync("an");
        await ServeAllAsync(floor, "an");
    }

    [Fact]
    public async Task Widening_StepBeganWhileDead_IsInForceAfterTheRestart()
    {
        await using var floor = await WideningAsync();
        await floor.Host.PassAsync(20 * Second, 20 * Second);
        await floor.Host.RestartAsync();
        floor.Host.Clock.Advance(15 * Second);
        await floor.OnlineAsync("an");
        await ServeAllAsync(floor, "an");
    }

    [Fact]
    public async Task Lending_KilledWithLentOffersShown_TheHomeLendsAgainAndEachIsServedOnce()
    {
        await using var floor = await LendingAsync();
        await floor.Host.PassAsync(10 * Second, 5 * Second);
        await floor.OfferAsync("b1");
        await floor.Host.RestartAsync();
        foreach (var agent in new[] { "b1", "b2" }) await floor.OnlineAsync(agent);
        await ServeAllAsync(floor, Second, "b1", "b2");
    }

    [Fact]
    public async Task Lending_KilledBeforeTheStep_TheHomeLendsAfterTheRestartWithoutBeingAsked()
    {
        await using var floor = await LendingAsync();
        await floor.Host.PassAsync(5 * Second, 5 * Second);
        await floor.Host.RestartAsync();
        foreach (var agent in new[] { "b1", "b2" }) await floor.OnlineAsync(agent);
        await floor.Host.PassAsync(10 * Second, Second);
        await ServeAllAsync(floor, Second, "b1", "b2");
    }

    [Theory]
    [InlineData(AppendFault.FailBefore)]
    [InlineData(AppendFault.FailAfter)]
    public async Task Overflow_KilledAtItsAppend_WaitsInOneQueueAndIsServedOnce(AppendFault fault)
    {
        await using var floor = await Floor.OpenQueuesAsync(new QueuePolicy("chats", OfferSeconds: 600, Rules: new(Steps: [new(10, OverflowTo: "second")])), new QueuePolicy("second", OfferSeconds: 600));
        await floor.HireOnlineAsync(new(new("bo"), "bo", [Floor.Named("second")], 1));
        foreach (var customer in Customers) await floor.AskAsync(customer);
        KillAt(floor, "\"e\":\"overflowed\"", fault);
        await floor.Host.PassAsync(10 * Second, 5 * Second);
        await floor.Host.UntilAsync(() => floor.Host.Silos[0].Stores.IsCutOff, "the overflow's append");
        await ReviveAsync(floor);
        await floor.OnlineAsync("bo");
        await floor.Host.PassAsync(20 * Second, 2 * Second);

        await ServeAllAsync(floor, "bo");
        foreach (var customer in Customers) Assert.Single(floor.Events(customer).OfType<Overflowed>());
        await floor.Host.QuietAsync();
        Assert.Equal((0, 0), ((await floor.QueueGrain.GetAsync(0)).Waiting, (await floor.QueueOf("second").GetAsync(0)).Waiting));
    }

    [Theory]
    [InlineData(AppendFault.FailBefore)]
    [InlineData(AppendFault.FailAfter)]
    public async Task Limit_KilledAtItsAppend_EveryCustomerIsPromisedOnceOrWaits(AppendFault fault)
    {
        await using var floor = await Floor.OpenQueuesAsync(new QueuePolicy("chats", OfferSeconds: 600, Rules: new(Limits: new(1))));
        await floor.AskAsync("c1");
        KillAt(floor, "\"e\":\"promised\"", fault);
        await floor.AskAsync("c2");
        Assert.True(floor.Host.Silos[0].Stores.IsCutOff);
        await ReviveAsync(floor);
        await floor.Host.PassAsync(40 * Second, 2 * Second);

        Assert.Equal((ConversationPhase.Waiting, ConversationPhase.Bot), (await floor.PhaseAsync("c1"), await floor.PhaseAsync("c2")));
        Assert.Single(floor.Events("c2").OfType<WorkPromised>());
        Assert.True(Assert.Single((await floor.Conversation("c2").GetAsync()).Promises!).Made);
        Assert.Single((await floor.QueueGrain.GetAsync(9)).First, l => l.Work == Floor.Work("c1"));
    }

    [Theory]
    [InlineData(AppendFault.FailBefore)]
    [InlineData(AppendFault.FailAfter)]
    public async Task SecondRouting_KilledAtItsAppend_IsMovedAtMostOnceAndServedOnce(AppendFault fault)
    {
        await using var floor = await Floor.OpenAsync(Floor.Policy(new QueuePolicy("chats"), new("refunds")) with
        {
            Routing = [new("refunds", "refunds", Words: ["refund"], Second: true)],
        });
        await floor.AskAsync("c1");
        KillAt(floor, "\"e\":\"reclassified\"", fault);
        var text = new PostMessages("s-c1", [new IncomingMessage("m1", "a refund")]);
        Assert.Equal(CommandOutcome.Unavailable, (await floor.Conversation("c1").PostAsync(text)).Outcome);
        await ReviveAsync(floor);
        Assert.Equal(fault == AppendFault.FailAfter ? CommandOutcome.Repeated : CommandOutcome.Done, (await floor.Conversation("c1").PostAsync(text)).Outcome);
        await floor.Host.PassAsync(20 * Second, 2 * Second);

        Assert.Single(floor.Events("c1").OfType<Reclassified>());
        Assert.Equal((0, 1), ((await floor.QueueGrain.GetAsync(0)).Waiting, (await floor.QueueOf("refunds").GetAsync(0)).Waiting));
    }

    /// <summary>With the append that has this in it the process dies: nothing is stored from then on.</summary>
    private static void KillAt(Floor floor, string text, AppendFault fault) => floor.Host.Stores.Journal.Fault = append =>
    {
        if (floor.Host.Silos[0].Stores.IsCutOff) return AppendFault.FailBefore;
        if (!MemoryJournal.Contains(append, text)) return AppendFault.None;
        floor.Host.Silos[0].Stores.IsCutOff = true;
        return fault;
    };

    private static async Task ReviveAsync(Floor floor)
    {
        await floor.Host.RestartAsync();
        floor.Host.Stores.Journal.Fault = _ => AppendFault.None;
    }

    /// <summary>These agents accept and close until nobody waits: each customer was served, and by one agent.</summary>
    private static Task ServeAllAsync(Floor floor, params string[] agents) => ServeAllAsync(floor, step: null, agents);

    /// <summary>
    /// Accepts and closes until everybody was served; the clock goes on by steps where nothing is offered. Lending needs that: an agent's new life
    /// knows his shop's policy, and so that he is lent, within two seconds, and a word that crossed a reservation is said again after one.
    /// </summary>
    private static async Task ServeAllAsync(Floor floor, TimeSpan? step, params string[] agents)
    {
        var seen = new HashSet<Guid>();
        var served = new List<string>();
        await floor.Host.UntilAsync(async () =>
        {
            var known = seen.Count;
            foreach (var agent in agents)
            {
                foreach (var offer in floor.Host.Gateway.Offers(agent).Where(o => seen.Add(o.Offer)))
                {
                    if ((await floor.AcceptAsync(agent, offer)).Outcome != CommandOutcome.Done) continue;
                    served.Add(offer.Work.Customer);
                    await floor.CloseAsync(agent, offer.Work.Customer);
                }
            }
            if (served.Count >= Customers.Length) return true;
            if (step is { } time && seen.Count == known) await floor.Host.PassAsync(time);
            return false;
        }, "everybody served");
        await floor.Host.QuietAsync();
        Assert.Equal(Customers, served.Order());
        foreach (var customer in Customers) Assert.Single(floor.Events(customer).OfType<OwnerChanged>());
        foreach (var agent in agents)
        {
            var view = (await floor.Agent(agent).GetAsync())!;
            Assert.Equal((0, 0), (view.Load, view.Offers.Length));
        }
    }

    private static async Task<Floor> WideningAsync()
    {
        var floor = await Floor.OpenQueuesAsync(new QueuePolicy("chats", OfferSeconds: 600, Rules: new(Skills: [new("refund", 5)], Steps: [new(30, Relax: [new("refund", 1)])])));
        await floor.HireOnlineAsync(new(new("an"), "an", [Floor.Queue], 1, Skills: [new("refund", 1)]));
        foreach (var customer in Customers) await floor.AskAsync(customer);
        return floor;
    }

    private static async Task<Floor> LendingAsync()
    {
        var floor = await Floor.OpenQueuesAsync(
            new QueuePolicy("chats", OfferSeconds: 600, Rules: new(Steps: [new(10, Lenders: ["home"])])), new QueuePolicy("home", Rules: new(Lends: new(["chats"], KeepFree: 1))));
        foreach (var agent in new[] { "b1", "b2" }) await floor.HireOnlineAsync(new(new(agent), agent, [Floor.Named("home")], 1));
        foreach (var customer in Customers) await floor.AskAsync(customer);
        return floor;
    }
}
