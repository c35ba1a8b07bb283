using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Queues;
using Reception.Contracts.Shops;
using Reception.Grains.Tests.Hosting;
using Reception.Grains.Tests.Waiting;

namespace Reception.Grains.Tests.Peers;

/// <summary>
/// Sequences with which other desks went wrong, played here; docs/peers.md lists them by number with their sources. This folder holds
/// those that no other test plays.
/// </summary>
public sealed class WaitingPainTests
{
    /// <summary>A queue's limit, met by many at once: counted before and written after, it lets too many in.</summary>
    [Fact]
    public async Task Pain2_FortyEnterAtOnceWhereFiveMayWait_ExactlyFiveWait()
    {
        await using var floor = new Floor(await ReceptionHost.StartAsync());
        var policy = new ShopPolicy(
            "Shop", "en", "UTC", [new QueuePolicy("chats", Rules: new QueueRules(Limits: new QueueLimits(MaxWaiting: 5)))], [new ChannelPolicy("web")], new BotPolicy(Enabled: true));
        Assert.Equal(PutPolicyOutcome.Stored, (await floor.Host.Grains.GetGrain<IShopGrain>(Floor.Shop.Value).PutAsync(policy, 0)).Outcome);
        var now = floor.Host.Clock.GetUtcNow();

        var results = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => floor.QueueGrain.EnqueueAsync(
            new WaitingWork(Floor.Work("c" + i), 1, now, now.AddSeconds(60), 1, null, null, null, HandOverReason.Asked, null))));

        Assert.Equal((5, 35), (results.Count(r => r.Outcome == EnqueueOutcome.Queued), results.Count(r => r.Outcome == EnqueueOutcome.Full)));
        Assert.Equal(5, (await floor.QueueGrain.GetAsync(0)).Waiting);
    }

    /// <summary>The agent solves one and must get the one who waits longest, not the one who came last.</summary>
    [Fact]
    public async Task Pain4_AgentSolvesOne_TheLongestWaitingIsNextAndNotTheNewest()
    {
        await using var floor = await Floor.OpenAsync();
        await floor.HireOnlineAsync("an");
        await floor.AskAsync("served");
        await floor.ServeAsync("an", "served");
        foreach (var customer in new[] { "oldest", "middle", "newest" })
        {
            await floor.Host.PassAsync(TimeSpan.FromSeconds(2));
            await floor.AskAsync(customer);
        }

        var solved = "served";
        foreach (var next in new[] { "oldest", "middle", "newest" })
        {
            await floor.CloseAsync("an", solved);
            await floor.OfferAsync("an", next);
            await floor.Host.QuietAsync(); // that the former offer is gone is a hint, and may come after all that followed from it
            Assert.Equal([next], floor.Host.Gateway.Offers("an").Select(o => o.Work.Customer));
            await floor.ServeAsync("an", solved = next);
        }
    }

    /// <summary>Customers go while they wait, while they are offered, while they are served, after a decline: nothing of them stays behind.</summary>
    [Fact]
    public async Task Pain5_CustomersLeaveAtEveryStage_NothingIsLeftOver()
    {
        await using var floor = await Floor.OpenAsync();
        await floor.HireOnlineAsync("an");
        foreach (var customer in new[] { "offered", "served", "declined", "waiting" }) await floor.AskAsync(customer);
        await floor.OfferAsync("an", "offered");
        await LeaveAsync(floor, "waiting");
        await LeaveAsync(floor, "offered");
        await floor.ServeAsync("an", "served");
        await LeaveAsync(floor, "served");
        var last = await floor.OfferAsync("an", "declined");
        Assert.Equal(CommandOutcome.Done, await floor.Agent("an").DeclineAsync(last.Offer));
        await LeaveAsync(floor, "declined");

        await floor.Host.UntilAsync(() => floor.Host.Stores.Journal.Rows.Count == 0, "no open work in the index");
        await floor.Host.QuietAsync();
        var (queue, agent) = (await floor.QueueGrain.GetAsync(5), (await floor.Agent("an").GetAsync())!);
        Assert.Equal((0, 0, 1), (queue.Waiting, queue.Offered, queue.FreeWeight));
        Assert.Equal((0, 0), (agent.Load, agent.Offers.Length));
        Assert.Empty(floor.Host.Gateway.Offers("an"));
    }

    /// <summary>An offer on the screen of a tab that is closed: elsewhere the work is in limbo until somebody looks.</summary>
    [Fact]
    public async Task Pain9_TabClosedWithAnOfferShown_TheNextAgentIsAskedAtOnce()
    {
        await using var floor = await Floor.OpenAsync(offerSeconds: 600);
        await floor.HireOnlineAsync("an");
        await floor.AskAsync("c1");
        var shown = await floor.OfferAsync("an", "c1");
        await floor.HireOnlineAsync("bo");
        await floor.Host.PassAsync(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(10));

        await floor.Agent("an").DisconnectAsync("an");

        Assert.NotEqual(shown.Offer, (await floor.OfferAsync("bo", "c1")).Offer);
        Assert.Equal(CommandOutcome.OfferGone, (await floor.AcceptAsync("an", shown)).Outcome);
    }

    /// <summary>The laptop is shut: no goodbye, no event. Only time can tell, and what the agent wanted is not overwritten.</summary>
    [Fact]
    public async Task Pain10_LaptopShutWithoutAWord_NobodyIsRoutedThereOnceItsLeaseEnded()
    {
        await using var floor = await Floor.OpenAsync();
        await floor.HireOnlineAsync("an");
        await floor.Host.PassAsync(Floor.Lease + TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        await floor.AskAsync("c1");
        await floor.Host.QuietAsync();

        Assert.Empty(floor.Host.Gateway.Offers("an"));
        var shut = (await floor.Agent("an").GetAsync())!;
        Assert.Equal((PresenceIntent.Online, PresenceState.Disconnected), (shut.Intent, shut.State));
    }

    [Fact]
    public async Task Pain10_LaptopOpenedAgain_IsRoutedToWithoutSayingOnlineAgain()
    {
        await using var floor = await Floor.OpenAsync();
        await floor.HireOnlineAsync("an");
        await floor.Host.PassAsync(Floor.Lease + TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        await floor.AskAsync("c1");

        await floor.Agent("an").ConnectAsync(floor.Session("an"), Floor.Lease);

        await floor.OfferAsync("an", "c1");
    }

    /// <summary>Hours written into agents' rows stay there after the shop changed them; ours are read when somebody asks, and touch no agent.</summary>
    [Fact]
    public async Task Pain12_HoursChangedAndChangedBack_CountForTheNextRequestAndTouchNoAgent()
    {
        await using var floor = await Floor.OpenAsync();
        await floor.HireAsync("an");
        await floor.Agent("an").ConnectAsync(floor.Session("an"), Floor.Lease);
        await floor.Host.QuietAsync();
        var before = (await floor.Agent("an").GetAsync())!;
        var open = (await floor.Host.Grains.GetGrain<IShopGrain>(Floor.Shop.Value).GetAsync())!.Policy;
        var closed = open with { Opening = new HoursPolicy([new OpeningHours(floor.Host.Clock.GetUtcNow().AddDays(2).DayOfWeek, 540, 1_020)]) };

        await AnswersAsync(floor, "morning", open, ConversationPhase.Waiting);
        await AnswersAsync(floor, "night", closed, ConversationPhase.Bot);
        await AnswersAsync(floor, "again", open, ConversationPhase.Waiting);

        var after = (await floor.Agent("an").GetAsync())!;
        Assert.Equal((before.Intent, before.State, before.Capacity, before.Load), (after.Intent, after.State, after.Capacity, after.Load));
    }

    /// <summary>Ends that are told twice, and releases long after: a counter that is added to and taken from goes below zero.</summary>
    [Fact]
    public async Task Pain14_EndsToldAgainAndAgain_LoadIsWhatIsHeld()
    {
        await using var floor = await Floor.OpenAsync();
        await floor.HireOnlineAsync("an", capacity: 2);
        await floor.AskAsync("c1");
        await floor.ServeAsync("an", "c1");
        var epoch = (await floor.Conversation("c1").GetAsync()).Epoch;
        await floor.CloseAsync("an", "c1");
        for (var i = 0; i < 3; i++)
        {
            await floor.Conversation("c1").AgentCloseAsync(new AgentCommand(new("an"), epoch, "again-" + i));
            await floor.Agent("an").ReleaseAsync(Floor.Work("c1"), epoch);
        }
        await floor.Host.QuietAsync();
        Assert.Equal((0, 2), ((await floor.Agent("an").GetAsync())!.Load, (await floor.QueueGrain.GetAsync(0)).FreeWeight));

        foreach (var customer in new[] { "c2", "c3", "c4" }) await floor.AskAsync(customer);
        await floor.Host.UntilAsync(() => floor.Host.Gateway.Offers("an").Count == 2, "two offers for two places");
        await floor.Host.QuietAsync();
        Assert.Equal(2, floor.Host.Gateway.Offers("an").Count);
    }

    /// <summary>From when the policy is in force, a customer who asks for a human is in this phase.</summary>
    private static async Task AnswersAsync(Floor floor, string when, ShopPolicy policy, ConversationPhase phase)
    {
        Assert.Equal(PutPolicyOutcome.Stored, (await floor.Host.Grains.GetGrain<IShopGrain>(Floor.Shop.Value).PutAsync(policy, null)).Outcome);
        floor.Host.Clock.Advance(TimeSpan.FromSeconds(1));
        floor.Host.Clock.Advance(TimeSpan.FromSeconds(1));
        var asked = 0;
        await floor.Host.UntilAsync(async () => (await floor.AskAsync($"{when}-{asked++}")).View?.Phase == phase, $"a customer who is {phase} in the {when}");
    }

    private static async Task LeaveAsync(Floor floor, string customer)
    {
        Assert.Equal(CommandOutcome.Done, (await floor.Conversation(customer).CloseAsync(new CustomerCommand("s-" + customer, "bye"))).Outcome);
        await floor.Host.QuietAsync();
    }
}
