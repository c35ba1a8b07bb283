using Reception.Contracts.Conversations;
using Reception.Contracts.Routing;
using Reception.Contracts.Shops;
using Reception.Domain.Conversations;
using Reception.Domain.Conversations.Events;

namespace Reception.Domain.Tests.Conversations;

/// <summary>Outside the hours: 2026-11-11 is a Wednesday, the shop works on Thursdays from 09:00 to 17:00 (UTC).</summary>
public sealed class ClosedHoursTests
{
    private readonly Story _story = new();

    [Fact]
    public void AskForHuman_Open_Waits()
    {
        Closed(ClosedAction.Message);
        _story.Now = new(2026, 11, 12, 9, 0, 0, TimeSpan.Zero);

        _story.AskForHuman();

        Assert.Equal(ConversationPhase.Waiting, _story.State.Phase);
    }

    [Fact]
    public void AskForHuman_ActionWait_TellsWhenPeopleAreBackAndTheBotGoesOn()
    {
        Closed(ClosedAction.Wait);

        var decision = _story.AskForHuman();

        Assert.Equal(CommandOutcome.Done, decision.Outcome);
        Assert.Equal((ConversationPhase.Bot, NoticeKind.OutOfHours), (_story.State.Phase, _story.Thread[^1].Notice));
        Assert.Contains("tomorrow at 09:00", _story.Thread[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void AskForHuman_ActionWaitAndAskedAgain_Waits()
    {
        Closed(ClosedAction.Wait);
        _story.AskForHuman();

        _story.AskForHuman();

        Assert.Equal(ConversationPhase.Waiting, _story.State.Phase);
        Assert.Contains("tomorrow at 09:00", _story.Thread[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void AskForHuman_ActionBotAndAskedAgain_BecomesAWorkOrder()
    {
        Closed(ClosedAction.Bot);
        _story.Post("human where is it");

        _story.AskForHuman();

        var promise = Assert.Single(_story.State.Promises);
        Assert.Equal((WorkKind.WorkOrder, "human where is it", ConversationPhase.Bot), (promise.Kind, promise.Text, _story.State.Phase));
    }

    [Fact]
    public void AskForHuman_ActionCallBack_IsPromisedForTheNextOpeningUnderItsNumber()
    {
        Closed(ClosedAction.CallBack);

        _story.AskForHuman();

        var promise = Assert.Single(_story.State.Promises);
        Assert.Equal((WorkKind.CallBack, Story.Start, new DateTimeOffset(2026, 11, 12, 9, 0, 0, TimeSpan.Zero)), (promise.Kind, promise.Arrival, promise.NotBefore));
        Assert.Contains(promise.Order(Story.Id).Customer, _story.Thread[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void AskForHuman_AgainBeforeTheOpening_PromisesOnlyOnce()
    {
        Closed(ClosedAction.Message);
        _story.AskForHuman();
        _story.Now += TimeSpan.FromHours(2);

        _story.AskForHuman();

        Assert.Single(_story.State.Promises);
        Assert.Contains("noted already", _story.Thread[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void AskForHuman_SameCommandAgain_IsRepeated()
    {
        Closed(ClosedAction.Message);
        _story.AskForHuman("h1");

        Assert.Equal(CommandOutcome.Repeated, _story.AskForHuman("h1").Outcome);
    }

    [Fact]
    public void Post_NotUnderstoodTwiceInABurst_IsToldOnce()
    {
        Closed(ClosedAction.Wait);

        _story.Post("gibberish", "nonsense");

        Assert.Single(_story.Thread, m => m.Notice == NoticeKind.OutOfHours);
    }

    [Fact]
    public void Post_AnswerAfterADeferral_IsAnsweredByTheBot()
    {
        Closed(ClosedAction.Wait);
        _story.AskForHuman();

        _story.Post("answer 1");

        Assert.Equal((Author.Bot, MessageKind.Answer), (_story.Thread[^1].Author, _story.Thread[^1].Kind));
    }

    [Fact]
    public void Post_ReopenedWhileClosed_IsServedByTheBot()
    {
        _story.ServedBy("li").AgentClose("li");
        Closed(ClosedAction.Wait);

        _story.Post("answer 1");

        Assert.Equal((ConversationPhase.Bot, MessageKind.Answer), (_story.State.Phase, _story.Thread[^1].Kind));
    }

    [Fact]
    public void Overdue_OrderNotThereWhileClosed_EndsTheWaitForIt()
    {
        Closed(ClosedAction.Wait);
        _story.Post("order 1");
        _story.Now += AwaitedReply.OrderPatience;

        _story.Overdue();

        Assert.Empty(_story.State.Pending);
        Assert.Empty(_story.Overdue().Events);
    }

    [Fact]
    public void Aftermath_Promise_IsMadeAndHasARowUntilItExists()
    {
        Closed(ClosedAction.Message);
        var before = _story.State;
        _story.AskForHuman();

        var after = Aftermath.Of(before, _story.State, _story.Setting, mayHaveRow: false);

        Assert.Equal(_story.State.Promises[0].Number, Assert.Single(after.Make).Number);
        Assert.Equal((null, _story.Now + Aftermath.PromiseCheck), (after.OpenWork!.Row!.Queue, after.OpenWork.Row.NextStepAt));
        before = _story.State;
        _story.Made(_story.State.Promises[0].Number);
        Assert.Null(Aftermath.Of(before, _story.State, _story.Setting, mayHaveRow: true).OpenWork!.Row);
    }

    [Fact]
    public void ToCommand_OfAPromise_LeadsToTheNumberTheCustomerWasTold()
    {
        Closed(ClosedAction.Message);
        _story.Post("human where is it");
        var promise = _story.State.Promises[0];

        var command = promise.ToCommand(_story.State);

        Assert.Equal(Contracts.Ids.WorkIds.NumberOf(Story.Id.Shop, command.CreatorId), promise.Order(Story.Id).Customer);
        Assert.Equal(("human where is it", WorkKind.WorkOrder, promise.NotBefore), (command.Fields.Details, command.Request.Kind, command.NotBefore));
    }

    [Fact]
    public void Decide_AnyActionAndInsistence_NeverEndsWithTheBot()
    {
        foreach (var action in Enum.GetValues<ClosedAction>()) Assert.NotEqual(WayOut.Bot, ClosedHours.Decide(action, HandOverReason.Asked, wasDeferred: true));
    }

    private void Closed(ClosedAction action) => _story.Policy = _story.Policy with { Opening = new([new(DayOfWeek.Thursday, 540, 1020)], Closed: action) };
}
