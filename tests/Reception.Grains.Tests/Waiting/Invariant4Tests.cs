using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Domain.Time;
using Reception.Tests;

namespace Reception.Grains.Tests.Waiting;

/// <summary>Invariant 4: at every quiet point no agent waits whom policy lets serve waiting work.</summary>
public sealed class Invariant4Tests
{
    private static readonly string[] Agents = ["a1", "a2", "a3"];

    [Fact]
    public async Task Invariant4_SlotFrees_NextCustomerIsOfferedAtOnce()
    {
        await using var floor = await Floor.OpenAsync();
        await floor.HireOnlineAsync("an");
        await floor.AskAsync("c1");
        await floor.AskAsync("c2");
        await floor.ServeAsync("an", "c1");
        await floor.CloseAsync("an", "c1");
        await floor.OfferAsync("an", "c2");
    }

    [Fact]
    public async Task Invariant4_AgentComesOnline_WaitingCustomerIsOfferedAtOnce()
    {
        await using var floor = await Floor.OpenAsync();
        await floor.AskAsync("c1");
        await floor.HireOnlineAsync("an");
        await floor.OfferAsync("an", "c1");
    }

    [Fact]
    public async Task Invariant4_CapacityRaised_WaitingCustomerIsOfferedAtOnce()
    {
        await using var floor = await Floor.OpenAsync();
        await floor.HireOnlineAsync("an");
        await floor.AskAsync("c1");
        await floor.AskAsync("c2");
        await floor.ServeAsync("an", "c1");
        await floor.HireAsync("an", capacity: 2);
        await floor.OfferAsync("an", "c2");
    }

    /// <summary>A random day on the floor: at each quiet point free agents and open work do not stand side by side.</summary>
    [Fact]
    public async Task Invariant4_RandomDay_NobodyIdleWhileOthersWait()
    {
        await using var floor = await Floor.OpenAsync();
        var random = new SeededRandomSource(TestRun.SeedFor(nameof(Invariant4_RandomDay_NobodyIdleWhileOthersWait)));
        foreach (var agent in Agents) await floor.HireOnlineAsync(agent, capacity: 2);
        var customers = 0;
        var refused = new Dictionary<(string, string), DateTimeOffset>();
        for (var step = 0; step < TestRun.Cases(80, 2_000); step++)
        {
            await PlayAsync();
            await floor.Host.QuietAsync();
            await AssertNobodyIdleAsync();
        }
        Assert.Equal(0, floor.Host.Finds);

        async Task PlayAsync()
        {
            var agent = Agents[(int)(random.NextDouble() * Agents.Length)];
            var view = (await floor.Agent(agent).GetAsync())!;
            switch ((int)(random.NextDouble() * 8))
            {
                case 0 or 1 or 2: await floor.AskAsync("c" + customers++); break;
                case 3 or 4 when view.Offers.Length > 0: await floor.AcceptAsync(agent, view.Offers[0]); break;
                case 5 when view.Offers.Length > 0:
                    await floor.Agent(agent).DeclineAsync(view.Offers[0].Offer);
                    refused[(agent, view.Offers[0].Work.Customer)] = floor.Host.Clock.GetUtcNow();
                    break;
                case 5 or 6 when view.Holds.Length > 0: await floor.CloseAsync(agent, view.Holds[0].Work.Customer); break;
                case 7:
                    foreach (var shown in await ShownAsync()) refused[shown] = floor.Host.Clock.GetUtcNow().AddSeconds(2);
                    await floor.Host.PassAsync(TimeSpan.FromSeconds(2));
                    break;
            }
        }

        async Task<IReadOnlyList<(string, string)>> ShownAsync()
        {
            var shown = new List<(string, string)>();
            foreach (var agent in Agents) shown.AddRange((await floor.Agent(agent).GetAsync())!.Offers.Select(o => (agent, o.Work.Customer)));
            return shown;
        }

        async Task AssertNobodyIdleAsync()
        {
            var queue = await floor.QueueGrain.GetAsync(200);
            var now = floor.Host.Clock.GetUtcNow();
            foreach (var agent in Agents)
            {
                var view = (await floor.Agent(agent).GetAsync())!;
                var free = view.State == PresenceState.Online && view.Load + view.Offers.Length < view.Capacity;
                var servable = queue.First.Where(l => l.OfferedTo is null && !(refused.TryGetValue((agent, l.Work.Customer), out var at) && now < at.AddSeconds(30))).ToArray();
                Assert.False(free && servable.Length > 0, $"{agent} is free while {servable.FirstOrDefault()?.Work} waits: {servable.FirstOrDefault()?.Why}");
            }
        }
    }

    [Fact]
    public async Task Invariant4_CustomersAskWhileAgentsCome_EverySlotIsFilled()
    {
        await using var floor = await Floor.OpenAsync(offerSeconds: 600);
        foreach (var agent in Agents) await floor.HireAsync(agent, capacity: 2);
        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => (Task)floor.AskAsync("c" + i)).Concat(Agents.Select(floor.OnlineAsync)));
        await floor.Host.UntilAsync(() => Agents.All(a => floor.Host.Gateway.Offers(a).Count == 2), "six offers");
    }
}
