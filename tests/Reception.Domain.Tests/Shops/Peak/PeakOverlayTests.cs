using System.Text.Json;
using Reception.Contracts.Shops;
using Reception.Domain.Queues;
using Reception.Domain.Shops;
using Reception.Domain.Shops.Peak;
using Reception.Tests;

namespace Reception.Domain.Tests.Shops.Peak;

/// <summary>What each lever does to a policy, and that nothing of it stays.</summary>
public sealed class PeakOverlayTests
{
    private static readonly PeakSet All = new(PeakSet.Count - 1);

    private static readonly ShopPolicy Shop = new(
        "Demo", "zh", "Asia/Shanghai",
        [
            new("a", Rules: new(Steps: [new(40, Name: "lend", Lenders: ["b"], Offer: WaitOffer.Message), new(90, OverflowTo: "b")], Limits: new(200, 600, LimitAction.Overflow, "b"))),
            new("b", Rules: new(Lends: new(["a"]))),
        ],
        [new("web")], new());

    [Fact]
    public void Pool_AQuarterOfTheTime_WidensEarlierAndOffersWhenItDid()
    {
        var steps = Queue(On(PeakLever.Pool, new(Pool: new(StepsPercent: 25))), "a").Rules!.Steps!;
        Assert.Equal([(10, false, true), (40, true, false), (90, false, false)], steps.Select(s => (s.AfterSeconds, s.Offer == WaitOffer.Message, s.Lenders is not null)));
        Assert.Equal("b", steps[2].OverflowTo);
        Assert.NotEqual(QueueRulebook.NameOf(steps[0]), QueueRulebook.NameOf(steps[1]));
    }

    [Fact]
    public void Pool_AddedStep_HoldsForItsQueuesAndNobodyLendsToHimself()
    {
        var policy = On(PeakLever.Pool, new(Pool: new(Steps: [new(0, Name: "everybody", AllHands: true, Lenders: ["b"])], Queues: ["a", "b"])));
        Assert.Equal(["b"], Queue(policy, "a").Rules!.Steps![0].Lenders!);
        Assert.Empty(Queue(policy, "b").Rules!.Steps![0].Lenders!);
        Assert.True(QueueRulebook.Of(Queue(policy, "a")).AskedAt(null, null, TimeSpan.Zero).AllHands);
    }

    [Fact]
    public void Message_TheSmallerLimitHolds_WithTheLeversAction()
    {
        var policy = On(PeakLever.Message, new(Message: new(MaxWaiting: 50, MaxWaitSeconds: 900, Action: LimitAction.CallBack)));
        Assert.Equal(new QueueLimits(50, 600, LimitAction.CallBack), Queue(policy, "a").Rules!.Limits);
        Assert.Equal(new QueueLimits(50, 900, LimitAction.CallBack), Queue(policy, "b").Rules!.Limits);
    }

    [Fact]
    public void Message_InAPhaseWithLimitsOfItsOwn_HoldsForThemToo()
    {
        var day = new DateOnly(2026, 11, 11);
        var policy = Shop with { Calendar = new([new("double 11", day, day, Queues: [new("a", new(80))])]), Peak = new(Message: new(MaxWaiting: 50)) };
        var noon = new DateTimeOffset(2026, 11, 11, 12, 0, 0, TimeSpan.FromHours(8));
        Assert.Equal(new QueueLimits(50, null, LimitAction.Message), Queue(ShopCalendar.PolicyAt(PeakOverlay.Apply(policy, All), noon), "a").Rules!.Limits);
        Assert.Equal(new QueueLimits(80), Queue(ShopCalendar.PolicyAt(PeakOverlay.Apply(policy, PeakSet.None), noon), "a").Rules!.Limits);
    }

    [Fact]
    public void Bot_AThreshold_TakesThePlaceOfTheCost()
    {
        var policy = Shop with { Bot = new(WrongAnswerCost: 5), Peak = new(Bot: new(AnswerThreshold: 0.35)) };
        var bot = PeakOverlay.Apply(policy, All).Bot;
        Assert.Equal((0.35, 0.25, 0.85, null), (bot.AnswerThreshold, bot.ClarifyThreshold, bot.SimpleThreshold, bot.WrongAnswerCost));
    }

    [Fact]
    public void Bot_AnyThresholds_StayInTheirOrder()
    {
        var random = new Random(TestRun.SeedFor(nameof(Bot_AnyThresholds_StayInTheirOrder)));
        for (var i = 0; i < 2_000; i++)
        {
            var given = new[] { random.NextDouble(), random.NextDouble(), random.NextDouble() }.Order().ToArray();
            var stays = new[] { random.NextDouble(), random.NextDouble(), random.NextDouble() }.Order().ToArray();
            var bits = 1 + random.Next(7);
            var policy = Shop with
            {
                Bot = new(AnswerThreshold: stays[1], ClarifyThreshold: stays[0], SimpleThreshold: stays[2]),
                Peak = new(Bot: new(ClarifyThreshold: (bits & 1) != 0 ? given[0] : null, AnswerThreshold: (bits & 2) != 0 ? given[1] : null, SimpleThreshold: (bits & 4) != 0 ? given[2] : null)),
            };
            Assert.Empty(PolicyValidator.Validate(policy));
            Assert.Empty(PolicyValidator.Validate(PeakOverlay.Apply(policy, All)));
        }
    }

    [Fact]
    public void Apply_NoLeverOn_ChangesNothingButTheBudget()
    {
        var policy = Shop with { Peak = new(new(StepsPercent: 0), new(MaxWaiting: 1), new(AnswerThreshold: 0.1), new(MessagesPerSecond: 5)) };
        Assert.Equal(Json(policy with { Peak = policy.Peak with { Budget = null } }), Json(PeakOverlay.Apply(policy, PeakSet.None)));
    }

    [Fact]
    public void Apply_RandomPolicies_TheResultIsValidAndTheirOwnIsUntouched()
    {
        var policies = new RandomPolicy(TestRun.SeedFor(nameof(Apply_RandomPolicies_TheResultIsValidAndTheirOwnIsUntouched)));
        for (var run = 0; run < TestRun.Cases(100, 5_000); run++)
        {
            var policy = policies.Next();
            var before = Json(policy);
            for (var bits = 0; bits < PeakSet.Count; bits++)
            {
                var peaked = PeakOverlay.Apply(policy, new(bits));
                foreach (var queue in peaked.Queues) QueueRulebook.Of(queue).AskedAt(null, null, TimeSpan.FromMinutes(1));
                Assert.DoesNotContain(PolicyValidator.Validate(peaked), error => !error.Contains("afterSeconds", StringComparison.Ordinal)); // two steps may begin together
            }
            Assert.Equal(before, Json(policy));
        }
    }

    private static ShopPolicy On(PeakLever lever, PeakPolicy peak)
    {
        var policy = Shop with { Peak = peak };
        Assert.Empty(PolicyValidator.Validate(policy));
        return PeakOverlay.Apply(policy, PeakSet.None.With(lever));
    }

    private static QueuePolicy Queue(ShopPolicy policy, string name) => policy.Queues.Single(q => q.Name == name);

    private static string Json(ShopPolicy policy) => JsonSerializer.Serialize(policy, PolicyWire.Json.ShopPolicy);
}
