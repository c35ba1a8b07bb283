using Reception.Contracts.Assistant;
using Reception.Contracts.Conversations;
using Reception.Domain.Conversations;
using Reception.Domain.Conversations.Events;

namespace Reception.Domain.Tests.Conversations;

/// <summary>Answers that wait for an order: when they are said, when they become drafts, and what happens without them.</summary>
public sealed class LateReplyTests
{
    private static readonly OrderFacts Paid = new("A1000001", OrderStatus.Paid, Tracking: "T-1");
    private static readonly OrderFacts Shipped = new("A1000002", OrderStatus.Shipped);
    private readonly Story _story = new();

    [Fact]
    public void Post_AnswerWithSlots_IsAcknowledgedAndAwaited()
    {
        var decision = _story.Post("order 1");

        Assert.Equal(["EpisodeOpened", "MessageAccepted", "ReplyAwaited"], Story.Kinds(decision));
        Assert.Equal(1, Assert.Single(decision.Acks).Sequence);
    }

    [Fact]
    public void Post_AnswerWithSlots_TheRowIsDueWhenTheWaitEnds()
    {
        var (before, after) = (_story.State, _story.Post("order 1").State);

        var row = Aftermath.Of(before, after, _story.Setting, mayHaveRow: false).OpenWork!.Row!;

        Assert.Equal((null, Story.Start + AwaitedReply.OrderPatience), (row.Queue, row.NextStepAt));
    }

    [Fact]
    public void Reply_InItsEpoch_IsSaidForItsMessage()
    {
        _story.Post("order 1");

        var said = Assert.IsType<BotAnswered>(Assert.Single(_story.Orders(Paid).Events));

        Assert.Equal((1, "Order A1000001 is paid, being prepared."), (said.ForSequence, said.Text));
    }

    [Fact]
    public void Reply_Said_TheRowGoesInTheSameCommit()
    {
        var before = _story.Post("order 1").State;
        var after = _story.Orders(Paid).State;

        var change = Aftermath.Of(before, after, _story.Setting, mayHaveRow: true).OpenWork;

        Assert.True(change is { Row: null });
    }

    [Fact]
    public void Reply_Twice_IsRefused()
    {
        _story.Post("order 1");
        var reply = Story.To(_story.State.Awaited[0], BotReplyKind.Orders) with { Orders = [Paid] };
        _story.Reply(reply);

        var again = _story.Reply(reply);

        Assert.Equal((CommandOutcome.NotAwaited, 0), (again.Outcome, again.Events.Length));
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(1, 1)]
    public void Reply_NobodyAskedFor_IsRefused(long sequence, long epochsBefore)
    {
        _story.Post("order 1");

        var foreign = _story.Reply(new(_story.State.Epoch - epochsBefore, sequence, AwaitedKind.Order, BotReplyKind.Orders, "order 1", [Paid]));

        Assert.Equal((CommandOutcome.NotAwaited, 0), (foreign.Outcome, foreign.Events.Length));
    }

    [Fact]
    public void Reply_OfAnotherEntry_IsRefused()
    {
        _story.Post("order 1");

        Assert.Equal(CommandOutcome.NotAwaited, _story.Reply(new(_story.State.Epoch, 1, AwaitedKind.Order, BotReplyKind.Orders, "answer 1", [Paid])).Outcome);
    }

    [Fact]
    public void Reply_CustomerAskedForAHumanMeanwhile_IsNotSaid()
    {
        _story.Post("order 1");
        _story.AskForHuman();

        var late = _story.Orders(Paid);

        Assert.Equal((CommandOutcome.StaleEpoch, 0), (late.Outcome, late.Events.Length));
    }

    [Fact]
    public void Reply_AnAgentServesByThen_BecomesADraftWithTheOrderFilledIn()
    {
        _story.Post("order 1");
        _story.ServedBy("li");

        var late = _story.Orders(Paid);

        Assert.Equal(CommandOutcome.StaleEpoch, late.Outcome);
        Assert.True(Assert.Single(late.Proposals) is { LateForEpoch: true, Text: "Order A1000001 is paid, being prepared." });
        Assert.DoesNotContain(_story.Thread, m => m.Author == Author.Bot);
    }

    [Fact]
    public void Reply_AnAgentServesAndIsMuted_IsDropped()
    {
        _story.Post("order 1");
        _story.ServedBy("li");
        _story.Mute("li");

        Assert.Empty(_story.Orders(Paid).Events);
    }

    [Fact]
    public void Reply_AfterTheEpisodeClosed_IsRefused()
    {
        var awaited = _story.Post("order 1").State.Awaited[0];
        _story.Close();

        Assert.Equal(CommandOutcome.NotAwaited, _story.Reply(Story.To(awaited, BotReplyKind.Orders) with { Orders = [Paid] }).Outcome);
    }

    [Fact]
    public void Reply_TheCustomerWroteOn_IsStillSaid()
    {
        _story.Post("order 1");
        _story.Post("answer 1");

        _story.Orders(Paid);

        Assert.Equal(1, Assert.IsType<BotAnswered>(_story.Journal[^1]).ForSequence);
    }

    [Fact]
    public void Post_TheSameQuestionAgain_OnlyTheNewerIsAnswered()
    {
        var first = _story.Post("order 1").State.Awaited[0];
        _story.Post("order 1");

        Assert.Equal(CommandOutcome.NotAwaited, _story.Reply(Story.To(first, BotReplyKind.Orders) with { Orders = [Paid] }).Outcome);
        Assert.Equal(CommandOutcome.Done, _story.Orders(Paid).Outcome);
    }

    [Fact]
    public void Post_SeveralQuestionsOneAwaited_TheOthersAreAnsweredAtOnce()
    {
        var decision = _story.Post("order 1", "answer 1", "thanks");

        Assert.Equal(["EpisodeOpened", "MessageAccepted", "MessageAccepted", "MessageAccepted", "ReplyAwaited", "BotAnswered", "BotTalked"], Story.Kinds(decision));
    }

    [Fact]
    public void Post_MoreThanMayWait_HandsOver()
    {
        _story.Post("order 1", "order 2", "order 3", "order 4", "order 5");

        Assert.Equal((ConversationPhase.Waiting, HandOverReason.NoReply), (_story.State.Phase, _story.State.Reason));
    }

    [Fact]
    public void Overdue_EntryWithoutWordsForIt_HandsOver()
    {
        _story.Post("order 1");
        _story.Now += AwaitedReply.OrderPatience;

        _story.Overdue();

        Assert.Equal((ConversationPhase.Waiting, HandOverReason.NoReply), (_story.State.Phase, _story.State.Reason));
    }

    [Fact]
    public void Overdue_EntryWithWordsForIt_SaysThem()
    {
        _story.Post("parcel 1");
        _story.Now += AwaitedReply.OrderPatience;

        _story.Overdue();

        Assert.True(_story.Journal[^1] is BotAnswered { Text: "Have a look at your account.", Rule: Conversation.WithoutOrderRule });
    }

    [Fact]
    public void Overdue_BeforeTheTime_ChangesNothing()
    {
        _story.Post("order 1");
        _story.Now += AwaitedReply.OrderPatience - TimeSpan.FromTicks(1);

        Assert.Empty(_story.Overdue().Events);
    }

    [Fact]
    public void Overdue_HandedOverMeanwhile_SaysNothing()
    {
        _story.Post("parcel 1");
        _story.AskForHuman();
        _story.Now += AwaitedReply.OrderPatience;

        Assert.Empty(_story.Overdue().Events);
    }

    [Fact]
    public void Overdue_AskedWhileAnAgentServes_EndsWithoutAWord()
    {
        _story.ServedBy("li");
        _story.Post("parcel 1");
        _story.Now += AwaitedReply.OrderPatience;

        Assert.Equal(["ReplyEnded"], Story.Kinds(_story.Overdue()));
    }

    [Fact]
    public void Reply_AskedWhileAnAgentServes_IsProposed()
    {
        _story.ServedBy("li");
        _story.Post("order 1");

        Assert.False(Assert.Single(_story.Orders(Paid).Proposals).LateForEpoch);
    }

    [Fact]
    public void Reply_OrderLacksTheValue_GoesOnWithout()
    {
        _story.Post("parcel 1");

        _story.Orders(Shipped);

        Assert.True(_story.Journal[^1] is BotAnswered { Rule: Conversation.WithoutOrderRule });
    }

    [Fact]
    public void Reply_EntryGoneFromTheKnowledge_HandsOver()
    {
        _story.Post("order 1");
        _story.Judge = null;

        _story.Orders(Paid);

        Assert.Equal(HandOverReason.NoReply, _story.State.Reason);
    }

    [Fact]
    public void Reply_SeveralOrders_AsksWhichWithButtons()
    {
        _story.Post("order 1");

        var asked = Assert.IsType<BotClarified>(Assert.Single(_story.Orders(Paid, Shipped).Events));

        Assert.Equal(["A1000001", "A1000002"], Assert.Single(asked.Parts!).Buttons!.Select(b => b.Say));
    }

    [Fact]
    public void Post_NumberAfterTheQuestion_AsksForThatOrder()
    {
        _story.Post("order 1");
        _story.Orders(Paid, Shipped);

        _story.Post("a1000002 please");

        Assert.True(Assert.Single(_story.State.Awaited) is { EntryId: "order 1", Order: "A1000002" });
    }

    [Fact]
    public void Post_NumberThatWasNotAskedAbout_IsJudgedLikeAnyMessage()
    {
        _story.Post("order 1");
        _story.Orders(Paid, Shipped);

        _story.Post("answer B7777777");

        Assert.True(_story.Journal[^1] is BotAnswered { EntryId: "answer B7777777" });
    }

    [Fact]
    public void Reply_OneOrderOnItsWayAmongOldOnes_IsTheOneMeant()
    {
        _story.Post("order 1");

        _story.Orders(new("A1000003", OrderStatus.Delivered), Paid, new("A1000004", OrderStatus.Refunded));

        Assert.Contains("A1000001", _story.Thread[^1].Text);
    }

    [Fact]
    public void Post_OrderOfThePage_IsAskedFor()
    {
        _story.Open("s1", context: new(Order: "A42-000042"));

        Assert.Equal("A42-000042", _story.Post("order 1").State.Awaited[0].Order);
    }

    [Fact]
    public void Post_NoOrderSystem_GoesOnWithoutAtOnce()
    {
        _story.Abilities = Abilities.None;

        _story.Post("parcel 1");

        Assert.True(_story.Journal[^1] is BotAnswered { Rule: Conversation.WithoutOrderRule });
    }
}
