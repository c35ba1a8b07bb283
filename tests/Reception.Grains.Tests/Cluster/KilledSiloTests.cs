using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Operations;
using Reception.Contracts.Queues;
using Reception.Grains.Tests.Hosting;

namespace Reception.Grains.Tests.Cluster;

/// <summary>Seen by somebody whose silo has just died: what lived on it goes on elsewhere, and nobody has to connect again.</summary>
public sealed class KilledSiloTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Queue_OfferOfADeadSilo_IsOfferedAgainWithinItsTimeAndThreeSeconds()
    {
        await using var district = await District.OpenAsync(queueOnSecond: true);
        var (host, victim) = (district.Host, district.Host.Silos[1]);
        var first = await district.HireOnAsync(host.Silos[0]);
        await district.AskAsync(await district.CustomerOnAsync(host.Silos[2]));
        var offer = await district.OfferAsync(first);
        var next = await district.HireOnAsync(host.Silos[2]);
        await host.KillAsync(victim);
        await host.PassAsync(offer.Until - host.Clock.GetUtcNow() + (3 * Second), Second);
        Assert.Equal(offer.Work, (await district.OfferAsync(next)).Work);
    }

    /// <summary>
    /// The agent keeps the offer while the queue begins again. On Microsoft a dead silo takes grains of the others with it, those that
    /// were registered at it; where the agent is one of them nobody knows of the offer any more: it is refused, and the work is offered again.
    /// </summary>
    [Fact]
    public async Task Queue_SiloDiesWithAnOfferShown_TheOfferStaysWhereTheAgentDoes()
    {
        await using var district = await District.OpenAsync(queueOnSecond: true);
        var (host, victim) = (district.Host, district.Host.Silos[1]);
        var first = await district.HireOnAsync(host.Silos[0]);
        await district.AskAsync(await district.CustomerOnAsync(host.Silos[2]));
        var offer = await district.OfferAsync(first);
        var life = await district.LifeAsync(first);
        var next = await district.HireOnAsync(host.Silos[2]);
        await host.KillAsync(victim);
        await host.PassAsync(3 * Second, Second);
        var accepted = await district.AcceptAsync(first, offer);
        if (await district.LifeAsync(first) == life)
        {
            Assert.Equal(CommandOutcome.Done, accepted.Outcome);
            return;
        }
        Assert.Equal(CommandOutcome.OfferGone, accepted.Outcome);
        var again = (Agent: "", Offer: offer);
        await host.UntilAsync(() => (again = Shown().FirstOrDefault(o => o.Offer.Offer != offer.Offer)).Offer is not null, "the work offered again");
        Assert.Equal(offer.Work, again.Offer.Work);
        Assert.Equal(CommandOutcome.Done, (await district.AcceptAsync(again.Agent, again.Offer)).Outcome);

        IEnumerable<(string Agent, OfferView Offer)> Shown() => new[] { first, next }.SelectMany(agent => host.Gateway.Offers(agent).Select(o => (agent, o)));
    }

    [Fact]
    public async Task Queue_SiloDies_KnowsWorkAndAgentsAgainWithoutAnybodyCalling()
    {
        await using var district = await District.OpenAsync(queueOnSecond: true);
        var (host, victim) = (district.Host, district.Host.Silos[1]);
        await district.HireOnAsync(host.Silos[2]);
        await district.AskAsync(await district.CustomerOnAsync(host.Silos[0]));
        await district.AskAsync(await district.CustomerOnAsync(host.Silos[2]));
        await host.QuietAsync();
        await host.KillAsync(victim);
        await host.PassAsync(3 * Second, Second);
        Assert.NotSame(victim, host.SiloOf(district.Queue));
        var view = await district.Queue.GetAsync(0);
        Assert.Equal((2, 1, 1), (view.Waiting, view.Offered, view.RoutableAgents));
    }

    [Fact]
    public async Task Agent_SiloDies_IsOfferedWorkWithoutConnectingAgain()
    {
        await using var district = await District.OpenAsync(queueOnSecond: false);
        var (host, victim) = (district.Host, district.Host.Silos[1]);
        var agent = await district.HireOnAsync(victim);
        await host.QuietAsync();
        await host.KillAsync(victim);
        await district.AskAsync(await district.CustomerOnAsync(host.Silos[0]));
        await host.PassAsync(8 * Second, Second);
        await district.OfferAsync(agent);
    }

    [Fact]
    public async Task Agent_SiloDiesWithAnOfferShown_TheSameOfferCanBeAccepted()
    {
        await using var district = await District.OpenAsync(queueOnSecond: false);
        var (host, victim) = (district.Host, district.Host.Silos[1]);
        var agent = await district.HireOnAsync(victim);
        await district.AskAsync(await district.CustomerOnAsync(host.Silos[0]));
        var offer = await district.OfferAsync(agent);
        await host.QuietAsync();
        await host.KillAsync(victim);
        await host.PassAsync(Second);
        var accepted = await district.InsistAsync(() => district.AcceptAsync(agent, offer), a => a.Outcome == CommandOutcome.Unavailable);
        Assert.Equal(CommandOutcome.Done, accepted.Outcome);
        Assert.Equal(1, (await district.Agent(agent).GetAsync())!.Load);
    }

    [Fact]
    public async Task Agent_SiloDiesWhileHeServes_KeepsWhatHeHolds()
    {
        await using var district = await District.OpenAsync(queueOnSecond: false);
        var (host, victim) = (district.Host, district.Host.Silos[1]);
        var agent = await district.HireOnAsync(victim);
        var customer = await district.CustomerOnAsync(host.Silos[2]);
        await district.AskAsync(customer);
        await district.AcceptAsync(agent, await district.OfferAsync(agent));
        await host.QuietAsync();
        await host.KillAsync(victim);
        await district.InsistAsync(() => district.Agent(agent).RenewAsync(agent, District.Lease));
        await host.PassAsync(25 * Second, 5 * Second);
        Assert.Equal((1, PresenceState.Online), ((await district.Agent(agent).GetAsync())!.Load, (await district.Agent(agent).GetAsync())!.State));
        Assert.Equal(agent, (await district.Conversation(customer).GetAsync()).Agent?.Value);
    }

    [Fact]
    public async Task Post_RepeatedAfterTheSiloDied_IsStoredOnce()
    {
        await using var district = await District.OpenAsync(queueOnSecond: false);
        var (host, victim) = (district.Host, district.Host.Silos[1]);
        var customer = await district.CustomerOnAsync(victim);
        var first = await district.PostAsync(customer, "m1", "m2");
        await host.KillAsync(victim);
        var again = await district.InsistAsync(() => district.PostAsync(customer, "m1", "m2"), r => r.Outcome == CommandOutcome.Unavailable);
        Assert.Equal(CommandOutcome.Repeated, again.Outcome);
        Assert.Equal(first.Acks, again.Acks);
    }

    [Fact]
    public async Task Confirm_AfterTheSiloDied_BringsWhatIsMissing()
    {
        await using var district = await District.OpenAsync(queueOnSecond: false);
        var (host, victim) = (district.Host, district.Host.Silos[1]);
        var customer = await district.CustomerOnAsync(victim);
        await district.Conversation(customer).OpenAsync(new(district.Session("tab"), 0, new()));
        await district.PostAsync(customer, "m1");
        await host.QuietAsync();
        await host.KillAsync(victim);
        host.Gateway.Pushes.Clear();
        await district.InsistAsync(() => district.Conversation(customer).ConfirmAsync("tab", 0));
        await host.UntilAsync(() => host.Gateway.Of("tab").Any(p => p.Messages?.Any(m => m.ClientMessageId == "m1") == true), "the message again");
    }

    [Fact]
    public async Task Projector_SiloDies_CountsEveryMessageOnce()
    {
        await using var district = await District.OpenAsync(queueOnSecond: false);
        var host = district.Host;
        var customer = await district.CustomerOnAsync(host.Silos[0]);
        await district.PostAsync(customer, "m1");
        await host.PassAsync(2 * Second, Second);
        await host.KillAsync(host.Silos[1]);
        await district.PostAsync(customer, "m2");
        await host.PassAsync(2 * Second, Second);
        await host.KillAsync(host.Silos[1]);
        await district.PostAsync(customer, "m3");
        await host.PassAsync(3 * Second, Second);
        var page = await host.Grains.GetGrain<IEpisodesGrain>(district.Shop.Value).QueryAsync(new EpisodeQuery());
        Assert.Equal(3, Assert.Single(page.Rows).CustomerMessages);
    }
}
