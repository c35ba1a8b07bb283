using Reception.Contracts.Agents;
using Reception.Contracts.Queues;
using Reception.Contracts.Shops;
using Reception.Domain.Queues;

namespace Reception.Domain.Tests.Queues;

public sealed class MatcherTests
{
    private readonly Desk _desk = new();

    [Fact]
    public void Enqueue_AgentIdle_AsksAtOnce()
    {
        _desk.Online("an");
        _desk.Enqueue("w");
        Assert.Equal("w→an", _desk.Asked());
    }

    [Fact]
    public void Online_SeveralWait_SmallestDueFirst()
    {
        _desk.Enqueue("late", target: 100);
        _desk.Enqueue("soon", target: 10);
        _desk.Online("an");
        Assert.Equal("soon→an", _desk.Asked());
    }

    [Fact]
    public void Online_SameDue_EarlierArrivalFirst()
    {
        _desk.Enqueue("new", arrivedAgo: 0, target: 60);
        _desk.Enqueue("old", arrivedAgo: 40, target: 100);
        _desk.Online("an");
        Assert.Equal("old→an", _desk.Asked());
    }

    [Fact]
    public void Enqueue_SeveralIdle_LongestIdleFirst()
    {
        _desk.Online("an", idleFor: 5);
        _desk.Online("bo", idleFor: 50);
        _desk.Enqueue("w");
        Assert.Equal("w→bo", _desk.Asked());
    }

    [Fact]
    public void Enqueue_BurstOnSeveralSlots_GoesRound()
    {
        _desk.Online("an", free: 2, idleFor: 2);
        _desk.Online("bo", free: 2, idleFor: 1);
        foreach (var work in "abcd") _desk.Enqueue(work.ToString());
        Assert.Equal("a→an b→bo c→an d→bo", _desk.Asked());
    }

    [Fact]
    public void Enqueue_MoreThanSlots_AsksNoAgentTwiceForOneSlot()
    {
        _desk.Online("an", free: 1);
        _desk.Enqueue("a");
        _desk.Enqueue("b");
        Assert.Equal("a→an", _desk.Asked());
    }

    [Fact]
    public void Enqueue_SameWaitAgain_IsKnownAndAskedOnce()
    {
        _desk.Enqueue("w");
        Assert.Equal(EnqueueOutcome.Known, _desk.Enqueue("w"));
        Assert.Equal(1, _desk.Matcher.Waiting.Count);
    }

    [Fact]
    public void Enqueue_SameWaitWithEarlierDue_MovesForward()
    {
        _desk.Enqueue("a", target: 50);
        _desk.Enqueue("b", target: 60);
        _desk.Enqueue("b", target: 40);
        Assert.Equal(1, _desk.Matcher.Waiting.PlaceOf(_desk.Matcher.Waiting.Find(Desk.Work("b"))!));
    }

    [Fact]
    public void Enqueue_SameWaitWithLaterDue_KeepsItsPlace()
    {
        _desk.Enqueue("a", target: 40);
        _desk.Enqueue("b", target: 60);
        _desk.Enqueue("a", target: 90);
        Assert.Equal(1, _desk.Matcher.Waiting.PlaceOf(_desk.Matcher.Waiting.Find(Desk.Work("a"))!));
    }

    [Fact]
    public void Enqueue_NewerEpoch_EndsTheOldOffer()
    {
        _desk.Online("an");
        _desk.Enqueue("w", epoch: 1);
        _desk.Reserve("w");
        _desk.Enqueue("w", epoch: 3);
        Assert.Equal(OfferEnd.Withdrawn, _desk.Take().OfType<WithdrawDecision>().Single().End);
    }

    [Fact]
    public void Enqueue_AfterItsRemoval_IsNotWaiting()
    {
        _desk.Matcher.Remove(Desk.Work("w"), 1, _desk.Now);
        _desk.Enqueue("w", epoch: 1);
        Assert.Equal(0, _desk.Matcher.Waiting.Count);
    }

    [Fact]
    public void Remove_OfferLive_WithdrawsAndFreesTheAgentForTheNext()
    {
        _desk.Online("an");
        _desk.Enqueue("a");
        _desk.Enqueue("b");
        var offer = _desk.Reserve("a");
        _desk.Matcher.Remove(Desk.Work("a"), 1, _desk.Now);
        Assert.Equal(offer, _desk.Take().OfType<WithdrawDecision>().Single().Offer);
        _desk.Online("an");
        Assert.Equal("b→an", _desk.Asked());
    }

    [Fact]
    public void Remove_CustomerLeavesWhileOffered_NobodyIsChargedWithHim()
    {
        _desk.Policy = QueueRulebook.Of(new QueuePolicy("chats", Rules: new(DistributionMode.WeightedShare)), 1);
        _desk.Online("an", free: 9, idleFor: 2);
        _desk.Online("bo", free: 9, idleFor: 1);
        _desk.Enqueue("left");
        Assert.Equal("left→an", _desk.Asked());
        _desk.Reserve("left", freeAfter: 8);
        _desk.Matcher.Remove(Desk.Work("left"), 1, _desk.Now);
        Assert.Equal(0, _desk.Matcher.Pool.Find(Desk.Agent("an"))!.ShareFigure);

        _desk.Enqueue("taken");
        _desk.Reserve("taken", freeAfter: 7);
        var taker = _desk.LastOffer("taken");
        var who = _desk.History.OfType<ReserveDecision>().Last().Agent;
        _desk.Matcher.Remove(taker.Work, 1, _desk.Now, who);
        Assert.Equal(1, _desk.Matcher.Pool.Find(who)!.ShareFigure);
    }

    [Fact]
    public void Remove_OlderEpoch_ChangesNothing()
    {
        _desk.Enqueue("w", epoch: 5);
        Assert.Null(_desk.Matcher.Remove(Desk.Work("w"), 4, _desk.Now));
    }

    [Fact]
    public void OnOfferEnded_Declined_GoesToTheNextAgent()
    {
        _desk.Online("an", idleFor: 2);
        _desk.Online("bo", idleFor: 1);
        _desk.Enqueue("w");
        _desk.Reserve("w");
        _desk.End("w", OfferEnd.Declined);
        Assert.Equal("w→bo", _desk.Asked());
    }

    [Fact]
    public void OnOfferEnded_DeclinedByTheOnlyAgent_ComesBackAfterThePause()
    {
        _desk.Online("an");
        _desk.Enqueue("w");
        _desk.Reserve("w");
        _desk.End("w", OfferEnd.Declined);
        _desk.Online("an");
        Assert.Equal("", _desk.Asked());
        _desk.Pass(MatchPolicy.AlonePause.TotalSeconds);
        Assert.Equal("w→an", _desk.Asked());
    }

    [Fact]
    public void OnOfferEnded_DeclinedWhileOthersAreBusy_ComesBackAfterTheCoolDown()
    {
        _desk.Online("an");
        _desk.Enqueue("w");
        _desk.Reserve("w");
        _desk.Online("bo", free: 0, capacity: 1);
        _desk.End("w", OfferEnd.Declined);
        _desk.Online("an");
        _desk.Pass(MatchPolicy.CoolDown.TotalSeconds - 1);
        Assert.Equal("", _desk.Asked());
        _desk.Pass(1);
        Assert.Equal("w→an", _desk.Asked());
    }

    [Fact]
    public void OnOfferEnded_LastOtherAgentLeaves_FallsThroughToTheDecliner()
    {
        _desk.Online("an");
        _desk.Enqueue("w");
        _desk.Reserve("w");
        _desk.Online("bo", free: 0, capacity: 1);
        _desk.End("w", OfferEnd.Declined);
        _desk.Online("an");
        _desk.Pass(10);
        _desk.Away("bo");
        Assert.Equal("w→an", _desk.Asked());
    }

    [Fact]
    public void OnTime_OfferRunsOut_WithdrawsAndOffersAgain()
    {
        _desk.Online("an", idleFor: 2);
        _desk.Online("bo", idleFor: 1);
        _desk.Enqueue("w");
        _desk.Reserve("w");
        _desk.Pass(20);
        var decisions = _desk.Take();
        Assert.Equal(OfferEnd.TimedOut, decisions.OfType<WithdrawDecision>().Single().End);
        Assert.Equal("bo", decisions.OfType<ReserveDecision>().Single().Agent.Value);
    }

    [Fact]
    public void OnTime_PolicyChanged_NextOfferHasTheNewTime()
    {
        _desk.Online("an");
        _desk.Policy = QueueRulebook.Of(new QueuePolicy("chats", OfferSeconds: 7));
        _desk.Enqueue("w");
        Assert.Equal(Desk.Start.AddSeconds(7), _desk.LastOffer("w").Until);
    }

    [Fact]
    public void OnAnswered_NoCapacity_GoesOnWithTheCorrectedBelief()
    {
        _desk.Online("an", idleFor: 2);
        _desk.Online("bo", idleFor: 1);
        _desk.Enqueue("w");
        _desk.Refuse("w", ReserveOutcome.NoCapacity, routable: true, free: 0);
        Assert.Equal("w→bo", _desk.Asked());
    }

    [Fact]
    public void OnSilent_NoAnswer_WithdrawsAndAsksTheNext()
    {
        _desk.Online("an", idleFor: 2);
        _desk.Online("bo", idleFor: 1);
        _desk.Enqueue("w");
        _desk.Matcher.OnSilent(_desk.LastOffer("w").Offer, _desk.Now);
        var decisions = _desk.Take();
        Assert.Equal("an", decisions.OfType<WithdrawDecision>().Single().Agent.Value);
        Assert.Equal("bo", decisions.OfType<ReserveDecision>().Single().Agent.Value);
    }

    [Fact]
    public void OnSilent_OnlyAgent_IsAskedAgainAfterThePause()
    {
        _desk.Online("an");
        _desk.Enqueue("w");
        _desk.Matcher.OnSilent(_desk.LastOffer("w").Offer, _desk.Now);
        _desk.Pass(MatchPolicy.SilentPause.TotalSeconds);
        Assert.Equal("w→an", _desk.Asked());
    }

    [Fact]
    public void OnAgentChanged_AgentLeaves_OffersAgainAtOnce()
    {
        _desk.Online("an", idleFor: 2);
        _desk.Online("bo", idleFor: 1);
        _desk.Enqueue("w");
        _desk.Reserve("w");
        _desk.Away("an");
        Assert.Equal("w→bo", _desk.Asked());
    }

    [Fact]
    public void OnAgentChanged_OlderVersion_IsDropped()
    {
        _desk.Online("an", free: 1);
        _desk.Matcher.OnAgentChanged(new(Desk.Agent("an"), 0, false, 0, Desk.Start, 1), _desk.Now);
        Assert.Equal(1, _desk.Matcher.Pool.RoutableCount);
    }

    [Fact]
    public void Enqueue_PreferredFree_GoesToHim()
    {
        _desk.Online("an", idleFor: 9);
        _desk.Online("bo", idleFor: 1);
        _desk.Enqueue("w", preferred: "bo");
        Assert.Equal("w→bo", _desk.Asked());
    }

    [Fact]
    public void Enqueue_PreferredBusy_WaitsForTheWindowOnly()
    {
        _desk.Online("an");
        _desk.Online("bo", free: 0, capacity: 1);
        _desk.Enqueue("w", preferred: "bo", window: 30);
        _desk.Pass(29);
        Assert.Equal("", _desk.Asked());
        _desk.Pass(1);
        Assert.Equal("w→an", _desk.Asked());
    }

    [Fact]
    public void Enqueue_PreferredAbsent_DoesNotWaitForHim()
    {
        _desk.Online("an");
        _desk.Enqueue("w", preferred: "bo");
        Assert.Equal("w→an", _desk.Asked());
    }

    [Fact]
    public void OnAgentChanged_PreferredGetsFree_ServesHisOwnFirstByOrder()
    {
        _desk.Online("bo", free: 0, capacity: 1);
        _desk.Enqueue("other", target: 60);
        _desk.Enqueue("his", preferred: "bo", target: 30);
        _desk.Online("bo");
        Assert.Equal("his→bo", _desk.Asked());
    }

    [Fact]
    public void OnOfferEnded_PreferredDeclines_WindowIsOver()
    {
        _desk.Online("an", idleFor: 9);
        _desk.Online("bo", idleFor: 1);
        _desk.Enqueue("w", preferred: "bo");
        _desk.Reserve("w");
        _desk.End("w", OfferEnd.Declined);
        Assert.Equal("w→an", _desk.Asked());
    }

    [Fact]
    public void View_EachLine_SaysWhyItWaits()
    {
        _desk.Online("an");
        _desk.Enqueue("a");
        _desk.Reserve("a");
        _desk.Enqueue("b");
        Assert.Equal(["offered to an", "all agents are busy"], _desk.Matcher.View(10, _desk.Now).First.Select(l => l.Why));
    }

    [Fact]
    public void Line_OfAWork_IsTheOneOfTheView()
    {
        _desk.Online("an");
        foreach (var work in "abc") _desk.Enqueue(work.ToString());
        var line = _desk.Matcher.Line(Desk.Work("c"), _desk.Now)!;
        Assert.Equal((3, "all agents are busy"), (line.Place, line.Why));
        Assert.Equal(_desk.Matcher.View(10, _desk.Now).First.Select(l => l.Place), "abc".Select(work => _desk.Matcher.Line(Desk.Work(work.ToString()), _desk.Now)!.Place));
    }

    [Fact]
    public void Line_OfWorkThatDoesNotWait_IsNone() => Assert.Null(_desk.Matcher.Line(Desk.Work("w"), _desk.Now));
}
