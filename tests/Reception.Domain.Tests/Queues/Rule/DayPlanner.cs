using Reception.Contracts.Ids;
using Reception.Contracts.Routing;
using Reception.Contracts.Shops;
using Reception.Domain.Time;

namespace Reception.Domain.Tests.Queues.Rule;

/// <summary>Draws plans. Few names and small numbers, so that things meet.</summary>
internal sealed class DayPlanner(int seed)
{
    private readonly SeededRandomSource _random = new(seed);

    public static readonly ShopId Shop = new("shop");
    public static readonly QueueId Queue = new(Shop, "chats");
    public static readonly QueueId[] Homes = [new(Shop, "refunds"), new(Shop, "sales")];

    private static readonly string[] Skills = ["refund", "sizes"];
    private static readonly string[] Languages = ["zh", "en"];
    private static readonly string[] Channels = ["web", "tmall"];

    public DayPlan Plan(int most = 70)
    {
        var morning = Book();
        var agents = 1 + Pick(5);
        return new DayPlan(
            morning, Chance(4) ? Later(morning, Book()) : morning, [.. Enumerable.Range(0, agents).Select(_ => Traits())], [.. Enumerable.Range(0, agents).Select(_ => 1 + Pick(4))],
            Chance(4) ? 3 : 1, Chance(3), [.. Enumerable.Range(0, 5 + Pick(most)).Select(_ => new Move(Pick(32), Pick(1_000), Pick(1_000), Pick(1_000)))]);
    }

    public WorkRequest Request(int pick) => (pick % 4) switch
    {
        0 => WorkRequest.Chat,
        1 => new WorkRequest(Language: One(Languages), Channel: One(Channels)),
        2 => new WorkRequest(Kind: (WorkKind)Pick(4), Skills: [Skill()], Language: Chance(2) ? One(Languages) : null),
        _ => new WorkRequest(Channel: One(Channels), Selectors: [Selector()], Skills: Chance(2) ? [Skill(), Skill()] : null),
    };

    public AgentTraits Traits() => new(
        Chance(2) ? [.. Skills.Where(_ => Chance(2)).Select(s => new AgentSkill(s, 1 + Pick(10)))] : null,
        Chance(2) ? [One(Languages).ToUpperInvariant()] : null,
        Chance(3) ? [One(Channels)] : null,
        Chance(2) ? [new Label("tier", $"{1 + Pick(3)}"), .. Chance(2) ? new[] { new Label("side", One(["north", "south"])) } : []] : null,
        Chance(3) ? (QueueRole)(1 + Pick(2)) : QueueRole.Member,
        Chance(2) ? Homes[Pick(2)] : null,
        Chance(3) ? 1 + Pick(4) : 1,
        Chance(6) ? ["returns"] : null);

    /// <summary>Shares are counted while their mode is in force, so a change of policy leaves it as it is.</summary>
    private static RuleBook Later(RuleBook morning, RuleBook drawn) =>
        (morning.Rules.Mode == DistributionMode.WeightedShare) == (drawn.Rules.Mode == DistributionMode.WeightedShare) ? drawn : drawn with { Rules = drawn.Rules with { Mode = morning.Rules.Mode } };

    private RuleBook Book()
    {
        var rules = new QueueRules(
            Chance(2) ? (DistributionMode)Pick(5) : DistributionMode.LongestIdle,
            Chance(3) ? new ScoreWeights(Pick(5), Pick(5), Pick(5), Pick(5)) : null,
            Chance(2) ? new OfferRules(Chance(4), Chance(2) ? 1 + Pick(3) : 1, 5 + (5 * Pick(8))) : null,
            Chance(4) ? [Skill()] : null,
            Chance(5) ? [Selector()] : null,
            Chance(3),
            Chance(3),
            Chance(2) ? Steps() : null,
            Chance(3) ? new QueueLimits(Chance(2) ? 2 + Pick(5) : null, Chance(2) ? 20 + Pick(60) : null) : null,
            Chance(4) ? new Lending([.. Homes.Skip(Pick(2)).Take(1 + Pick(2)).Select(h => h.Name)], Pick(3)) : null);
        return new RuleBook(Queue, rules, TimeSpan.FromSeconds(5 + Pick(25)));
    }

    private QueueStep[] Steps()
    {
        var steps = new QueueStep[1 + Pick(3)];
        var after = 0;
        for (var i = 0; i < steps.Length; i++)
        {
            after += 1 + Pick(20);
            steps[i] = new QueueStep(
                after, Chance(3) ? after + 1 + Pick(30) : null, "step " + (i + 1),
                Chance(2) ? [new SkillRelaxation(Chance(2) ? One(Skills) : null, Pick(6))] : null,
                Chance(3) ? [One(["tier", "side"])] : null,
                Chance(3),
                Chance(2) ? [Homes[Pick(2)].Name] : null,
                Chance(3),
                Chance(4) ? Pick(60) : 0,
                Chance(8) ? "sales" : null,
                Chance(8) ? (WaitOffer)(1 + Pick(2)) : WaitOffer.None);
        }
        return steps;
    }

    private SkillRequirement Skill() => new(One(Skills), 1 + Pick(10), Chance(3) ? 5 + Pick(40) : null);

    private LabelSelector Selector()
    {
        int? expires = Chance(3) ? 5 + Pick(40) : null;
        if (Chance(3)) return new LabelSelector("side", Chance(2) ? SelectorOperator.Equal : SelectorOperator.NotEqual, [One(["north", "south"])], expires);
        var op = (SelectorOperator)Pick(7);
        return new LabelSelector("tier", op, op == SelectorOperator.In ? ["1", "3"] : [$"{1 + Pick(3)}"], expires);
    }

    private int Pick(int of) => (int)(_random.NextDouble() * of);

    private bool Chance(int oneIn) => Pick(oneIn) == 0;

    private T One<T>(T[] of) => of[Pick(of.Length)];
}
