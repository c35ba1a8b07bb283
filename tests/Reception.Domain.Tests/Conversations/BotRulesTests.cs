using Reception.Contracts.Conversations;
using Reception.Domain.Conversations.Events;

namespace Reception.Domain.Tests.Conversations;

public sealed class BotRulesTests
{
    private readonly Story _story = new();

    [Fact]
    public void Post_KnownQuestion_IsAnsweredInTheSameAppend() =>
        Assert.Equal([nameof(EpisodeOpened), nameof(MessageAccepted), nameof(BotAnswered)], Story.Kinds(_story.Post("answer 1")));

    [Fact]
    public void Post_Burst_KeepsItsOrderBeforeTheReplies()
    {
        _story.Post("answer 1", "thanks", "answer 2");

        Assert.Equal(["answer 1", "thanks", "answer 2", "A: answer 1", "A: answer 2"], _story.Thread.Select(m => m.Text));
    }

    [Fact]
    public void Post_OnlySmallTalk_IsAnsweredOnce()
    {
        _story.Post("thanks", "thanks a lot");

        Assert.Single(_story.Thread, m => m.Kind == MessageKind.SmallTalk);
    }

    [Fact]
    public void Post_UnsureQuestion_OffersSuggestions()
    {
        _story.Post("unsure");

        Assert.Equal(2, _story.Thread[^1].Suggestions!.Length);
    }

    [Fact]
    public void Post_UnsureThenAnswered_SaysTheAnswerOnly()
    {
        _story.Post("unsure", "answer 1");

        Assert.DoesNotContain(_story.Thread, m => m.Kind == MessageKind.Clarification);
    }

    [Fact]
    public void Post_SecondMissInARow_HandsOver()
    {
        _story.Post("unsure");
        _story.Post("unsure again");

        Assert.Equal((ConversationPhase.Waiting, HandOverReason.TwoMisses), (_story.State.Phase, _story.State.Reason));
    }

    [Fact]
    public void Post_MissAfterAnAnswer_CountsAnew()
    {
        _story.Post("unsure");
        _story.Post("answer 1");
        _story.Post("unsure again");

        Assert.Equal(ConversationPhase.Bot, _story.State.Phase);
    }

    [Fact]
    public void Post_TwoMissesInOneBurst_HandOverAndAskNothing()
    {
        _story.Post("unsure", "unsure too");

        Assert.Equal(ConversationPhase.Waiting, _story.State.Phase);
        Assert.DoesNotContain(_story.Thread, m => m.Kind == MessageKind.Clarification);
    }

    [Fact]
    public void Post_AskedForHuman_HandsOverAtOnceAndStillAnswersTheRest()
    {
        _story.Post("answer 1", "human please");

        Assert.Equal((ConversationPhase.Waiting, HandOverReason.Asked), (_story.State.Phase, _story.State.Reason));
        Assert.Contains(_story.Thread, m => m.Kind == MessageKind.Answer);
    }

    [Theory]
    [InlineData("angry", HandOverReason.Upset)]
    [InlineData("gibberish", HandOverReason.NotUnderstood)]
    public void Post_WhatTheBotCannotServe_HandsOverWithTheReason(string text, HandOverReason reason)
    {
        _story.Post(text);

        Assert.Equal((ConversationPhase.Waiting, reason), (_story.State.Phase, _story.State.Reason));
    }

    [Fact]
    public void Post_TopicForHumans_GoesToTheTopicsQueue()
    {
        _story.Policy = _story.Policy with { Bot = _story.Policy.Bot with { TopicsForHumans = ["refund"] } };

        _story.Post("refund please");

        Assert.Equal((HandOverReason.TopicForHumans, "service"), (_story.State.Reason, _story.State.Wait!.Queue));
    }

    [Fact]
    public void Post_HandOverAfterATopic_GoesToTheTopicsQueueWithItsTargetAndWeight()
    {
        _story.Post("refund please");
        _story.AskForHuman();

        Assert.Equal(new Wait("service", Story.Start, Story.Start.AddSeconds(30), 2), _story.State.Wait! with { Request = null });
    }

    [Fact]
    public void Post_NothingPublished_HandsOver()
    {
        _story.Judge = null;

        _story.Post("hello");

        Assert.Equal((ConversationPhase.Waiting, HandOverReason.NoKnowledge), (_story.State.Phase, _story.State.Reason));
    }

    [Fact]
    public void Post_BotSwitchedOff_HandsOver()
    {
        _story.Policy = _story.Policy with { Bot = _story.Policy.Bot with { Enabled = false } };

        _story.Post("answer 1");

        Assert.Equal(ConversationPhase.Waiting, _story.State.Phase);
    }

    [Fact]
    public void Post_WhileWaiting_AnswersOnlyWhatIsSimple()
    {
        _story.AskForHuman();

        _story.Post("answer 1", "simple 2", "unsure");

        Assert.Equal(["simple 2"], _story.Thread.Where(m => m.Author == Author.Bot).Select(m => m.EntryId));
        Assert.Equal(ConversationPhase.Waiting, _story.State.Phase);
    }

    [Fact]
    public void Post_WhileAnUpsetCustomerWaits_SaysNothing()
    {
        _story.Post("angry");

        _story.Post("simple 2");

        Assert.DoesNotContain(_story.Thread, m => m.Author == Author.Bot);
    }

    [Fact]
    public void Post_InAChineseShop_SpeaksChinese()
    {
        _story.Policy = _story.Policy with { Language = "zh" };

        _story.AskForHuman();

        Assert.Contains("人工客服", _story.Thread[^1].Text);
    }
}
