using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Routing;
using Reception.Contracts.Shops;
using Reception.Contracts.WorkOrders;
using Reception.Domain.WorkOrders;

namespace Reception.Domain.Tests.WorkOrders;

public sealed class WorkOrderTests
{
    [Fact]
    public void Create_AgainWithTheSameId_ChangesNothing()
    {
        var slip = Slip.Waiting();
        Assert.Equal(CommandOutcome.Repeated, slip.Create(Slip.Order() with { Queue = "late" }).Outcome);
        Assert.Equal((1L, "orders"), (slip.State.Epoch, slip.State.Wait!.Queue));
    }

    [Fact]
    public void Create_NumberOfAnotherId_IsInvalid() => Assert.Equal(CommandOutcome.Invalid, new Slip().Create(Slip.Order() with { CreatorId = "crm-2" }).Outcome);

    [Fact]
    public void Create_UnknownQueue_IsRefused() => Assert.Equal(CommandOutcome.Unknown, new Slip().Create(Slip.Order() with { Queue = "none" }).Outcome);

    [Fact]
    public void Create_NoQueue_GoesByTopic()
    {
        var slip = new Slip();
        slip.Create(Slip.Order() with { Queue = null, Topic = "Refund" });
        Assert.Equal("orders", slip.State.Wait!.Queue);
    }

    [Fact]
    public void Create_Chat_IsInvalid() => Assert.Equal(CommandOutcome.Invalid, new Slip().Create(Slip.Order(WorkKind.Chat)).Outcome);

    [Fact]
    public void Create_ReviewWithoutStars_IsInvalid() =>
        Assert.Equal(CommandOutcome.Invalid, new Slip().Create(Slip.Order(WorkKind.Review) with { Fields = new("Review") }).Outcome);

    [Theory]
    [InlineData(ReviewSubject.Shop, "shop")]
    [InlineData(ReviewSubject.Product, "product")]
    public void Create_ReviewOfAChannel_SaysWhatItRates(ReviewSubject subject, string rates)
    {
        var slip = new Slip();
        slip.Policy = slip.Policy with { Channels = [new("web", Rules: new(Reviews: subject))] };
        slip.Create(Slip.Order(WorkKind.Review) with { Request = new WorkRequest(WorkKind.Review, "web") });
        Assert.Equal([new Label("rates", rates)], slip.State.ToView()!.Request.Labels!);
    }

    [Theory]
    [InlineData(WorkOrderBounds.Title, CommandOutcome.Done)]
    [InlineData(WorkOrderBounds.Title + 1, CommandOutcome.Invalid)]
    public void Create_Title_IsBounded(int length, CommandOutcome expected) =>
        Assert.Equal(expected, new Slip().Create(Slip.Order() with { Fields = new(new string('x', length)) }).Outcome);

    [Fact]
    public void Create_ConversationOfAnotherShop_IsInvalid() =>
        Assert.Equal(CommandOutcome.Invalid, new Slip().Create(Slip.Order() with { Fields = new("x", Conversation: new ConversationId(new ShopId("other"), "web", "c")) }).Outcome);

    [Fact]
    public void Create_EarlierArrival_KeepsThePlace()
    {
        var slip = new Slip();
        slip.Create(Slip.Order() with { Arrival = Slip.Start.AddMinutes(-5) });
        Assert.Equal((Slip.Start.AddMinutes(-5), Slip.Start.AddMinutes(5)), (slip.State.Wait!.Arrival, slip.State.Wait.Due));
    }

    [Fact]
    public void Create_ArrivalToCome_IsNow()
    {
        var slip = new Slip();
        slip.Create(Slip.Order() with { Arrival = Slip.Start.AddMinutes(5) });
        Assert.Equal(Slip.Start, slip.State.Wait!.Arrival);
    }

    [Fact]
    public void Create_DeadlineBeforeTheTarget_IsTheDueTime()
    {
        var slip = new Slip();
        slip.Create(Slip.Order() with { Request = new(WorkKind.WorkOrder, Deadline: Slip.Start.AddSeconds(9)) });
        Assert.Equal(Slip.Start.AddSeconds(9), slip.State.Wait!.Due);
    }

    [Fact]
    public void Create_Review_WeighsWhatTheQueueSays() => Assert.Equal(2, Slip.Waiting(WorkKind.Review).State.Wait!.Weight);

    [Fact]
    public void Create_NotBefore_EntersTheQueueAtThatTimeWithItsArrival()
    {
        var slip = new Slip();
        slip.Create(Slip.Order() with { NotBefore = Slip.Start.AddHours(1) });
        Assert.Equal(WorkOrderPhase.Scheduled, slip.State.Phase);
        slip.Now = Slip.Start.AddHours(1);
        slip.Due();
        Assert.Equal((WorkOrderPhase.Waiting, Slip.Start, 2L), (slip.State.Phase, slip.State.Wait!.Arrival, slip.State.Epoch));
    }

    [Fact]
    public void Accept_EpochPassed_IsRefused()
    {
        var slip = Slip.Waiting();
        slip.Transfer("crm", "late", isOperator: true);
        Assert.Equal(CommandOutcome.StaleEpoch, slip.Accept("li", epoch: 1).Outcome);
    }

    [Fact]
    public void Accept_SameOfferAgain_IsHis()
    {
        var slip = Slip.OwnedBy("li");
        Assert.Equal(CommandOutcome.Repeated, slip.Accept("li", epoch: 1).Outcome);
    }

    [Fact]
    public void Close_ByAnotherAgent_IsRefused() => Assert.Equal(CommandOutcome.NotOwner, Slip.OwnedBy("li").Close("wu").Outcome);

    [Fact]
    public void Close_RepeatedCommand_IsRepeated()
    {
        var slip = Slip.OwnedBy("li");
        slip.Close("li", id: "k");
        Assert.Equal((CommandOutcome.Repeated, WorkOrderPhase.Done), (slip.Close("li", id: "k").Outcome, slip.State.Phase));
    }

    [Fact]
    public void Close_ByAnOperatorWhileItWaits_IsDone()
    {
        var slip = Slip.Waiting();
        slip.Close("crm", isOperator: true);
        Assert.Equal((WorkOrderPhase.Done, "paid back"), (slip.State.Phase, slip.State.Result));
    }

    [Fact]
    public void Cancel_ByTheOwner_IsRefused() => Assert.Equal(CommandOutcome.NotOwner, Slip.OwnedBy("li").Cancel("li", isOperator: false).Outcome);

    [Fact]
    public void Transfer_ByTheOwner_KeepsTheArrivalAndTakesTheOtherTarget()
    {
        var slip = Slip.OwnedBy("li");
        slip.Now = Slip.Start.AddMinutes(3);
        slip.Transfer("li", "late");
        Assert.Equal((WorkOrderPhase.Waiting, "late", Slip.Start, Slip.Start.AddMinutes(1)), (slip.State.Phase, slip.State.Wait!.Queue, slip.State.Wait.Arrival, slip.State.Wait.Due));
    }

    [Fact]
    public void Lose_TheOwner_WaitsAtItsPlace()
    {
        var slip = Slip.OwnedBy("li");
        slip.Lose("li");
        Assert.Equal((WorkOrderPhase.Waiting, Slip.Start, 3L), (slip.State.Phase, slip.State.Wait!.Arrival, slip.State.Epoch));
    }

    [Fact]
    public void Lose_OfAnEarlierEpoch_ChangesNothing()
    {
        var slip = Slip.OwnedBy("li");
        Assert.Equal(CommandOutcome.StaleEpoch, slip.Lose("li", epoch: 1).Outcome);
        Assert.Equal("li", slip.State.Agent);
    }

    [Fact]
    public void Due_HoldGoneFromTheLedger_WaitsAgain()
    {
        var slip = Slip.OwnedBy("li");
        slip.Due(ServingState.NotHeld);
        Assert.Equal(WorkOrderPhase.Waiting, slip.State.Phase);
    }

    [Fact]
    public void Due_FirstReplyLate_IsWrittenDownOnce()
    {
        var slip = Slip.OwnedBy("li");
        slip.Now = Slip.Start.AddSeconds(301);
        slip.Due(ServingState.Live);
        slip.Due(ServingState.Live);
        Assert.Equal([WorkOrderDeadline.FirstReply], slip.State.Missed);
    }

    [Fact]
    public void Note_OfTheOwnerInTime_KeepsTheFirstReply()
    {
        var slip = Slip.OwnedBy("li");
        slip.Note("li");
        slip.Now = Slip.Start.AddSeconds(301);
        slip.Due(ServingState.Live);
        Assert.Empty(slip.State.Missed);
    }

    [Fact]
    public void Note_OfAnOperator_IsNoReply()
    {
        var slip = Slip.OwnedBy("li");
        slip.Note("crm", isOperator: true);
        Assert.Null(slip.State.RepliedAt);
    }

    [Fact]
    public void Note_OfAStranger_IsRefused() => Assert.Equal(CommandOutcome.NotOwner, Slip.OwnedBy("li").Note("wu").Outcome);

    [Fact]
    public void Note_OneTooMany_IsRefused()
    {
        var slip = Slip.OwnedBy("li");
        for (var i = 0; i < WorkOrderBounds.Notes; i++) Assert.Equal(CommandOutcome.Done, slip.Note("li").Outcome);
        Assert.Equal(CommandOutcome.WrongPhase, slip.Note("li").Outcome);
        Assert.Equal(WorkOrderState.ShownNotes, slip.State.Notes.Length);
    }

    [Fact]
    public void Reopen_Done_WaitsAsNewWorkAndAsksWhoHadIt()
    {
        var slip = Slip.OwnedBy("li");
        slip.Close("li");
        slip.Now = Slip.Start.AddHours(2);
        slip.Reopen("crm");
        Assert.Equal((WorkOrderPhase.Waiting, slip.Now, "li"), (slip.State.Phase, slip.State.Wait!.Arrival, slip.State.Wait.Preferred));
    }

    [Fact]
    public void Reopen_Open_IsRefused() => Assert.Equal(CommandOutcome.WrongPhase, Slip.Waiting().Reopen("crm").Outcome);

    [Fact]
    public void Step_WithAnOverflow_MovesItWithItsArrival()
    {
        var slip = Slip.Waiting();
        slip.Step("late");
        Assert.Equal(("late", Slip.Start, 2L), (slip.State.Wait!.Queue, slip.State.Wait.Arrival, slip.State.Epoch));
    }

    [Fact]
    public void Step_ToNoQueueOfTheShop_ChangesNothing() => Assert.Empty(Slip.Waiting().Step("none").Events);

    [Theory]
    [InlineData(CallBackOutcome.Begun, WorkOrderPhase.Done)]
    [InlineData(CallBackOutcome.NotNeeded, WorkOrderPhase.Done)]
    [InlineData(CallBackOutcome.HoldGone, WorkOrderPhase.Waiting)]
    public void CallBack_InItsConversation_EndsOrWaitsAgain(CallBackOutcome outcome, WorkOrderPhase expected)
    {
        var slip = CallBackOwned();
        slip.CallBack(outcome);
        Assert.Equal(expected, slip.State.Phase);
    }

    [Fact]
    public void CallBack_AnswerOfAnEarlierTurn_ChangesNothing() => Assert.Empty(CallBackOwned().CallBack(CallBackOutcome.Begun, epoch: 1).Events);

    private static Slip CallBackOwned()
    {
        var slip = new Slip();
        slip.Create(Slip.Order(WorkKind.CallBack) with { Fields = new("Call back", Conversation: new ConversationId(Slip.Shop, "web", "c1")) });
        slip.Accept("li");
        return slip;
    }
}
