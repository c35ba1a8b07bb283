using Reception.Contracts.Agents;
using Reception.Contracts.Ids;
using Reception.Contracts.Queues;
using Reception.Contracts.Routing;
using Reception.Contracts.Shops;

namespace Reception.Domain.Tests.Queues.Rule;

/// <summary>Hand-made cases of the rule: the oracle itself is right.</summary>
public sealed class RuleQueueTests
{
    private readonly RuleQueue _queue;
    private RuleBook _book = new(DayPlanner.Queue, new QueueRules(), TimeSpan.FromSeconds(20));
    private DateTimeOffset _now = Desk.Start;
    private long _words;
    private int _offers;

    public RuleQueueTests() => _queue = new RuleQueue(() => _book);

    [Fact]
    public void Next_TwoWorks_SmallerDueFirst()
    {
        Enter("late", due: 60);
        Enter("soon", due: 30);
        Online("an");
        Assert.Equal("soon→an", Next());
    }

    [Fact]
    public void Next_EqualDue_EarlierArrivalFirst()
    {
        Enter("second", due: 60, arrivedAgo: 0);
        Enter("first", due: 60, arrivedAgo: 5);
        Online("an");
        Assert.Equal("first→an", Next());
    }

    [Fact]
    public void Next_WorkWithAnOffer_ComesAfterThoseWithout()
    {
        Rules(new QueueRules(Offers: new OfferRules(Concurrent: 2)));
        Enter("soon", due: 30);
        Enter("late", due: 60);
        Online("an", free: 1);
        Ask();
        Online("bo", free: 2);
        Assert.Equal("late→bo", Next());
    }

    [Fact]
    public void Next_AllConcurrentOffersLive_AsksNobodyElse()
    {
        Rules(new QueueRules(Offers: new OfferRules(Concurrent: 2)));
        Enter("w");
        foreach (var agent in new[] { "an", "bo", "cy" }) Online(agent);
        Ask();
        Ask();
        Assert.Equal("", Next());
    }

    [Fact]
    public void Next_SameAgentTwice_IsNotAllowed()
    {
        Rules(new QueueRules(Offers: new OfferRules(Concurrent: 2)));
        Enter("w");
        Online("an", free: 2);
        Ask();
        Assert.Equal("", Next());
    }

    [Theory]
    [InlineData(9.999, "")]
    [InlineData(10, "w→an")]
    [InlineData(19.999, "w→an")]
    [InlineData(20, "")]
    public void Next_StepInForceFromAfterUntil_LowersTheSkill(double age, string asked)
    {
        Rules(new QueueRules(Skills: [new("refund", 5)], Steps: [new QueueStep(10, 20, Relax: [new(null, 3)])]));
        Enter("w");
        Online("an", traits: new(Skills: [new("refund", 3)]));
        _now += TimeSpan.FromSeconds(age);
        Assert.Equal(asked, Next());
    }

    [Fact]
    public void Next_SameSkillOfQueueAndWork_TheHigherLevelIsAsked()
    {
        Rules(new QueueRules(Skills: [new("refund", 2)]));
        Enter("w", request: new WorkRequest(Skills: [new("refund", 6)]));
        Online("an", traits: new(Skills: [new("refund", 5)]));
        Assert.Equal("", Next());
    }

    [Theory]
    [InlineData(14, "")]
    [InlineData(15, "w→an")]
    public void Next_SkillExpires_IsNotAskedFromThen(double age, string asked)
    {
        Enter("w", request: new WorkRequest(Skills: [new("refund", 6, 15)]));
        Online("an");
        _now += TimeSpan.FromSeconds(age);
        Assert.Equal(asked, Next());
    }

    [Theory]
    [InlineData(SelectorOperator.Equal, "2", true)]
    [InlineData(SelectorOperator.NotEqual, "2", false)]
    [InlineData(SelectorOperator.Less, "3", true)]
    [InlineData(SelectorOperator.Less, "2", false)]
    [InlineData(SelectorOperator.LessOrEqual, "2", true)]
    [InlineData(SelectorOperator.Greater, "10", false)]
    [InlineData(SelectorOperator.GreaterOrEqual, "2", true)]
    [InlineData(SelectorOperator.Greater, "north", false)]
    [InlineData(SelectorOperator.In, "2", true)]
    public void Next_SelectorOnTierTwo_Compares(SelectorOperator op, string value, bool fits)
    {
        Enter("w", request: new WorkRequest(Selectors: [new("tier", op, [value])]));
        Online("an", traits: new(Labels: [new("tier", "2")]));
        Assert.Equal(fits ? "w→an" : "", Next());
    }

    [Theory]
    [InlineData(SelectorOperator.NotEqual, true)]
    [InlineData(SelectorOperator.Equal, false)]
    [InlineData(SelectorOperator.Less, false)]
    public void Next_AgentWithoutTheLabel_FitsNotEqualOnly(SelectorOperator op, bool fits)
    {
        Enter("w", request: new WorkRequest(Selectors: [new("tier", op, ["2"])]));
        Online("an");
        Assert.Equal(fits ? "w→an" : "", Next());
    }

    [Fact]
    public void Next_LanguageAsked_IgnoresCase()
    {
        Rules(new QueueRules(MatchLanguage: true));
        Enter("w", request: new WorkRequest(Language: "zh"));
        Online("an", traits: new(Languages: ["en"]));
        Online("bo", traits: new(Languages: ["ZH"]));
        Assert.Equal("w→bo", Next());
    }

    [Fact]
    public void Next_TraineeAndNoTopic_DoesNotFit()
    {
        Enter("w");
        Online("an", traits: new(Topics: ["returns"]));
        Assert.Equal("", Next());
    }

    [Fact]
    public void Next_LentAgent_NeedsStepAndGrant()
    {
        Rules(new QueueRules(Steps: [new QueueStep(10, Lenders: ["refunds"])]));
        Enter("w");
        Online("an", traits: new(Role: QueueRole.Lent, Home: DayPlanner.Homes[0]));
        _now += TimeSpan.FromSeconds(10);
        Assert.Equal("", Next());
        _queue.Lend(DayPlanner.Homes[0], 1, 1);
        Assert.Equal("w→an", Next());
    }

    [Fact]
    public void Next_MemberIsFree_LentAgentIsNotAskedFirst()
    {
        Rules(new QueueRules(Steps: [new QueueStep(0, Lenders: ["refunds"])]));
        _queue.Lend(DayPlanner.Homes[0], 1, 1);
        Enter("w");
        Online("an", idleFor: 60, traits: new(Role: QueueRole.Lent, Home: DayPlanner.Homes[0]));
        Online("bo");
        Assert.Equal("w→bo", Next());
    }

    [Fact]
    public void Next_Declined_WaitsForTheCoolDownWhileAnotherIsThere()
    {
        Enter("w");
        Online("an", idleFor: 5);
        Decline(Ask());
        Online("bo", free: 0);
        _now += TimeSpan.FromSeconds(29);
        Assert.Equal("", Next());
        _now += TimeSpan.FromSeconds(1);
        Assert.Equal("w→an", Next());
    }

    [Fact]
    public void Next_DeclinedByTheOnlyOneWhoFits_ComesBackAfterFiveSeconds()
    {
        Enter("w", request: new WorkRequest(Skills: [new("refund")]));
        Online("an", traits: new(Skills: [new("refund", 1)]));
        Online("bo");
        Decline(Ask());
        _now += TimeSpan.FromSeconds(4);
        Assert.Equal("", Next());
        _now += TimeSpan.FromSeconds(1);
        Assert.Equal("w→an", Next());
    }

    [Fact]
    public void Next_PreferredIsBusyInHisWindow_NobodyElseIsAsked()
    {
        Enter("w", preferred: "bo", window: 10);
        Online("an");
        Online("bo", free: 0);
        Assert.Equal("", Next());
        _now += TimeSpan.FromSeconds(10);
        Assert.Equal("w→an", Next());
    }

    [Fact]
    public void Next_PreferredDoesNotFit_OthersAreAsked()
    {
        Enter("w", preferred: "bo", window: 10, request: new WorkRequest(Skills: [new("refund")]));
        Online("an", traits: new(Skills: [new("refund", 1)]));
        Online("bo");
        Assert.Equal("w→an", Next());
    }

    [Theory]
    [InlineData(DistributionMode.LongestIdle, "an")]
    [InlineData(DistributionMode.LoadRatio, "bo")]
    [InlineData(DistributionMode.BestScore, "cy")]
    public void Next_Mode_PicksItsAgent(DistributionMode mode, string agent)
    {
        Rules(new QueueRules(mode, Skills: [new("refund", 1)]));
        Enter("w");
        Online("an", free: 1, capacity: 4, idleFor: 60, traits: new(Skills: [new("refund", 2)]));
        Online("bo", free: 4, capacity: 4, idleFor: 1, traits: new(Skills: [new("refund", 2)]));
        Online("cy", free: 2, capacity: 3, idleFor: 2, traits: new(Skills: [new("refund", 10)]));
        Assert.Equal("w→" + agent, Next());
    }

    [Fact]
    public void Next_RoundRobin_GoesRound()
    {
        Rules(new QueueRules(DistributionMode.RoundRobin));
        foreach (var agent in new[] { "an", "bo", "cy" }) Online(agent, free: 9);
        var order = "";
        for (var i = 0; i < 6; i++)
        {
            Enter("w" + i);
            order += Ask().Agent.Id.Value[0];
        }
        Assert.Equal(order[..3], order[3..]);
        Assert.Equal("abc", string.Concat(order[..3].Order()));
    }

    [Fact]
    public void Next_WeightedShareThreeToOne_AsksThreeTimesAsOften()
    {
        Rules(new QueueRules(DistributionMode.WeightedShare));
        Online("an", free: 99, traits: new(Share: 3));
        Online("bo", free: 99, traits: new(Share: 1));
        var asked = 0;
        for (var i = 0; i < 40; i++)
        {
            Enter("w" + i);
            var offer = Ask();
            asked += offer.Agent.Id.Value == "an" ? 1 : 0;
            _queue.Remove(offer.Work.Work.Work, 1, offer.Agent.Id);
        }
        Assert.Equal(30, asked);
    }

    [Fact]
    public void Time_StepMovesTheDueTimeEarlier_NeverLaterAgain()
    {
        Rules(new QueueRules(Steps: [new QueueStep(10, 15, DueEarlierSeconds: 45)]));
        Enter("widened", due: 60);
        _now += TimeSpan.FromSeconds(10);
        _queue.Time(_now);
        Enter("plain", due: 20);
        _now += TimeSpan.FromSeconds(6);
        _queue.Time(_now);
        Online("an");
        Assert.Equal("widened→an", Next());
    }

    [Fact]
    public void Enqueue_AsManyWaitAsMay_IsFull()
    {
        Rules(new QueueRules(Limits: new QueueLimits(MaxWaiting: 1)));
        Enter("w");
        Assert.Equal(EnqueueOutcome.Full, Enter("v"));
    }

    [Fact]
    public void Enqueue_OfAnEarlierWait_ChangesNothing()
    {
        Enter("w", epoch: 3);
        _queue.Remove(Desk.Work("w"), 3);
        Assert.Equal(EnqueueOutcome.Known, Enter("w", epoch: 3));
        Assert.Empty(_queue.Works);
    }

    [Fact]
    public void Remove_OfAnEarlierWait_ChangesNothing()
    {
        Enter("w", epoch: 3);
        _queue.Remove(Desk.Work("w"), 2);
        Assert.Single(_queue.Works);
    }

    [Fact]
    public void Remove_OneTookIt_TheOthersOffersAreWithdrawn()
    {
        Rules(new QueueRules(Offers: new OfferRules(Concurrent: 2)));
        Enter("w");
        Online("an");
        Online("bo");
        var (first, second) = (Ask(), Ask());
        _queue.Remove(Desk.Work("w"), 1, first.Agent.Id);
        Assert.Contains(second.Id, _queue.Withdrawn);
        Assert.Empty(_queue.Offers);
    }

    private void Rules(QueueRules rules) => _book = _book with { Rules = rules };

    private EnqueueOutcome Enter(string name, int due = 60, int arrivedAgo = 0, string? preferred = null, int window = 0, WorkRequest? request = null, long epoch = 1)
    {
        var work = Desk.Waits(name, _now.AddSeconds(-arrivedAgo), TimeSpan.FromSeconds(due + arrivedAgo), 1, preferred, _now.AddSeconds(window), epoch) with { Request = request };
        return _queue.Enqueue(work, _now);
    }

    private void Online(string agent, int free = 1, int idleFor = 0, int? capacity = null, AgentTraits? traits = null) =>
        _queue.Say(new AgentAvailability(new AgentId(agent), ++_words, true, free, _now.AddSeconds(-idleFor), capacity ?? Math.Max(1, free), 0, traits), _now);

    private string Next() => _queue.Next(_now) is var (work, agents) ? $"{work}→{agents[0]}" : "";

    private RuleOffer Ask()
    {
        var (work, agents) = _queue.Next(_now)!.Value;
        var id = new Guid(++_offers, 0, 0, new byte[8]);
        _queue.Ask(work, agents[0], id, _now + _book.OfferTime, _now);
        return _queue.Offers[id];
    }

    private void Decline(RuleOffer offer)
    {
        _queue.Answer(offer.Id, new ReserveResult(ReserveOutcome.Reserved, offer.Agent.Word with { Version = ++_words }), _now);
        _queue.Ended(offer.Agent.Id, offer.Id, OfferEnd.Declined, _now);
    }
}
