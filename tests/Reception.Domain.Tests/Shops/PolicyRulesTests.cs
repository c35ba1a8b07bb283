using Reception.Contracts.Conversations;
using Reception.Contracts.Routing;
using Reception.Contracts.Shops;
using Reception.Domain.Shops;

namespace Reception.Domain.Tests.Shops;

/// <summary>Each rule about queues, channels, hours and routing: one error, with the path of its value.</summary>
public sealed class PolicyRulesTests
{
    private static readonly ShopPolicy Fine = new("Demo", "zh", "Asia/Shanghai", [new("a"), new("b"), new("c")], [new("web"), new("market")], new());

    [Fact]
    public void Validate_APolicyThatUsesEverything_FindsNothing() => Assert.Empty(PolicyValidator.Validate(Everything));

    public static TheoryData<string, QueueRules> BrokenRules() => new()
    {
        { "mode", new(Mode: (DistributionMode)9) },
        { "score.load", new(Score: new(Load: 101)) },
        { "score.skill", new(Score: new(Skill: double.NaN)) },
        { "offers.concurrent", new(Offers: new(Concurrent: 6)) },
        { "offers.concurrent", new(Offers: new(AutoAccept: true, Concurrent: 2)) },
        { "offers.coolDownSeconds", new(Offers: new(CoolDownSeconds: -1)) },
        { "offers.missesToNotResponding", new(Offers: new(MissesToNotResponding: -1)) },
        { "skills[0].level", new(Skills: [new("refund", 11)]) },
        { "skills[0].skill", new(Skills: [new(" ", 1)]) },
        { "skills[0].expiresAfterSeconds", new(Skills: [new("refund", 1, 0)]) },
        { "skills", new(Skills: [new("refund", 1), new("REFUND", 2)]) },
        { "skills", new(Skills: [.. Enumerable.Range(0, 9).Select(i => new SkillRequirement($"s{i}"))]) },
        { "skills[0]", new(Skills: [null!]) },
        { "selectors[0].values", new(Selectors: [new("team", SelectorOperator.In, [])]) },
        { "selectors[0].values", new(Selectors: [new("team", SelectorOperator.Equal, ["a", "b"])]) },
        { "selectors[0].values[0]", new(Selectors: [new("age", SelectorOperator.Less, ["old"])]) },
        { "selectors[0].values[0]", new(Selectors: [new("age", SelectorOperator.GreaterOrEqual, ["NaN"])]) },
        { "selectors[0].operator", new(Selectors: [new("team", (SelectorOperator)7, ["a"])]) },
        { "selectors[0].key", new(Selectors: [new("", SelectorOperator.Equal, ["a"])]) },
        { "steps[0].afterSeconds", new(Steps: [new(-1)]) },
        { "steps[1].afterSeconds", new(Steps: [new(30), new(30)]) },
        { "steps[0].untilSeconds", new(Steps: [new(30, 30)]) },
        { "steps", new(Steps: [new(30, Name: "x"), new(60, Name: "X")]) },
        { "steps[0].relax[0].level", new(Steps: [new(30, Relax: [new("refund", 10)])]) },
        { "steps[0].lenders[0]", new(Steps: [new(30, Lenders: ["nowhere"])]) },
        { "steps[0].lenders[0]", new(Steps: [new(30, Lenders: ["a"])]) },
        { "steps[0].lenders[0]", new(Steps: [new(30, Lenders: ["c"])]) },
        { "steps[0].dueEarlierSeconds", new(Steps: [new(30, DueEarlierSeconds: -1)]) },
        { "steps[0].overflowTo", new(Steps: [new(30, OverflowTo: "nowhere")]) },
        { "steps[0].overflowTo", new(Steps: [new(30, OverflowTo: "a")]) },
        { "steps[0].overflowTo", new(Steps: [new(30, OverflowTo: "B")]) },
        { "steps[0].offer", new(Steps: [new(30, OverflowTo: "b", Offer: WaitOffer.Message)]) },
        { "steps[0].offer", new(Steps: [new(30, Offer: (WaitOffer)3)]) },
        { "limits.maxWaiting", new(Limits: new(MaxWaiting: 0)) },
        { "limits.maxWaitSeconds", new(Limits: new(MaxWaitSeconds: 0)) },
        { "limits.overflowTo", new(Limits: new(1, Action: LimitAction.Overflow)) },
        { "limits.overflowTo", new(Limits: new(1, Action: LimitAction.Bot, OverflowTo: "b")) },
        { "limits.overflowTo", new(Limits: new(1, Action: LimitAction.Overflow, OverflowTo: "nowhere")) },
        { "limits.action", new(Limits: new(1, Action: (LimitAction)4)) },
        { "lends.to", new(Lends: new([])) },
        { "lends.to[0]", new(Lends: new(["a"])) },
        { "lends.to[0]", new(Lends: new(["nowhere"])) },
        { "lends.keepFree", new(Lends: new(["b"], -1)) },
        { "priorityTargets[1]", new(PriorityTargets: [30, 31]) },
        { "priorityTargets[0]", new(PriorityTargets: [0]) },
        { "priorityTargets", new(PriorityTargets: [.. Enumerable.Repeat(5, 11)]) },
        { "costs[0].weight", new(Costs: [new(WorkKind.Chat, 0)]) },
        { "costs[0].kind", new(Costs: [new((WorkKind)4, 1)]) },
        { "costs[0].channel", new(Costs: [new(WorkKind.Chat, 1, "nowhere")]) },
        { "costs", new(Costs: [new(WorkKind.Chat, 1, "web"), new(WorkKind.Chat, 2, "web")]) },
        { "targets.eachReplySeconds", new(Targets: new(EachReplySeconds: 0)) },
        { "targets.firstReplySeconds", new(Targets: new(61, null, 60)) },
        { "wrapUpSeconds", new(WrapUpSeconds: -1) },
        { "idleSeconds", new(IdleSeconds: -1) },
        { "hours.weekly[0]", new(Hours: new([new(DayOfWeek.Monday, 600, 600)])) },
    };

    [Theory, MemberData(nameof(BrokenRules))]
    public void Validate_BrokenRules_NameTheirPath(string path, QueueRules rules) => Only($"queues[0].rules.{path}", Fine with { Queues = [new("a", Rules: rules), new("b"), new("c")] });

    public static TheoryData<string, ChannelPolicy> BrokenChannels() => new()
    {
        { "name", new("~order") },
        { "rules.foreign[0].topics", new("web", Rules: new([new([], "平台", "请联系平台")])) },
        { "rules.foreign[0].party", new("web", Rules: new([new(["a"], "", "请联系平台")])) },
        { "rules.foreign[0].say", new("web", Rules: new([new(["a"], "平台", "")])) },
        { "rules.foreign[0].url", new("web", Rules: new([new(["a"], "平台", "请联系平台", "javascript:alert(1)")])) },
        { "rules.foreign.topics", new("web", Rules: new([new(["a"], "平台", "请联系平台"), new(["A"], "物流", "请联系物流")])) },
        { "rules.targets.firstReplySeconds", new("web", Rules: new(Targets: new(0))) },
        { "rules.platformStepsInHours", new("web", Rules: new(PlatformStepsInHours: 0)) },
        { "rules.reviews", new("web", Rules: new(Reviews: (ReviewSubject)2)) },
        { "rules.parties", new("web", Rules: new(Parties: [.. Enumerable.Range(0, 21).Select(i => new OutsideParty($"p{i}", "平台"))])) },
        { "rules.parties[0]", new("web", Rules: new(Parties: [null!])) },
        { "rules.parties[0].name", new("web", Rules: new(Parties: [new(" ", "平台")])) },
        { "rules.parties[0].name", new("web", Rules: new(Parties: [new(new('p', 65), "平台")])) },
        { "rules.parties[0].url", new("web", Rules: new(Parties: [new("platform", "平台", "http://help.example")])) },
        { "rules.parties[0].url", new("web", Rules: new(Parties: [new("platform", "平台", "https://me:secret@help.example")])) },
        { "rules.foreign[0].url", new("web", Rules: new([new(["a"], "平台", "请联系平台", "http://help.example")])) },
        { "rules.parties[0].title", new("web", Rules: new(Parties: [new("platform", "")])) },
        { "rules.parties[0].url", new("web", Rules: new(Parties: [new("platform", "平台", "help")])) },
        { "rules.parties", new("web", Rules: new(Parties: [new("platform", "平台"), new("Platform", "平台")])) },
    };

    [Theory, MemberData(nameof(BrokenChannels))]
    public void Validate_BrokenChannels_NameTheirPath(string path, ChannelPolicy channel) => Only($"channels[0].{path}", Fine with { Channels = [channel] });

    public static TheoryData<string, HoursPolicy> BrokenHours() => new()
    {
        { "weekly[0].day", new([new((DayOfWeek)7, 0, 60)]) },
        { "weekly[0]", new([new(DayOfWeek.Monday, 0, 1_441)]) },
        { "weekly[1]", new([new(DayOfWeek.Monday, 0, 60), new(DayOfWeek.Monday, 59, 120)]) },
        { "weekly[0]", new([new(DayOfWeek.Monday, 60, 120), new(DayOfWeek.Tuesday, 0, 60), new(DayOfWeek.Monday, 0, 61)]) },
        { "exceptions[0].open[0]", new(Exceptions: [new(new(2026, 1, 1), [new(5, 5)])]) },
        { "exceptions[0].open[1]", new(Exceptions: [new(new(2026, 1, 1), [new(0, 60), new(30, 90)])]) },
        { "exceptions[0].date", new(Exceptions: [new(new(1999, 1, 1))]) },
        { "exceptions", new(Exceptions: [new(new(2026, 1, 1)), new(new(2026, 1, 1))]) },
        { "closed", new(Closed: (ClosedAction)4) },
    };

    [Theory, MemberData(nameof(BrokenHours))]
    public void Validate_BrokenHours_NameTheirPath(string path, HoursPolicy hours) => Only($"opening.{path}", Fine with { Opening = hours });

    public static TheoryData<string, RoutingRule[]> BrokenRouting() => new()
    {
        { "routing[0].name", [new("", Topics: ["x"])] },
        { "routing", [new("x", Topics: ["x"]), new("X", Topics: ["y"])] },
        { "routing[0].queue", [new("x", "nowhere")] },
        { "routing[0].queue", [new("x", "A")] },
        { "routing[0].words[0]", [new("x", Words: ["!?"])] },
        { "routing[0].words[0]", [new("x", Words: [" "])] },
        { "routing[0].channels[0]", [new("x", Channels: ["nowhere"])] },
        { "routing[0].languages[0]", [new("x", Languages: ["z h"])] },
        { "routing[0].priority", [new("x", Priority: 10)] },
        { "routing[0].skills[0].level", [new("x", Skills: [new("refund", 0)])] },
        { "routing[0].labels[0].value", [new("x", Labels: [new("k", "")])] },
        { "routing[0].reasons[0]", [new("x", Reasons: [(HandOverReason)99])] },
        { "routing[0]", [new("all", "a"), new("never", "b", Words: ["x"])] },
        { "routing[0]", [null!] },
    };

    [Theory, MemberData(nameof(BrokenRouting))]
    public void Validate_BrokenRouting_NamesItsPath(string path, RoutingRule[] rules) => Only(path, Fine with { Routing = rules });

    [Fact]
    public void Validate_ACatchAllAtTheEnd_IsFine() => Assert.Empty(PolicyValidator.Validate(Fine with { Routing = [new("x", Words: ["x"]), new("all", "b")] }));

    [Fact]
    public void Validate_OverflowInACircle_TellsTheCircle()
    {
        var policy = Fine with { Queues = [Overflowing("a", "b"), new("b", Rules: new(Limits: new(1, Action: LimitAction.Overflow, OverflowTo: "c"))), Overflowing("c", "a")] };

        Assert.Equal("queues: work would overflow for ever: a → b → c → a.", Assert.Single(PolicyValidator.Validate(policy)));
    }

    [Fact]
    public void Validate_OverflowToOneQueueFromTwo_IsFine() => Assert.Empty(PolicyValidator.Validate(Fine with { Queues = [Overflowing("a", "c"), Overflowing("b", "c"), new("c")] }));

    [Fact]
    public void Validate_QueuesThatLendToEachOther_AreFine() => Assert.Empty(PolicyValidator.Validate(Fine with { Queues = [Lending("a", "b"), Lending("b", "a")] }));

    [Fact]
    public void Validate_ManyErrorsInOneQueue_FindsThemAll()
    {
        var rules = new QueueRules((DistributionMode)9, Skills: [new("", 0)], Steps: [new(5, 5), new(5, OverflowTo: "x")], Limits: new(0, Action: LimitAction.Overflow), WrapUpSeconds: -1);

        Assert.Equal(9, PolicyValidator.Validate(Fine with { Queues = [new("a", Rules: rules)] }).Length);
    }

    private static QueuePolicy Overflowing(string name, string to) => new(name, Rules: new(Steps: [new(30, OverflowTo: to)]));

    private static QueuePolicy Lending(string name, string to) => new(name, Rules: new(Lends: new([to]), Steps: [new(30, Lenders: [to])]));

    private static void Only(string path, ShopPolicy policy) => Assert.Equal(path, Assert.Single(PolicyValidator.Validate(policy)).Split(": ")[0]);

    private static ShopPolicy Everything => Fine with
    {
        Opening = new([new(DayOfWeek.Monday, 540, 720), new(DayOfWeek.Monday, 720, 1_080)], [new(new(2026, 10, 1), null, "国庆"), new(new(2026, 11, 11), [new(0, 1_440)])], ClosedAction.CallBack),
        Routing = [new("vip", "b", ["退款"], ["投诉"], ["market"], ["zh"], 5, [new("refund", 3, 60)], [new("team", SelectorOperator.In, ["x", "y"], 30)], [new("value", "high")], true, [HandOverReason.Upset])],
        Channels = [new("web"), new("market", Rules: new([new(["账号"], "平台", "请联系平台客服", "https://help.example")], new(180, 600, 100_000), 48, false, ReviewSubject.Product, [new("platform", "平台客服")]))],
        Queues =
        [
            new("a", 20, 60, 2, ["退款"], new(
                DistributionMode.BestScore, new(), new(false, 3, 10, 2), [new("refund", 5)], [new("age", SelectorOperator.GreaterOrEqual, ["2.5"])], true, true,
                [new(0), new(30, 60, "wider", [new(null, 3)], ["age"], true, ["b"], false, 10), new(90, Offer: WaitOffer.CallBack), new(120, OverflowTo: "b")],
                new(50, 600, LimitAction.Overflow, "c"), null, [90, 30, 30], [new(WorkKind.Chat, 2), new(WorkKind.Chat, 3, "market"), new(WorkKind.Review, 1)], new(60, 120, 86_400), 30, 120, new())),
            new("b", Rules: new(Lends: new(["a"], 2), Offers: new(AutoAccept: true))),
            new("c"),
        ],
    };
}
