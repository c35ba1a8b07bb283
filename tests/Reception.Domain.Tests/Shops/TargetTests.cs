using Reception.Contracts.Routing;
using Reception.Contracts.Shops;
using Reception.Domain.Shops;

namespace Reception.Domain.Tests.Shops;

public sealed class TargetTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 60)]
    [InlineData(1, 30)]
    [InlineData(5, 1)]
    [InlineData(9, 1)]
    public void TargetSeconds_WithoutTargets_AreHalvedByPriority(int priority, int seconds) => Assert.Equal(seconds, new QueuePolicy("a").TargetSeconds(priority));

    [Theory]
    [InlineData(0, 90)]
    [InlineData(2, 10)]
    [InlineData(9, 10)]
    public void TargetSeconds_WithTargets_AreTheirs(int priority, int seconds) => Assert.Equal(seconds, new QueuePolicy("a", Rules: new(PriorityTargets: [90, 30, 10])).TargetSeconds(priority));

    [Fact]
    public void Due_IsArrivalAndTarget() => Assert.Equal(Noon.AddSeconds(60), new QueuePolicy("a").Due(0, Noon));

    [Fact]
    public void Due_WithAnEarlierDeadline_IsTheDeadline() => Assert.Equal(Noon.AddSeconds(7), new QueuePolicy("a").Due(0, Noon, Noon.AddSeconds(7)));

    [Fact]
    public void Due_WithALaterDeadline_IsTheTarget() => Assert.Equal(Noon.AddSeconds(60), new QueuePolicy("a").Due(0, Noon, Noon.AddSeconds(61)));

    [Theory]
    [InlineData(WorkKind.Chat, "market", 5)]
    [InlineData(WorkKind.Chat, "web", 4)]
    [InlineData(WorkKind.Chat, null, 4)]
    [InlineData(WorkKind.Review, "web", 1)]
    public void WeightOf_KindAndChannel_IsTheNearestCost(WorkKind kind, string? channel, int weight) =>
        Assert.Equal(weight, new QueuePolicy("a", ChatWeight: 2, Rules: new(Costs: [new(WorkKind.Chat, 4), new(WorkKind.Chat, 5, "market")])).WeightOf(kind, channel));

    [Fact]
    public void WeightOf_ChatWithoutCosts_IsTheChatWeight() => Assert.Equal(2, new QueuePolicy("a", ChatWeight: 2).WeightOf(WorkKind.Chat, "web"));

    [Fact]
    public void Targets_OfQueueAndChannel_AreTheStricter()
    {
        var shop = Shop(new(Targets: new(FirstReplySeconds: 180, ResolutionSeconds: 1_000_000), PlatformStepsInHours: 48));

        Assert.Equal(new ServiceTargets(60, 30, 172_800), shop.Targets("a", "market"));
    }

    [Fact]
    public void Targets_OfAnUnknownChannel_AreTheQueues() => Assert.Equal(new ServiceTargets(60, 30), Shop(new()).Targets("a", "nowhere"));

    [Fact]
    public void ForeignTopic_OfTheChannel_IsNotOurs()
    {
        var foreign = new ForeignTopics(["账号安全"], "平台", "请联系平台客服");

        Assert.Same(foreign, Shop(new(Foreign: [foreign])).ForeignTopic("market", "账号安全"));
    }

    [Fact]
    public void ForeignTopic_OnAnotherChannel_IsOurs() => Assert.Null(Shop(new(Foreign: [new(["账号安全"], "平台", "请联系平台客服")])).ForeignTopic("web", "账号安全"));

    private static ShopPolicy Shop(ChannelRules rules) => new("Demo", "zh", "Asia/Shanghai", [new("a", Rules: new(Targets: new(60, 30)))], [new("web"), new("market", Rules: rules)], new());
}
