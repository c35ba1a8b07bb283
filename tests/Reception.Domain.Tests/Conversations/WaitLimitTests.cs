using Reception.Contracts.Conversations;
using Reception.Contracts.Routing;
using Reception.Contracts.Shops;
using Reception.Domain.Conversations;
using Reception.Domain.Conversations.Events;

namespace Reception.Domain.Tests.Conversations;

/// <summary>Limits met, steps, offers taken, and the second routing.</summary>
public sealed class WaitLimitTests
{
    private readonly Story _story = new();

    [Fact]
    public void Limit_FullWithOverflow_WaitsInTheOtherQueueAtItsArrival()
    {
        Limits(new(1, Action: LimitAction.Overflow, OverflowTo: "service"));
        _story.AskForHuman();
        _story.Now += TimeSpan.FromSeconds(5);

        _story.Limit(WaitCause.Full);

        Assert.Equal(("service", Story.Start, ConversationPhase.Waiting), (_story.State.Wait!.Queue, _story.State.Wait.Arrival, _story.State.Phase));
        Assert.Contains("Queue sales is full (1)", _story.State.Turn, StringComparison.Ordinal);
    }

    [Fact]
    public void Limit_FullWithMessage_BecomesAWorkOrderAndTheBotGoesOn()
    {
        Limits(new(1));
        _story.Post("human where is it");

        _story.Limit(WaitCause.Full);

        var promise = Assert.Single(_story.State.Promises);
        Assert.Equal((ConversationPhase.Bot, WorkKind.WorkOrder, "human where is it", NoticeKind.MessageTaken), (_story.State.Phase, promise.Kind, promise.Text, _story.Thread[^1].Notice));
    }

    [Fact]
    public void Limit_TooLongWithCallBack_KeepsThePlace()
    {
        Limits(new(MaxWaitSeconds: 300, Action: LimitAction.CallBack));
        _story.AskForHuman();
        var wait = _story.State.Wait!;
        _story.Now += TimeSpan.FromSeconds(300);

        _story.Limit(WaitCause.TooLong);

        var promise = Assert.Single(_story.State.Promises);
        Assert.Equal((WorkKind.CallBack, wait.Arrival, wait.Due, wait.Queue), (promise.Kind, promise.Arrival, promise.Due!.Value, promise.Queue));
    }

    [Fact]
    public void Limit_OfADrainedQueueWithoutLimits_BecomesAWorkOrder()
    {
        _story.AskForHuman();

        _story.Limit(WaitCause.TooLong);

        Assert.Single(_story.State.Promises);
        Assert.Equal("Queue sales takes no more work.", _story.State.Turn);
    }

    [Fact]
    public void Limit_OfAnEarlierEpoch_ChangesNothing()
    {
        Limits(new(1));
        _story.AskForHuman();

        Assert.Empty(_story.Limit(WaitCause.Full, _story.State.Epoch - 1).Events);
    }

    [Fact]
    public void Limit_BotTwice_BecomesAWorkOrderTheSecondTime()
    {
        Limits(new(1, Action: LimitAction.Bot));
        _story.AskForHuman();
        _story.Limit(WaitCause.Full);
        Assert.Empty(_story.State.Promises);
        _story.AskForHuman();

        _story.Limit(WaitCause.Full);

        Assert.Single(_story.State.Promises);
    }

    [Fact]
    public void Limit_MessageTwice_IsPromisedOnce()
    {
        Limits(new(1));
        _story.AskForHuman();
        _story.Limit(WaitCause.Full);
        _story.AskForHuman();

        _story.Limit(WaitCause.Full);

        Assert.Single(_story.State.Promises);
        Assert.Contains("noted already", _story.Thread[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Limit_OverflowsInACircle_EndInAWorkOrder()
    {
        Limits(new(1, Action: LimitAction.Overflow, OverflowTo: "service"));
        _story.Rule("service", new(Limits: new(1, Action: LimitAction.Overflow, OverflowTo: "sales")));
        _story.AskForHuman();
        _story.Limit(WaitCause.Full);

        _story.Limit(WaitCause.Full);

        Assert.Single(_story.State.Promises);
    }

    [Fact]
    public void Step_Overflow_KeepsTheArrivalAndSaysWhichStep()
    {
        _story.AskForHuman();
        _story.Now += TimeSpan.FromSeconds(60);

        _story.Step(new(60, Name: "wide", OverflowTo: "service"));

        var overflow = Assert.Single(_story.Journal.OfType<Overflowed>());
        Assert.Equal(("service", Story.Start, "wide", WaitCause.Step), (overflow.Wait.Queue, overflow.Wait.Arrival, overflow.Step, overflow.Cause));
    }

    [Fact]
    public void Step_OverflowIntoAFullQueue_ReturnsToItsPlaceForGood()
    {
        _story.AskForHuman();
        var place = _story.State.Wait!;
        _story.Step(new(60, OverflowTo: "service"));

        _story.Limit(WaitCause.Full);

        var wait = _story.State.Wait!;
        Assert.Equal((place.Queue, place.Arrival, place.Due, true), (wait.Queue, wait.Arrival, wait.Due, wait.Exempt));
        Assert.Empty(_story.Step(new(60, OverflowTo: "service")).Events);
    }

    [Fact]
    public void Step_Again_ChangesNothing()
    {
        _story.AskForHuman();
        _story.Step(new(60, Offer: WaitOffer.CallBack));

        Assert.Empty(_story.Step(new(60, Offer: WaitOffer.CallBack)).Events);
    }

    [Fact]
    public void Post_TakesTheOfferedCallBack_KeepsThePlaceAndLeavesTheQueue()
    {
        _story.AskForHuman();
        _story.Step(new(60, Offer: WaitOffer.CallBack));
        var button = _story.Thread[^1].Parts![0].Buttons![0].Label;
        _story.Now += TimeSpan.FromSeconds(90);

        _story.Post(button);

        var promise = Assert.Single(_story.State.Promises);
        Assert.Equal((ConversationPhase.Bot, WorkKind.CallBack, Story.Start, WaitCause.Chosen), (_story.State.Phase, promise.Kind, promise.Arrival, promise.Cause));
    }

    [Fact]
    public void Post_SameWordsWithoutAnOffer_GoOnWaiting()
    {
        _story.AskForHuman();

        _story.Post("Contact me");

        Assert.Equal(ConversationPhase.Waiting, _story.State.Phase);
    }

    [Fact]
    public void Post_SecondRule_MovesTheWorkOnceWithItsArrival()
    {
        _story.Policy = _story.Policy with { Routing = [new("refunds", "service", Words: ["refund"], Second: true), new("back", "sales", Words: ["again"], Second: true)] };
        _story.AskForHuman();
        _story.Now += TimeSpan.FromSeconds(20);

        _story.Post("my refund");
        _story.Post("again please");

        Assert.Equal(("service", Story.Start, 2), (_story.State.Wait!.Queue, _story.State.Wait.Arrival, _story.State.Wait.Request!.Routed));
        Assert.Single(_story.Journal.OfType<Reclassified>());
    }

    [Fact]
    public void Post_SecondRuleOfTheSameQueue_NeverMovesTheDueTimeLater()
    {
        _story.Policy = _story.Policy with { Routing = [new("urgent", Words: ["urgent"], Priority: 3, Second: true)] };
        _story.AskForHuman();
        var due = _story.State.Wait!.Due;

        _story.Post("it is urgent");

        Assert.True(_story.State.Wait!.Due < due);
    }

    [Fact]
    public void Aftermath_Overflow_LeavesOneQueueAndEntersTheOther()
    {
        _story.AskForHuman();
        var before = _story.State;
        _story.Step(new(60, OverflowTo: "service"));

        var after = Aftermath.Of(before, _story.State, _story.Setting, mayHaveRow: true);

        Assert.Equal((new Ended("sales", before.Epoch), "demo/service"), (after.LeaveQueue, after.OpenWork!.Row!.Queue));
        Assert.Equal(_story.State.Epoch, after.Enqueue!.Epoch);
    }

    private void Limits(QueueLimits limits) => _story.Rule("sales", new(Limits: limits));
}
