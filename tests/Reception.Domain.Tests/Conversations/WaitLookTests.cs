using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Routing;
using Reception.Contracts.Shops;
using Reception.Domain.Conversations;
using Reception.Domain.Conversations.Events;

namespace Reception.Domain.Tests.Conversations;

/// <summary>What a Sweeper's look finds at a wait: its queue is gone, a step's queue opens, its own closes; and where a transfer leads after hours.</summary>
public sealed class WaitLookTests
{
    /// <summary>2026-11-11 is a Wednesday, the story begins at 09:00 UTC.</summary>
    private static readonly HoursPolicy UntilTen = new([new(DayOfWeek.Wednesday, 0, 600), new(DayOfWeek.Thursday, 540, 1020)]);

    private static readonly HoursPolicy FromTen = new([new(DayOfWeek.Wednesday, 600, 1020)]);
    private readonly Story _story = new();

    [Fact]
    public void Look_QueueIsGone_GoesToTheQueueOfItsTopicAtItsArrival()
    {
        _story.AskForHuman();
        _story.Policy = _story.Policy with { Queues = [new("everything")] };
        _story.Now += TimeSpan.FromSeconds(30);

        _story.Overdue();

        var moved = Assert.Single(_story.Journal.OfType<Overflowed>());
        Assert.Equal(("everything", Story.Start, true, WaitCause.Gone), (moved.Wait.Queue, moved.Wait.Arrival, moved.Wait.Exempt, moved.Cause));
        Assert.Contains("no queue sales any more", _story.State.Turn, StringComparison.Ordinal);
    }

    [Fact]
    public void Look_NothingChanged_ChangesNothing()
    {
        _story.AskForHuman();
        _story.Now += TimeSpan.FromSeconds(30);
        Assert.Empty(_story.Overdue().Events);
    }

    /// <summary>The step began while its queue was closed, and is told once.</summary>
    [Fact]
    public void Look_StepInForceAndItsQueueOpensLater_OverflowsThen()
    {
        var step = new QueueStep(60, OverflowTo: "service");
        _story.Rule("sales", new(Steps: [step]));
        _story.Rule("service", new(Hours: FromTen));
        _story.AskForHuman();
        _story.Now += TimeSpan.FromSeconds(60);
        Assert.Empty(_story.Step(step).Events);
        Assert.Empty(_story.Overdue().Events);
        _story.Now = Story.Start.AddHours(1);

        _story.Overdue();

        Assert.Equal(("service", Story.Start), (_story.State.Wait!.Queue, _story.State.Wait.Arrival));
    }

    [Fact]
    public void Look_StepIsOver_StaysWhereItIs()
    {
        _story.Rule("sales", new(Steps: [new(60, 120, OverflowTo: "service")]));
        _story.AskForHuman();
        _story.Now += TimeSpan.FromSeconds(120);
        Assert.Empty(_story.Overdue().Events);
    }

    [Fact]
    public void Look_QueueWasFullForTheStep_IsNotTriedAgain()
    {
        var step = new QueueStep(60, OverflowTo: "service");
        _story.Rule("sales", new(Steps: [step]));
        _story.AskForHuman();
        _story.Now += TimeSpan.FromSeconds(60);
        _story.Step(step);
        _story.Limit(WaitCause.Full);
        _story.Now += TimeSpan.FromSeconds(30);
        Assert.Empty(_story.Overdue().Events);
    }

    [Fact]
    public void Look_QueueClosedWhileHeWaits_TellsOnceWhenPeopleAreBack()
    {
        _story.Rule("sales", new(Hours: UntilTen));
        _story.AskForHuman();
        _story.Now = Story.Start.AddMinutes(62);
        Assert.Empty(_story.Overdue().Events);
        _story.Now = Story.Start.AddMinutes(66);

        _story.Overdue();

        Assert.Equal(NoticeKind.OutOfHours, _story.Thread[^1].Notice);
        Assert.Contains("tomorrow at 09:00", _story.Thread[^1].Text, StringComparison.Ordinal);
        Assert.Equal(ConversationPhase.Waiting, _story.State.Phase);
        _story.Now = Story.Start.AddMinutes(97);
        Assert.Empty(_story.Overdue().Events);
    }

    [Fact]
    public void Look_HeWasToldWhenHeInsisted_IsNotToldAgain()
    {
        _story.Rule("sales", new(Hours: FromTen));
        _story.AskForHuman();
        _story.AskForHuman();
        Assert.Equal(ConversationPhase.Waiting, _story.State.Phase);
        _story.Now += TimeSpan.FromMinutes(10);
        Assert.Empty(_story.Overdue().Events);
    }

    [Fact]
    public void Drained_TheOverflowIsClosed_StaysWhereItIs()
    {
        _story.Rule("sales", new(Limits: new(MaxWaitSeconds: 600, Action: LimitAction.Overflow, OverflowTo: "service")));
        _story.Rule("service", new(Hours: FromTen));
        _story.AskForHuman();
        _story.Now += TimeSpan.FromSeconds(60);
        Assert.Empty(_story.Limit(WaitCause.TooLong).Events);
        _story.Now += TimeSpan.FromSeconds(540);

        _story.Limit(WaitCause.TooLong);

        Assert.Single(_story.State.Promises);
    }

    [Fact]
    public void Transfer_ToAClosedQueue_TellsWhenPeopleAreBack()
    {
        _story.Rule("service", new(Hours: FromTen));
        _story.ServedBy("li");

        _story.Transfer("li", "service");

        Assert.Equal(("service", NoticeKind.OutOfHours), (_story.State.Wait!.Queue, _story.Thread[^1].Notice));
        Assert.Contains("today at 10:00", _story.Thread[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Transfer_ToAQueue_PrefersNobodyAnyMore()
    {
        _story.ServedBy("li");

        _story.Transfer("li", "service");

        Assert.Equal((null, PreferredReason.None), (_story.State.Wait!.Preferred, _story.State.Wait.Request!.Preferred));
    }

    [Fact]
    public void TransferTo_AnAgentAfterHours_TellsWhenPeopleAreBack()
    {
        var staff = StaffStory.ServedBy("li");
        staff.Story.Rule("service", new(Hours: FromTen));

        staff.TransferTo("li", new(new AgentId("wang")), "service");

        Assert.Equal(NoticeKind.OutOfHours, staff.Story.Thread[^1].Notice);
    }
}
