using Reception.Contracts.Conversations;
using Reception.Contracts.Shops;
using Reception.Grains.Tests.Waiting;

namespace Reception.Grains.Tests.Peak;

/// <summary>The levers of peak mode on a running host: each does what it says while it is on, and leaves no trace.</summary>
public sealed class PeakTests
{
    private static readonly TimeSpan InForce = TimeSpan.FromSeconds(4);

    [Fact]
    public async Task Pool_OnAndOff_WhoIsAskedFollows()
    {
        await using var floor = await Floor.OpenAsync(Shop(new(Pool: new(Steps: [new(0, Name: "anybody", Relax: [new()])])), new(Skills: [new("refund", 3)])));
        await floor.HireOnlineAsync("li", capacity: 5);
        await floor.AskAsync("a");
        await floor.Host.PassAsync(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(20));
        Assert.Empty(floor.Host.Gateway.Offers("li"));

        await SwitchAsync(floor, PeakMode.On, PeakLever.Pool);
        await floor.ServeAsync("li", "a");

        await SwitchAsync(floor, PeakMode.Off, PeakLever.Pool);
        await floor.AskAsync("b");
        await floor.Host.PassAsync(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(20));
        Assert.DoesNotContain(floor.Host.Gateway.Offers("li"), offer => offer.Work == Floor.Work("b"));
    }

    [Fact]
    public async Task Message_OnAndOff_TheNextCustomerLeavesOneOrWaits()
    {
        await using var floor = await Floor.OpenAsync(Shop(new(Message: new(MaxWaiting: 1)), new()));
        await floor.AskAsync("first");
        await SwitchAsync(floor, PeakMode.On, PeakLever.Message);
        Assert.Equal(ConversationPhase.Bot, (await floor.AskAsync("second")).View!.Phase);
        await floor.Host.QuietAsync();
        Assert.Single((await floor.Conversation("second").GetAsync()).Promises!);

        await SwitchAsync(floor, PeakMode.Auto, PeakLever.Message);
        Assert.Equal(ConversationPhase.Waiting, (await floor.AskAsync("third")).View!.Phase);
    }

    [Fact]
    public async Task Load_ManyWait_TheLeverGoesOn_AndOffWhenTheyAreServed()
    {
        await using var floor = await Floor.OpenAsync(Shop(new(Message: new(new(Load: new(Waiting: 3, HoldSeconds: 10)), MaxWaiting: 3)), new()));
        for (var i = 0; i < 3; i++) await floor.AskAsync($"c{i}");
        await floor.Host.PassAsync(TimeSpan.FromSeconds(12));
        Assert.Equal((true, PeakCause.Load), await LeverAsync(floor, PeakLever.Message));
        Assert.Equal(ConversationPhase.Bot, (await floor.AskAsync("late")).View!.Phase);

        await floor.HireOnlineAsync("li", capacity: 9);
        for (var i = 0; i < 3; i++) await floor.ServeAsync("li", $"c{i}");
        await floor.Host.PassAsync(TimeSpan.FromSeconds(40));
        Assert.Equal((false, PeakCause.None), await LeverAsync(floor, PeakLever.Message));
        Assert.Equal(["load", "load"], (await ShopGrain(floor).GetPeakAsync())!.Changes.Select(c => c.By));
    }

    [Fact]
    public async Task Record_AndHands_OutliveTheSilo()
    {
        await using var floor = await Floor.OpenAsync(Shop(new(Bot: new(AnswerThreshold: 0.4), Budget: new(MessagesPerSecond: 100)), new()));
        Assert.Equal(PeakOutcome.Done, (await ShopGrain(floor).SwitchPeakAsync(new([PeakLever.Budget], PeakMode.On, "lin", "midnight"))).Outcome);
        await floor.Host.RestartAsync();

        var peak = (await ShopGrain(floor).GetPeakAsync())!;
        Assert.Equal(("lin", "midnight", PeakMode.On), peak.Changes.Single() is var c ? (c.By, c.Why, c.Mode) : default);
        Assert.Equal((true, PeakCause.Hand), await LeverAsync(floor, PeakLever.Budget));
        Assert.Equal(PeakOutcome.Invalid, (await ShopGrain(floor).SwitchPeakAsync(new([PeakLever.Pool], PeakMode.On, "lin"))).Outcome);
    }

    [Fact]
    public async Task Budget_OverTwoGateways_IsOneBudget_AndNoneWhenTheLeverIsOff()
    {
        await using var floor = await Floor.OpenAsync(Shop(new(Budget: new(MessagesPerSecond: 100, MessageBurst: 100)), new()));
        var budget = floor.Host.Grains.GetGrain<IBudgetGrain>(Floor.Shop.Value);
        Assert.Null((await budget.TakeAsync(new("a", 500, 0))).Messages);

        await SwitchAsync(floor, PeakMode.On, PeakLever.Budget);
        var taken = 0;
        for (var i = 0; i < 10; i++) taken += (await budget.TakeAsync(new(i % 2 == 0 ? "a" : "b", 500, 0))).Messages!.Value;
        Assert.Equal(100, taken);

        await SwitchAsync(floor, PeakMode.Off, PeakLever.Budget);
        Assert.Null((await budget.TakeAsync(new("a", 500, 0))).Messages);
    }

    [Fact]
    public async Task Copy_WhileALeverIsOn_TakesThePolicyAsItIsStored()
    {
        await using var floor = await Floor.OpenAsync(Shop(new(Message: new(MaxWaiting: 1), Budget: new(MessagesPerSecond: 100)), new()));
        await SwitchAsync(floor, PeakMode.On, PeakLever.Message);
        await floor.AskAsync("a");
        var copy = floor.Host.Grains.GetGrain<IShopGrain>("copy");
        await copy.CopyFromAsync(Floor.Shop, "Copy");
        var policy = (await copy.GetAsync())!.Policy;
        Assert.Null(policy.Queues[0].Rules!.Limits);
        Assert.NotNull(policy.Peak!.Budget);
    }

    private static ShopPolicy Shop(PeakPolicy peak, QueueRules rules) => Floor.Policy(new QueuePolicy("chats", Rules: rules)) with { Peak = peak };

    private static IShopGrain ShopGrain(Floor floor) => floor.Host.Grains.GetGrain<IShopGrain>(Floor.Shop.Value);

    private static async Task SwitchAsync(Floor floor, PeakMode mode, params PeakLever[] levers)
    {
        Assert.Equal(PeakOutcome.Done, (await ShopGrain(floor).SwitchPeakAsync(new(levers, mode, "lin"))).Outcome);
        await floor.Host.PassAsync(InForce);
    }

    private static async Task<(bool, PeakCause)> LeverAsync(Floor floor, PeakLever lever) =>
        (await ShopGrain(floor).GetPeakAsync())!.Levers.Where(l => l.Lever == lever).Select(l => (l.On, l.Cause)).Single();
}
