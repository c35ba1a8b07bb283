using Reception.Contracts.Conversations;
using Reception.Contracts.Routing;
using Reception.Contracts.Shops;

namespace Reception.Domain.Tests.Shops;

/// <summary>Policies that use everything a policy can say, with texts that are hard to write down, and are valid.</summary>
internal sealed class RandomPolicy(int seed)
{
    private static readonly string[] Texts =
    [
        "退款", "a: b", "# no comment", "- item", "no", "null", "~", "true", "2026-11-22", "1e3", "0x1F", "'quoted'", "\"double\"", "a\nb", "  spaces  ", "tab\there", "emoji 😀 ok", "[a, b]", "{a: b}", "&anchor",
        "*alias", "!tag", "%TAG", "@at", "`tick", "| bar", "> fold", "a #b", "a:", "é̂", "line\r\nfeed", "\u2028sep", "trailing ", "?", ":", "-", "=", "<<", "end\\", "x\u0085y", "012", "+5", ".5", "1:30", "您好,请稍等。", "'", "''", "a'b\"c",
    ];

    private readonly Random _random = new(seed);
    private string[] _queues = [];
    private string[] _channels = [];

    public ShopPolicy Next()
    {
        _queues = [.. Enumerable.Range(0, 1 + _random.Next(5)).Select(i => $"queue-{i}")];
        _channels = [.. Enumerable.Range(0, 1 + _random.Next(4)).Select(i => $"channel.{i}")];
        return new(
            Text(), _random.Next(2) == 0 ? "zh" : "en", "Asia/Shanghai", [.. _queues.Select(Queue)], [.. _channels.Select(Channel)], Bot(), Maybe(() => List(3, () => new OpeningHours(Any<DayOfWeek>(), 60, 120 + _random.Next(1_000)))),
            _random.Next(100), 30, 60, 1 + _random.Next(2_000), Maybe(Text), Maybe(() => new KnowledgePolicy(Coin())), Maybe(Hours), Maybe(() => List(5, Rule)), Calendar: Maybe(() => new CalendarPolicy(List(4, Phase))), Peak: Maybe(Peak));
    }

    private PeakPolicy Peak() => new(
        Maybe(() => new PoolLever(Maybe(When), Maybe(() => new[] { Of(_queues) }), _random.Next(100), Maybe(() => List(2, i => new QueueStep(i * 7, null, $"{Text()} peak {i}", DropLanguage: true, AllHands: Coin()))))),
        Maybe(() => new MessageLever(Maybe(When), Maybe(() => new[] { Of(_queues) }), 1 + _random.Next(50), Maybe<int?>(() => 60), (LimitAction)(1 + _random.Next(3)))),
        Maybe(() => Coin() ? new BotLever(Maybe(When), 0.5, 0.125, 0.75) : new BotLever(Maybe(When), WrongAnswerCost: 5, MissesBeforeHandOver: 3, WhileHumanServes: Any<AssistMode>())),
        Maybe(() => new BudgetLever(Maybe(When), 1 + _random.Next(500), Maybe<int?>(() => 1_000), Maybe<int?>(() => 5), null, 1 + _random.Next(100))));

    private PeakWhen When() => new(Coin(), null, Maybe(() => new PeakLoad(1 + _random.Next(500), Maybe<double?>(() => 0.75), Maybe<int?>(() => 1), null, _random.Next(600))));

    private QueuePolicy Queue(string name, int index) => new(name, 5 + _random.Next(50), 1 + _random.Next(90), 1 + _random.Next(3), Maybe(() => List(3, i => $"{Text()} {index} {i}")), Maybe(() => Rules(index)));

    private QueueRules Rules(int index) => new(
        Any<DistributionMode>(),
        Maybe(() => new ScoreWeights(_random.NextDouble() * 100, 0.1, 1e-3, 100)),
        Maybe(() => new OfferRules(false, 1 + _random.Next(5), _random.Next(60), 1 + _random.Next(5))),
        Maybe(Skills),
        Maybe(Selectors),
        Coin(),
        Coin(),
        Maybe(() => List(4, i => Step(i, index))),
        Maybe(() => Limits(index)),
        _queues.Length == 1 ? null : Maybe(() => new Lending([.. _queues.Where((_, i) => i != index)], _random.Next(4))),
        Maybe(() => new[] { 90, 60, 60, 5 }),
        Maybe(() => List(3, i => new WorkCost((WorkKind)i, 1 + _random.Next(9), Maybe(() => Of(_channels))))),
        Maybe(Targets),
        _random.Next(60),
        _random.Next(60),
        Maybe(Hours));

    private QueueStep Step(int i, int queue)
    {
        var overflow = queue + 1 < _queues.Length && Coin() ? _queues[queue + 1] : null;
        return new(
            i * 30, Coin() ? (i * 30) + 10 : null, Maybe(() => $"{Text()} {i}"), Maybe(() => List(2, () => new SkillRelaxation(Maybe(Text), _random.Next(9)))), Maybe(() => List(2, Text)), Coin(), null, Coin(), _random.Next(20), overflow,
            overflow is null ? Any<WaitOffer>() : WaitOffer.None);
    }

    private QueueLimits Limits(int queue) => queue + 1 < _queues.Length && Coin()
        ? new(1 + _random.Next(50), null, LimitAction.Overflow, _queues[queue + 1])
        : new(null, 1 + _random.Next(500), (LimitAction)(1 + _random.Next(3)));

    private ChannelPolicy Channel(string name) => new(name, Maybe(() => new[] { "https://shop.example", "http://localhost:8080" }), Maybe(() => new ChannelRules(
        Maybe(() => List(2, i => new ForeignTopics([$"{Text()} {i}"], Text(), Text(), Maybe(() => "https://help.example/a?b=c&d#e")))), Maybe(Targets), Maybe<int?>(() => 48), Coin(), Any<ReviewSubject>(),
        Maybe(() => List(2, i => new OutsideParty($"party {i}", Text(), null))))));

    private RoutingRule Rule(int i) => new(
        $"{Text()} {i}", Maybe(() => Of(_queues)), ["topic"], Maybe(() => List(3, j => $"词{Text()}{j}")), Maybe(() => List(2, () => Of(_channels))), Maybe(() => new[] { "zh", "en-GB" }), Maybe<int?>(() => _random.Next(10)), Maybe(Skills), Maybe(Selectors),
        Maybe(() => List(3, j => new Label($"{Text()} {j}", Text()))), Coin(), Maybe(() => List(3, Any<HandOverReason>)));

    private SkillRequirement[] Skills() => List(3, i => new SkillRequirement($"{Text()} {i}", 1 + _random.Next(10), Maybe<int?>(() => 30)));

    private LabelSelector[] Selectors() =>
        List(3, () => Coin() ? new LabelSelector(Text(), SelectorOperator.In, [Text(), Text()]) : new LabelSelector(Text(), SelectorOperator.GreaterOrEqual, ["-2.5"], 60));

    private ServiceTargets Targets() => new(Maybe<int?>(() => 60), Maybe<int?>(() => 30), Maybe<int?>(() => 172_800));

    private HoursPolicy Hours() => new(
        Maybe(() => List(5, i => new OpeningHours((DayOfWeek)i, _random.Next(600), 601 + _random.Next(839)))),
        Maybe(() => List(3, i => new DayException(new DateOnly(2026, 10, 1).AddDays(i), Maybe(() => new[] { new HoursRange(0, 60), new HoursRange(60, 1_440) }), Maybe(Text)))),
        Any<ClosedAction>());

    private CalendarPhase Phase(int i) => new(
        $"{Text()} {i}", new DateOnly(2026, 10, 1).AddDays(i * 10), new DateOnly(2026, 10, 1).AddDays((i * 10) + _random.Next(9)), _random.Next(600), 601 + _random.Next(840),
        Maybe(() => _random.Next(3) switch { 0 => new ExpectedArrivals(PerHour: 1e-3 + (1e5 * _random.NextDouble())), 1 => new(ByHour: [.. Enumerable.Range(0, 24).Select(_ => _random.NextDouble())]), _ => new(Factor: 2.5) }),
        Maybe<int?>(() => 1 + _random.Next(50)), Maybe(() => List(_queues.Length, j => new PhaseQueue(_queues[j], Maybe(() => Limits(j)), Maybe<int?>(() => _random.Next(99))))), Maybe(() => new WarmUp(_random.Next(1_440), Coin(), Coin())));

    private BotPolicy Bot() => new(Coin(), 0.5, 0.25 * _random.NextDouble(), 0.9, 1 + _random.Next(3), Any<AssistMode>(), Maybe(() => List(3, i => $"{Text()} {i}")), 24, Maybe(() => new LanguageModelPolicy(Coin())), Maybe<double?>(() => 9.5));

    private bool Coin() => _random.Next(2) == 0;

    private string Text() => Coin() ? Of(Texts) : $"{Of(Texts)}{Of(Texts)}";

    private T Any<T>() where T : struct, Enum => Of(Enum.GetValues<T>());

    private T Of<T>(T[] items) => items[_random.Next(items.Length)];

    private T? Maybe<T>(Func<T> make) => Coin() ? make() : default;

    private T[] List<T>(int most, Func<T> make) => List(most, _ => make());

    private T[] List<T>(int most, Func<int, T> make) => [.. Enumerable.Range(0, _random.Next(most + 1)).Select(make)];

}
