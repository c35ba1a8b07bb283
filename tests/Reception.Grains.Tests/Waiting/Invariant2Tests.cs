using System.Collections.Concurrent;
using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Grains.Tests.Stores;

namespace Reception.Grains.Tests.Waiting;

/// <summary>Invariant 2: an agent never holds more than the capacity, by weight, whatever the burst.</summary>
public sealed class Invariant2Tests
{
    private static readonly string[] Agents = ["a1", "a2", "a3", "a4", "a5"];

    [Fact]
    public async Task Invariant2_BurstOf200OnFiveAgentsWithThreeSlots_FillsFifteenNobodyAboveThreeNobodyTwice()
    {
        await using var floor = await Floor.OpenAsync(offerSeconds: 600);
        foreach (var agent in Agents) await floor.HireOnlineAsync(agent, capacity: 3);
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => floor.AskAsync("c" + i)));
        await floor.Host.UntilAsync(() => Agents.Sum(a => floor.Host.Gateway.Offers(a).Count) == 15, "fifteen offers");
        await floor.Host.QuietAsync();
        var offers = Agents.SelectMany(a => floor.Host.Gateway.Offers(a).Select(o => (Agent: a, Offer: o))).ToArray();
        Assert.All(offers.GroupBy(o => o.Agent), byAgent => Assert.Equal(3, byAgent.Count()));
        Assert.Equal(15, offers.Select(o => o.Offer.Work).Distinct().Count());

        var accepted = await Task.WhenAll(offers.Select(o => floor.AcceptAsync(o.Agent, o.Offer)));
        Assert.All(accepted, a => Assert.Equal(CommandOutcome.Done, a.Outcome));
        await floor.Host.QuietAsync();
        foreach (var agent in Agents) Assert.Equal(3, (await floor.Agent(agent).GetAsync())!.Load);
        Assert.Equal(185, (await floor.QueueGrain.GetAsync(0)).Waiting);
    }

    [Fact]
    public async Task Invariant2_BurstServedToTheEnd_EveryCustomerOnceAndNeverMoreThanThree()
    {
        const int customers = 60;
        await using var floor = await Floor.OpenAsync(offerSeconds: 600);
        foreach (var agent in Agents) await floor.HireOnlineAsync(agent, capacity: 3);
        var served = new ConcurrentBag<string>();
        var most = 0;
        await Task.WhenAll(Enumerable.Range(0, customers).Select(i => floor.AskAsync("c" + i)));
        await Task.WhenAll(Agents.Select(ServeAllAsync));

        Assert.Equal(customers, served.Count);
        Assert.Equal(customers, served.Distinct().Count());
        Assert.InRange(most, 1, 3);
        await floor.Host.UntilAsync(async () => (await floor.QueueGrain.GetAsync(0)).Waiting == 0, "an empty queue");

        async Task ServeAllAsync(string agent)
        {
            var seen = new HashSet<Guid>();
            await floor.Host.UntilAsync(async () =>
            {
                foreach (var offer in floor.Host.Gateway.Offers(agent).Where(o => seen.Add(o.Offer)))
                {
                    if ((await floor.AcceptAsync(agent, offer)).Outcome != CommandOutcome.Done) continue;
                    most = Math.Max(most, (await floor.Agent(agent).GetAsync())!.Load);
                    served.Add(offer.Work.Customer);
                    await floor.CloseAsync(agent, offer.Work.Customer);
                }
                return served.Count >= customers;
            }, "everybody served");
        }
    }

    [Fact]
    public async Task Invariant2_ReservationsRace_OneSlotIsGivenOnce()
    {
        await using var floor = await Floor.OpenAsync();
        await floor.HireOnlineAsync("an", capacity: 1);
        await floor.Host.QuietAsync(); // a queue that starts later would withdraw offers of work it does not know
        var now = floor.Host.Clock.GetUtcNow();
        var results = await Task.WhenAll(Enumerable.Range(1, 20).Select(i => floor.Agent("an").ReserveAsync(new ReserveWork(
            new OfferView(new Guid(i, 0, 0, new byte[8]), Floor.Work("c" + i), Floor.Queue, 1, 1, now.AddSeconds(20), now, null, HandOverReason.Asked, null)))));
        Assert.Single(results, r => r.Outcome == ReserveOutcome.Reserved);
    }

    [Fact]
    public async Task Invariant2_KillBetweenConfirmAndAppend_HoldIsAskedAboutAndGivenBack()
    {
        await using var floor = await Floor.OpenAsync();
        await floor.HireOnlineAsync("an");
        await floor.AskAsync("c1");
        var offer = await floor.OfferAsync("an");
        floor.Host.Stores.Journal.Fault = append => MemoryJournal.Contains(append, offer.Offer.ToString()) ? AppendFault.FailBefore : AppendFault.None;
        Assert.Equal(CommandOutcome.Unavailable, (await floor.AcceptAsync("an", offer)).Outcome);
        Assert.Equal(1, (await floor.Agent("an").GetAsync())!.Load);
        floor.Host.Stores.Journal.Fault = _ => AppendFault.None;

        await floor.Host.PassAsync(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(5));
        await floor.Host.UntilAsync(async () => (await floor.Agent("an").GetAsync())!.Load == 0, "the hold's release");
        await floor.Host.PassAsync(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(5));
        await floor.ServeAsync("an", "c1");
        Assert.Equal(ConversationPhase.Agent, (await floor.Conversation("c1").GetAsync()).Phase);
    }

    [Fact]
    public async Task Invariant2_AppendDoneButItsAnswerLost_HoldIsSettled()
    {
        await using var floor = await Floor.OpenAsync();
        await floor.HireOnlineAsync("an");
        await floor.AskAsync("c1");
        var offer = await floor.OfferAsync("an");
        floor.Host.Stores.Journal.Fault = append => MemoryJournal.Contains(append, offer.Offer.ToString()) ? AppendFault.FailAfter : AppendFault.None;
        Assert.Equal(CommandOutcome.Unavailable, (await floor.AcceptAsync("an", offer)).Outcome);
        floor.Host.Stores.Journal.Fault = _ => AppendFault.None;

        await floor.Host.PassAsync(TimeSpan.FromSeconds(12), TimeSpan.FromSeconds(4));
        var view = await floor.Conversation("c1").GetAsync();
        Assert.Equal((ConversationPhase.Agent, "an"), (view.Phase, view.Agent?.Value));
        Assert.Equal(ServingState.Live, await floor.Agent("an").GetServingAsync(Floor.Work("c1"), view.Epoch));
        Assert.Equal(CommandOutcome.Repeated, (await floor.AcceptAsync("an", offer)).Outcome);
    }

    [Fact]
    public async Task Invariant2_ProcessKilledBetweenConfirmAndAppend_CustomerIsServedAfterTheRestart()
    {
        await using var floor = await Floor.OpenAsync();
        await floor.HireOnlineAsync("an");
        await floor.AskAsync("c1");
        var offer = await floor.OfferAsync("an");
        floor.Host.Stores.Journal.Fault = append =>
        {
            floor.Host.Silos[0].Stores.IsCutOff |= MemoryJournal.Contains(append, offer.Offer.ToString());
            return floor.Host.Silos[0].Stores.IsCutOff ? AppendFault.FailBefore : AppendFault.None;
        };
        await floor.AcceptAsync("an", offer);
        floor.Host.Stores.Journal.Fault = _ => AppendFault.None;
        await floor.Host.RestartAsync();

        await floor.OnlineAsync("an");
        await floor.Host.PassAsync(TimeSpan.FromSeconds(40), TimeSpan.FromSeconds(5));
        await floor.ServeAsync("an", "c1");
        Assert.Equal(1, (await floor.Agent("an").GetAsync())!.Load);
    }

    [Fact]
    public async Task Invariant2_LedgerCannotBeStored_NothingIsHeldAndTheWorkIsOfferedAgain()
    {
        await using var floor = await Floor.OpenAsync();
        await floor.HireOnlineAsync("an");
        await floor.AskAsync("c1");
        var offer = await floor.OfferAsync("an");
        floor.Host.Stores.Grains.Fault = (name, _) => (name == "agent", false);
        Assert.Equal(CommandOutcome.Unavailable, (await floor.AcceptAsync("an", offer)).Outcome);
        floor.Host.Stores.Grains.Fault = (_, _) => (false, false);
        Assert.Equal(0, (await floor.Agent("an").GetAsync())!.Load);
        await floor.Host.QuietAsync();
        await floor.ServeAsync("an", "c1");
    }

    [Fact]
    public async Task Invariant2_LedgerStoredButItsAnswerLost_IsConfirmed()
    {
        await using var floor = await Floor.OpenAsync();
        await floor.HireOnlineAsync("an");
        await floor.AskAsync("c1");
        var offer = await floor.OfferAsync("an");
        floor.Host.Stores.Grains.Fault = (name, _) => (name == "agent", true);
        var accepted = await floor.AcceptAsync("an", offer);
        floor.Host.Stores.Grains.Fault = (_, _) => (false, false);
        Assert.Equal(CommandOutcome.Done, accepted.Outcome);
        Assert.Equal(1, (await floor.Agent("an").GetAsync())!.Load);
    }
}
