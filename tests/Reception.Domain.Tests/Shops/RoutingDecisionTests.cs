using Reception.Contracts.Conversations;
using Reception.Contracts.Routing;
using Reception.Contracts.Shops;
using Reception.Domain.Shops;

namespace Reception.Domain.Tests.Shops;

public sealed class RoutingDecisionTests
{
    private static readonly ShopPolicy Shop = new("Demo", "zh", "Asia/Shanghai", [new("main"), new("aftersales", Topics: ["退款"]), new("vip")], [new("web"), new("market")], new());

    [Fact]
    public void First_WithoutRules_GoesByTopic() => Assert.Equal(new RoutingDecision("aftersales"), RoutingDecision.First(Shop, new(Topic: "退款")));

    [Fact]
    public void First_WithoutTopic_IsTheFirstQueue() => Assert.Equal(new RoutingDecision("main"), RoutingDecision.First(Shop, new(Text: "你好")));

    [Fact]
    public void First_OfTwoRulesThatFit_TakesTheFirst() => Assert.Equal("one", Decide([new("one", "vip", Words: ["投诉"]), new("two", "main", Words: ["投诉"])], new(Text: "我要投诉")).Rule);

    [Fact]
    public void First_RuleWithoutQueue_KeepsTheQueueOfTheTopic() => Assert.Equal(("aftersales", 5), Of(Decide([new("urgent", Priority: 5, Words: ["马上"])], new("退款", "马上处理"))));

    [Fact]
    public void First_RuleOfAnUnknownQueue_GoesByTopic() => Assert.Equal("main", Decide([new("lost", "nowhere")], new()).Queue);

    [Fact]
    public void First_Rule_GivesWhatTheWorkAsksFor()
    {
        var rule = new RoutingRule("vip", "vip", Skills: [new("refund", 3)], Selectors: [new("team", SelectorOperator.Equal, ["gold"])], Labels: [new("value", "high")]);

        Assert.Equal(new RoutingDecision("vip", 0, rule.Skills, rule.Selectors, rule.Labels, "vip"), Decide([rule], new()));
    }

    [Theory]
    [InlineData("投诉", "我要投訴你們！", true)]
    [InlineData("12315", "再不退我就打12315了", true)]
    [InlineData("12315", "订单 9123150 到了吗", false)]
    [InlineData("card", "Please discard it", false)]
    [InlineData("card", "My CARD was charged twice", true)]
    [InlineData("refund", "When are my refunds coming?", true)]
    [InlineData("credit card", "credit-cards, please", true)]
    [InlineData("ｖｉｐ", "I am VIP", true)]
    [InlineData("déjà", "deja vu", true)]
    [InlineData("退款", "", false)]
    [InlineData("!!!", "什么!!!", false)]
    public void First_Words_AreFoundInNormalisedText(string word, string text, bool found) => Assert.Equal(found, Decide([new("words", "vip", Words: [word])], new(Text: text)).Rule is not null);

    [Fact]
    public void First_WordsWithoutText_DoNotFit() => Assert.Null(Decide([new("words", "vip", Words: ["投诉"])], new()).Rule);

    public static TheoryData<RoutingRule, RoutingFacts, bool> Parts() => new()
    {
        { new("topic", Topics: ["退款", "A"]), new(Topic: "a"), true },
        { new("topic", Topics: ["退款"]), new(Topic: "物流"), false },
        { new("topic", Topics: ["退款"]), new(), false },
        { new("channel", Channels: ["market"]), new(Channel: "market"), true },
        { new("channel", Channels: ["market"]), new(Channel: "web"), false },
        { new("language", Languages: ["zh"]), new(Language: "zh-Hant-TW"), true },
        { new("language", Languages: ["zh"]), new(Language: "zhx"), false },
        { new("language", Languages: ["zh"]), new(), false },
        { new("reason", Reasons: [HandOverReason.Upset, HandOverReason.Asked]), new(Reason: HandOverReason.Asked), true },
        { new("reason", Reasons: [HandOverReason.Upset]), new(), false },
        { new("all", Topics: ["退款"], Channels: ["market"]), new(Topic: "退款", Channel: "market"), true },
        { new("all", Topics: ["退款"], Channels: ["market"]), new(Topic: "退款", Channel: "web"), false },
        { new("empty lists ask nothing", Topics: [], Words: [], Channels: [], Languages: [], Reasons: []), new(), true },
    };

    [Theory, MemberData(nameof(Parts))]
    public void First_Rule_FitsWhenAllItsPartsDo(RoutingRule rule, RoutingFacts facts, bool fits) => Assert.Equal(fits, Decide([rule], facts).Rule is not null);

    [Fact]
    public void Second_RuleForTheSecond_Moves() => Assert.Equal("vip", RoutingDecision.Second(Shop with { Routing = [new("late", "vip", Words: ["投诉"], Second: true)] }, new(Text: "投诉"), "main")?.Queue);

    [Fact]
    public void Second_RuleForTheFirstOnly_DoesNotMove() => Assert.Null(RoutingDecision.Second(Shop with { Routing = [new("early", "vip", Words: ["投诉"])] }, new(Text: "投诉"), "main"));

    [Fact]
    public void Second_RuleWithoutQueue_StaysWhereItWaits() =>
        Assert.Equal(("aftersales", 9), Of(RoutingDecision.Second(Shop with { Routing = [new("late", Priority: 9, Words: ["投诉"], Second: true)] }, new(Text: "投诉"), "aftersales")!));

    private static RoutingDecision Decide(RoutingRule[] rules, RoutingFacts facts) => RoutingDecision.First(Shop with { Routing = rules }, facts);

    private static (string, int) Of(RoutingDecision decision) => (decision.Queue, decision.Priority);
}
