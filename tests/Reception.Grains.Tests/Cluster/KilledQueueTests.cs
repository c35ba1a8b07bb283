using Reception.Contracts.Conversations;
using Reception.Contracts.Shops;
using Reception.Domain.Conversations.Events;
using Reception.Grains.Tests.Hosting;
using Reception.Grains.Tests.Waiting;

namespace Reception.Grains.Tests.Cluster;

/// <summary>
/// Of two queues that work together (one lends to the other, one overflows into the other) one lives on a silo that dies in the middle.
/// Every customer is served, by one agent, and agents hold nothing in the end.
/// </summary>
public sealed class KilledQueueTests
{
    private const int Tries = 64;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly string[] Customers = ["c1", "c2", "c3", "c4"];

    [Theory]
    [InlineData(1)] // the silo of the queue that borrows
    [InlineData(2)] // of the queue that lends
    public async Task Lending_ASiloDiesWithLentOffersShown_EveryCustomerIsServedOnce(int victim)
    {
        await using var floor = await OpenAsync((busy, home) =>
        [
            new QueuePolicy(busy, OfferSeconds: 600, Rules: new(Steps: [new(5, Lenders: [home])])),
            new QueuePolicy(home, OfferSeconds: 600, Rules: new(Lends: new([busy], KeepFree: 1))),
        ]);
        var home = (await PolicyAsync(floor)).Queues[1].Name;
        foreach (var agent in new[] { "b1", "b2" }) await floor.HireOnlineAsync(new(new(agent), agent, [Floor.Named(home)], 1));
        foreach (var customer in Customers) await floor.AskAsync(customer);
        await floor.Host.PassAsync(5 * Second, Second);
        await floor.Host.UntilAsync(() => floor.Host.Gateway.Offers("b1").Count + floor.Host.Gateway.Offers("b2").Count > 0, "a lent offer");
        await floor.Host.KillAsync(floor.Host.Silos[victim]);
        await floor.Host.PassAsync(10 * Second, Second);
        await ServeAllAsync(floor, "b1", "b2");
    }

    [Theory]
    [InlineData(1)] // the silo of the queue that overflows
    [InlineData(2)] // of the queue that it overflows into
    public async Task Overflow_ASiloDiesAsItHappens_EveryCustomerIsServedOnce(int victim)
    {
        await using var floor = await OpenAsync((busy, second) =>
        [
            new QueuePolicy(busy, OfferSeconds: 600, Rules: new(Steps: [new(5, OverflowTo: second)])),
            new QueuePolicy(second, OfferSeconds: 600),
        ]);
        var second = (await PolicyAsync(floor)).Queues[1].Name;
        await floor.HireOnlineAsync(new(new("b1"), "b1", [Floor.Named(second)], 1));
        foreach (var customer in Customers) await floor.AskAsync(customer);
        await floor.Host.QuietAsync();
        floor.Host.Clock.Advance(5 * Second); // and nobody waits for what it begins
        await floor.Host.KillAsync(floor.Host.Silos[victim]);
        await floor.Host.PassAsync(40 * Second, 2 * Second);
        await ServeAllAsync(floor, "b1");
        foreach (var customer in Customers) Assert.Single(floor.Events(customer).OfType<Overflowed>());
    }

    [Fact]
    public async Task Widening_TheQueuesSiloDiesBeforeTheStep_EveryCustomerIsServedOnceItIsInForce()
    {
        await using var floor = await OpenAsync((busy, other) =>
            [new QueuePolicy(busy, OfferSeconds: 600, Rules: new(Skills: [new("refund", 5)], Steps: [new(15, Relax: [new("refund", 1)])])), new QueuePolicy(other)]);
        var busy = (await PolicyAsync(floor)).Queues[0].Name;
        await floor.HireOnlineAsync(new(new("b1"), "b1", [Floor.Named(busy)], 1, Skills: [new("refund", 1)]));
        foreach (var customer in Customers) await floor.AskAsync(customer);
        await floor.Host.PassAsync(10 * Second, 5 * Second);
        await floor.Host.KillAsync(floor.Host.Silos[1]);
        await floor.Host.PassAsync(4 * Second, Second);
        Assert.Empty(floor.Host.Gateway.Offers("b1"));
        await floor.Host.PassAsync(10 * Second, Second);
        await ServeAllAsync(floor, "b1");
    }

    private static async Task<ShopPolicy> PolicyAsync(Floor floor) => (await floor.Host.Grains.GetGrain<IShopGrain>(Floor.Shop.Value).GetAsync())!.Policy;

    /// <summary>Three silos, the first queue on the second of them and the other on the third.</summary>
    private static async Task<Floor> OpenAsync(Func<string, string, QueuePolicy[]> queues)
    {
        var floor = await Floor.OpenAsync(Floor.Policy(new QueuePolicy("first")), silos: 3);
        var names = new string?[3];
        for (var i = 0; i < Tries && names.Skip(1).Any(n => n is null); i++)
        {
            var queue = floor.QueueOf("queue" + i);
            await queue.GetAsync(0);
            names[floor.Host.Silos.ToList().IndexOf(floor.Host.SiloOf(queue))] ??= "queue" + i;
        }
        await floor.PutAsync(Floor.Policy(queues(names[1]!, names[2]!)));
        await floor.Host.PassAsync(2 * Second, Second); // in force everywhere
        return floor;
    }

    /// <summary>Calls that hit what is just moving are made again, as clients do; agents' gateways renew their leases.</summary>
    private static async Task ServeAllAsync(Floor floor, params string[] agents)
    {
        var served = new HashSet<string>();
        await floor.Host.UntilAsync(async () =>
        {
            foreach (var agent in agents)
            {
                await TryAsync(() => floor.Agent(agent).ConnectAsync(floor.Session(agent), Floor.Lease));
                foreach (var offer in floor.Host.Gateway.Offers(agent))
                {
                    var accepted = await TryAsync(() => floor.AcceptAsync(agent, offer));
                    if (accepted?.Outcome is not (CommandOutcome.Done or CommandOutcome.Repeated)) continue;
                    Assert.True(served.Add(offer.Work.Customer), $"{offer.Work.Customer} was served twice");
                    await floor.Host.UntilAsync(async () => await TryAsync(() => EndAsync(floor, agent, offer.Work.Customer)) == ConversationPhase.Closed, "the end of a chat");
                }
            }
            if (served.Count < Customers.Length) floor.Host.Clock.Advance(Second);
            return served.Count == Customers.Length;
        }, "everybody served");
        await floor.Host.QuietAsync();
        foreach (var customer in Customers) Assert.Single(floor.Events(customer).OfType<OwnerChanged>());
        foreach (var agent in agents)
        {
            var view = (await floor.Agent(agent).GetAsync())!;
            Assert.Equal((0, 0), (view.Load, view.Offers.Length));
        }
    }

    private static async Task<ConversationPhase> EndAsync(Floor floor, string agent, string customer)
    {
        var view = await floor.Conversation(customer).GetAsync();
        if (view.Phase == ConversationPhase.Agent) await floor.Conversation(customer).AgentCloseAsync(new(new(agent), view.Epoch, "end-" + customer));
        return (await floor.Conversation(customer).GetAsync()).Phase;
    }

    private static async Task<T?> TryAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception e) when (e is OrleansException or TimeoutException)
        {
            return default;
        }
    }
}
