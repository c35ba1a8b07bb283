using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Routing;
using Reception.Contracts.Shops;
using Reception.Grains.Tests.Waiting;

namespace Reception.Grains.Tests.Routing;

/// <summary>Agents and queues that run dry: nothing new goes in, nothing that is in is lost.</summary>
public sealed class DrainTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Agent_DrainedWithAChatAndAnOffer_KeepsTheChatAndTheOfferGoesToTheNext()
    {
        await using var floor = await Floor.OpenAsync(offerSeconds: 600);
        await floor.HireOnlineAsync("an", capacity: 2);
        await floor.AskAsync("c1");
        await floor.ServeAsync("an", "c1");
        await floor.AskAsync("c2");
        await floor.OfferAsync("an", "c2");
        await floor.HireOnlineAsync("bo");
        Assert.Equal(PresenceOutcome.Done, (await floor.Agent("an").DrainAsync(new DrainAgent("zhou", "early shift ends"))).Outcome);

        await floor.ServeAsync("bo", "c2");
        Assert.Equal((PresenceState.Draining, 1), ((await floor.Agent("an").GetAsync())!.State, (await floor.Agent("an").GetAsync())!.Load));
        await floor.AskAsync("c3");
        await floor.CloseAsync("an", "c1");
        await floor.Host.QuietAsync();
        var empty = (await floor.Agent("an").GetAsync())!;
        Assert.Equal((PresenceState.Away, "zhou", 0), (empty.State, empty.Forced?.By, empty.Load));
        Assert.Empty(floor.Host.Gateway.Offers("an"));
        await floor.CloseAsync("bo", "c2");
        await floor.OfferAsync("bo", "c3");
    }

    [Fact]
    public async Task Agent_DrainedOverARestart_StaysDrainedAndBecomesAwayWhenEmpty()
    {
        await using var floor = await Floor.OpenAsync();
        await floor.HireOnlineAsync("an", capacity: 2);
        await floor.AskAsync("c1");
        await floor.ServeAsync("an", "c1");
        await floor.Agent("an").DrainAsync(new DrainAgent("zhou"));
        await floor.Host.QuietAsync();
        await floor.Host.RestartAsync();
        await floor.Agent("an").ConnectAsync(floor.Session("an"), Floor.Lease);
        await floor.AskAsync("c2");
        await floor.Host.PassAsync(5 * Second, Second);
        Assert.Empty(floor.Host.Gateway.Offers("an"));
        await floor.CloseAsync("an", "c1");
        await floor.Host.QuietAsync();
        Assert.Equal(PresenceState.Away, (await floor.Agent("an").GetAsync())!.State);
    }

    [Fact]
    public async Task Agent_DrainEnded_IsAskedAgain()
    {
        await using var floor = await Floor.OpenAsync();
        await floor.HireOnlineAsync("an", capacity: 2);
        await floor.AskAsync("c1");
        await floor.ServeAsync("an", "c1");
        await floor.Agent("an").DrainAsync(new DrainAgent("zhou"));
        await floor.AskAsync("c2");
        await floor.Agent("an").EndDrainAsync("zhou");
        await floor.OfferAsync("an", "c2");
    }

    [Fact]
    public async Task Queue_DrainedWithoutOverflow_KeepsWhatWaitsAndOffersItWhenItIsOver()
    {
        await using var floor = await Floor.OpenAsync();
        await floor.AskAsync("c1");
        await floor.QueueGrain.DrainAsync(true);
        await floor.HireOnlineAsync("an");
        await floor.AskAsync("c2");
        await floor.Host.QuietAsync();
        var view = await floor.QueueGrain.GetAsync(2);
        Assert.Equal((2, true), (view.Waiting, view.Drained));
        Assert.All(view.First, l => Assert.Equal(WaitingReason.KeptBack, l.Explanation!.Reason));
        Assert.Empty(floor.Host.Gateway.Offers("an"));

        await floor.QueueGrain.DrainAsync(false);
        await floor.OfferAsync("an", "c1");
    }

    [Fact]
    public async Task Queue_DrainedWithOverflow_SendsWhatWaitsAndWhatComesToTheOther()
    {
        await using var floor = await OverflowingAsync();
        var asked = floor.Host.Clock.GetUtcNow();
        await floor.AskAsync("c1");
        await floor.Host.PassAsync(5 * Second, 5 * Second);
        await floor.QueueGrain.DrainAsync(true);
        await floor.Host.QuietAsync();
        await floor.AskAsync("c2");
        await floor.Host.QuietAsync();

        Assert.Equal((0, 2), ((await floor.QueueGrain.GetAsync(0)).Waiting, (await floor.QueueOf("second").GetAsync(0)).Waiting));
        Assert.Equal(asked, (await floor.Conversation("c1").GetAsync()).WaitingSince);
        await floor.HireOnlineAsync(new(new("bo"), "bo", [Floor.Named("second")], 1));
        await floor.ServeAsync("bo", "c1");
    }

    [Fact]
    public async Task Queue_DrainedWhileOffered_TheOfferMayStillBeAccepted()
    {
        await using var floor = await OverflowingAsync();
        await floor.HireOnlineAsync("an");
        await floor.AskAsync("c1");
        var offer = await floor.OfferAsync("an", "c1");
        await floor.QueueGrain.DrainAsync(true);
        Assert.Equal(CommandOutcome.Done, (await floor.AcceptAsync("an", offer)).Outcome);
    }

    [Fact]
    public async Task Queue_DrainedWhileOfferedAndDeclined_GoesToTheOther()
    {
        await using var floor = await OverflowingAsync();
        await floor.HireOnlineAsync("an");
        await floor.HireOnlineAsync(new(new("bo"), "bo", [Floor.Named("second")], 1));
        await floor.AskAsync("c1");
        var offer = await floor.OfferAsync("an", "c1");
        await floor.QueueGrain.DrainAsync(true);
        await floor.Agent("an").DeclineAsync(offer.Offer);
        await floor.ServeAsync("bo", "c1");
    }

    [Fact]
    public async Task Queue_DrainedOverARestart_StaysDrained()
    {
        await using var floor = await Floor.OpenAsync();
        await floor.QueueGrain.DrainAsync(true);
        await floor.AskAsync("c1");
        await floor.Host.QuietAsync();
        await floor.Host.RestartAsync();
        await floor.HireOnlineAsync("an");
        await floor.Host.PassAsync(5 * Second, Second);
        Assert.True((await floor.QueueGrain.GetAsync(0)).Drained);
        Assert.Empty(floor.Host.Gateway.Offers("an"));
    }

    private static Task<Floor> OverflowingAsync() => Floor.OpenQueuesAsync(
        new QueuePolicy("chats", OfferSeconds: 600, Rules: new(Limits: new(Action: LimitAction.Overflow, OverflowTo: "second"))), new QueuePolicy("second"));
}
