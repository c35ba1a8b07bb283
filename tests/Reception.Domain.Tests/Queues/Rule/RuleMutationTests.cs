using Reception.Contracts.Agents;
using Reception.Contracts.Ids;
using Reception.Contracts.Queues;
using Reception.Contracts.Routing;
using Reception.Contracts.Shops;

namespace Reception.Domain.Tests.Queues.Rule;

/// <summary>The random days notice a router that breaks one sentence of the rule, and have nothing against the rule itself.</summary>
public sealed class RuleMutationTests
{
    private const int Enough = 1_500;

    [Fact]
    public void Days_TheRuleItself_NothingIsBroken()
    {
        var (days, askings) = Days.Play(nameof(Days_TheRuleItself_NothingIsBroken), 60, book => new RuleRouter(new RuleQueue(book)), Light);
        Assert.True(askings > 2 * days, $"{askings} askings in {days} days are too few to say anything");
    }

    [Theory]
    [InlineData("newest first")]
    [InlineData("priority forgotten")]
    [InlineData("capacity ignored")]
    [InlineData("cool-down forgotten")]
    [InlineData("cool-down even alone")]
    [InlineData("window ignored")]
    [InlineData("window after a refusal")]
    [InlineData("skills ignored")]
    [InlineData("selectors ignored")]
    [InlineData("steps never end")]
    [InlineData("steps never begin")]
    [InlineData("due never moves")]
    [InlineData("one offer too many")]
    [InlineData("second offers first")]
    [InlineData("lends without grants")]
    [InlineData("roles mixed")]
    [InlineData("mode ignored")]
    [InlineData("away is here")]
    [InlineData("limit ignored")]
    [InlineData("stale remove taken")]
    [InlineData("stale enqueue taken")]
    public void Days_OneSentenceBroken_IsNoticed(string what) =>
        Assert.NotNull(Days.FirstNoticed(what, Enough, book => new RuleRouter(Broken(what, book)), change: Light));

    /// <summary>Rule and router broken alike: the promises (capacity, order bound, one owner) do not come from the rule's text.</summary>
    [Theory]
    [InlineData("newest first")]
    [InlineData("capacity ignored")]
    public void Days_RuleAndRouterBrokenAlike_IsNoticed(string what) =>
        Assert.NotNull(Days.FirstNoticed(what, Enough, book => new RuleRouter(Broken(what, book)), book => Broken(what, book), Slow));

    /// <summary>Weights of 1: who is kept for heavy work is not in the rule's text.</summary>
    private static DayPlan Light(DayPlan plan) => plan with { MostWeight = 1 };

    /// <summary>Time passes in long steps, and nothing widens: then works differ by their times only.</summary>
    private static DayPlan Slow(DayPlan plan)
    {
        var calm = plan.Morning with { Rules = plan.Morning.Rules with { Steps = null } };
        return Light(plan) with { Morning = calm, Afternoon = calm, Moves = [.. plan.Moves.Select(m => m.Kind is >= 23 and < 27 ? m with { A = 0 } : m)] };
    }

    private static RuleQueue Broken(string what, Func<RuleBook> book) => what switch
    {
        "newest first" => new NewestFirst(book),
        "priority forgotten" => new ArrivalOnly(book),
        "capacity ignored" => new NoCapacity(book),
        "cool-down forgotten" => new NoCoolDown(book),
        "cool-down even alone" => new LongCoolDown(book),
        "window ignored" => new NoWindow(book),
        "window after a refusal" => new StubbornWindow(book),
        "skills ignored" => new RuleQueue(() => book() with { Rules = book().Rules with { Skills = null } }),
        "selectors ignored" => new RuleQueue(() => book() with { Rules = book().Rules with { Selectors = null } }),
        "steps never end" => new RuleQueue(() => WithSteps(book(), s => s with { UntilSeconds = null })),
        "steps never begin" => new RuleQueue(() => book() with { Rules = book().Rules with { Steps = null } }),
        "due never moves" => new RuleQueue(() => WithSteps(book(), s => s with { DueEarlierSeconds = 0 })),
        "one offer too many" => new OneMore(book),
        "second offers first" => new SecondFirst(book),
        "lends without grants" => new NoGrants(book),
        "roles mixed" => new NoRoles(book),
        "mode ignored" => new RuleQueue(() => book() with { Rules = book().Rules with { Mode = DistributionMode.LongestIdle } }),
        "away is here" => new AlwaysHere(book),
        "limit ignored" => new NoLimit(book),
        "stale remove taken" => new StaleRemove(book),
        "stale enqueue taken" => new StaleEnqueue(book),
        _ => throw new ArgumentException(what),
    };

    private static RuleBook WithSteps(RuleBook book, Func<QueueStep, QueueStep> change) => book with { Rules = book.Rules with { Steps = book.Rules.Steps?.Select(change).ToArray() } };

    private sealed class NewestFirst(Func<RuleBook> book) : RuleQueue(book)
    {
        public override int Compare(RuleWork a, RuleWork b) => b.Work.Arrival.CompareTo(a.Work.Arrival);
    }

    private sealed class ArrivalOnly(Func<RuleBook> book) : RuleQueue(book)
    {
        public override int Compare(RuleWork a, RuleWork b) => (a.Work.Arrival, a.Entry).CompareTo((b.Work.Arrival, b.Entry));
    }

    private sealed class NoCapacity(Func<RuleBook> book) : RuleQueue(book)
    {
        public override bool HasRoom(RuleWork work, RuleAgent agent) => agent.InFlight < 3;
    }

    private sealed class NoCoolDown(Func<RuleBook> book) : RuleQueue(book)
    {
        public override bool CoolsDown(RuleWork work, RuleAgent agent, DateTimeOffset now) => work.Refused.TryGetValue(agent.Id, out var at) && now < at + AlonePause;
    }

    private sealed class LongCoolDown(Func<RuleBook> book) : RuleQueue(book)
    {
        public override bool CoolsDown(RuleWork work, RuleAgent agent, DateTimeOffset now) => work.Refused.TryGetValue(agent.Id, out var at) && now < at + Book.CoolDown;
    }

    private sealed class NoWindow(Func<RuleBook> book) : RuleQueue(book)
    {
        public override bool IsHeldForAnother(RuleWork work, RuleAgent agent, DateTimeOffset now) => false;
    }

    private sealed class StubbornWindow(Func<RuleBook> book) : RuleQueue(book)
    {
        protected override void Refuse(RuleOffer offer, DateTimeOffset now) => offer.Work.Refused[offer.Agent.Id] = now;
    }

    private sealed class OneMore(Func<RuleBook> book) : RuleQueue(book)
    {
        public override bool MayHaveAnotherOffer(RuleWork work) => work.Offers.Count <= Book.Concurrent;
    }

    private sealed class SecondFirst(Func<RuleBook> book) : RuleQueue(book)
    {
        public override int Compare(RuleWork a, RuleWork b) => (a.Due, a.Work.Arrival, a.Entry).CompareTo((b.Due, b.Work.Arrival, b.Entry));
    }

    private sealed class NoGrants(Func<RuleBook> book) : RuleQueue(book)
    {
        public override bool Lends(QueueId home) => true;
    }

    private sealed class NoRoles(Func<RuleBook> book) : RuleQueue(book)
    {
        public override int Compare(RuleWork work, RuleAgent a, RuleAgent b, DateTimeOffset now) => (a.Idle, a.Id.Value).CompareTo((b.Idle, b.Id.Value));
    }

    private sealed class AlwaysHere(Func<RuleBook> book) : RuleQueue(book)
    {
        public override bool IsRoutable(RuleAgent agent, DateTimeOffset now) => agent.SilentUntil <= now;
    }

    private sealed class NoLimit(Func<RuleBook> book) : RuleQueue(book)
    {
        public override bool IsFull(WaitingWork work) => false;
    }

    private sealed class StaleRemove(Func<RuleBook> book) : RuleQueue(book)
    {
        public override void Remove(ConversationId work, long epoch, AgentId? taker = null) => base.Remove(work, long.MaxValue, taker);
    }

    private sealed class StaleEnqueue(Func<RuleBook> book) : RuleQueue(book)
    {
        public override void Remove(ConversationId work, long epoch, AgentId? taker = null) => base.Remove(work, Works.Exists(w => w.Work.Work == work && w.Work.Epoch <= epoch) ? epoch : 0, taker);

        public override EnqueueOutcome Enqueue(WaitingWork work, DateTimeOffset now) => base.Enqueue(work with { Epoch = work.Epoch + 1_000 }, now);
    }
}
