using Reception.Contracts.Shops;
using Reception.Domain.Shops.Templates;

namespace Reception.Domain.Tests.Shops;

public sealed class PolicyDifferenceTests
{
    private static readonly ShopPolicy Shop = new("Demo", "zh", "Asia/Shanghai", [new("sales", Topics: ["a", "b"]), new("service")], [new("web")], new());

    [Fact]
    public void Between_AValue_TellsBothWithDefaults() =>
        Is(new("queues[sales].targetSeconds", PolicyChangeKind.Changed, "60", "30"), Shop with { Queues = [Shop.Queues[0] with { TargetSeconds = 30 }, Shop.Queues[1]] });

    [Fact]
    public void Between_ANewQueue_IsOneLine() => Is(new("queues[vip]", PolicyChangeKind.Added, null, "{name: vip, targetSeconds: 10}"), Shop with { Queues = [.. Shop.Queues, new("vip", TargetSeconds: 10)] });

    [Fact]
    public void Between_AQueueTakenOut_DoesNotTouchTheOthers() =>
        Is(new("queues[sales]", PolicyChangeKind.Removed, "{name: sales, topics: [a, b]}"), Shop with { Queues = [Shop.Queues[1]] });

    [Fact]
    public void Between_OtherOrder_IsOneChange() => Is(new("queues", PolicyChangeKind.Changed, "order sales, service", "order service, sales"), Shop with { Queues = [Shop.Queues[1], Shop.Queues[0]] });

    [Fact]
    public void Between_AListOfWords_IsOneChange() =>
        Is(new("queues[sales].topics", PolicyChangeKind.Changed, "[a, b]", "[a, c]"), Shop with { Queues = [Shop.Queues[0] with { Topics = ["a", "c"] }, Shop.Queues[1]] });

    [Fact]
    public void Between_RulesThatBegin_AreAdded() =>
        Is(new("queues[service].rules", PolicyChangeKind.Added, null, "{limits: {maxWaiting: 5}}"), Shop with { Queues = [Shop.Queues[0], Shop.Queues[1] with { Rules = new(Limits: new(5)) }] });

    [Fact]
    public void Between_AStep_IsToldByItsPlace()
    {
        var steps = Shop with { Queues = [new("sales", Rules: new(Steps: [new(30), new(60)]))] };

        Assert.Equal(new("queues[sales].rules.steps[1].afterSeconds", PolicyChangeKind.Changed, "60", "90"), Assert.Single(PolicyDifference.Between(steps, Shop with { Queues = [new("sales", Rules: new(Steps: [new(30), new(90)]))] })));
    }

    [Fact]
    public void Between_NothingAndAShop_AddsWhatItSays() =>
        Assert.Equal(["name", "language", "timeZone", "queues[sales]", "queues[service]", "channels[web]", "bot"], PolicyDifference.Between(null, Shop).Select(change => change.Path));

    private static void Is(PolicyChange expected, ShopPolicy after) => Assert.Equal(expected, Assert.Single(PolicyDifference.Between(Shop, after)));
}
