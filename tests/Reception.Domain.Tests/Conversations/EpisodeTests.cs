using Reception.Contracts.Conversations;
using Reception.Domain.Conversations.Events;

namespace Reception.Domain.Tests.Conversations;

public sealed class EpisodeTests
{
    private readonly Story _story = new();

    [Fact]
    public void Close_ByTheCustomer_EndsTheEpisode()
    {
        _story.Post("answer 1");
        _story.Close();

        Assert.Equal(ConversationPhase.Closed, _story.State.Phase);
    }

    [Fact]
    public void Close_NothingOpen_IsRefused() => Assert.Equal(CommandOutcome.WrongPhase, _story.Close().Outcome);

    [Fact]
    public void Close_RepeatedAfterReopening_LeavesTheNewEpisodeOpen()
    {
        _story.Post("answer 1");
        _story.Close("c1");
        _story.Post("answer 2");

        Assert.Equal(CommandOutcome.Repeated, _story.Close("c1").Outcome);
        Assert.Equal(ConversationPhase.Bot, _story.State.Phase);
    }

    [Fact]
    public void AgentClose_SameIdOfAnotherAgent_IsNotTakenForARepeat()
    {
        _story.ServedBy("li").AgentClose("li", id: "1");
        _story.ServedBy("wang");

        Assert.Equal(CommandOutcome.Done, _story.AgentClose("wang", id: "1").Outcome);
    }

    [Fact]
    public void Rate_ClosedEpisode_IsStoredOnce()
    {
        _story.ServedBy("li").AgentClose("li");

        Assert.Equal(CommandOutcome.Done, _story.Rate(5, "quick").Outcome);
        Assert.Equal(CommandOutcome.Repeated, _story.Rate(5, "quick").Outcome);
        Assert.Equal(CommandOutcome.WrongPhase, _story.Rate(1).Outcome);
    }

    [Fact]
    public void Rate_OpenEpisode_IsRefused()
    {
        _story.Post("answer 1");

        Assert.Equal(CommandOutcome.WrongPhase, _story.Rate(5).Outcome);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    public void Rate_OutOfRange_IsInvalid(int stars) => Assert.Equal(CommandOutcome.Invalid, _story.Rate(stars).Outcome);

    [Fact]
    public void Post_AfterAClose_OpensTheNextEpisodeAndGoesOnCounting()
    {
        _story.Post("answer 1");
        _story.Close();
        var last = _story.State.LastSequence;

        _story.Post("answer 2");

        Assert.Equal((2, last + 1), (_story.State.Episode, _story.Thread.First(m => m.Text == "answer 2").Sequence));
    }

    [Fact]
    public void Post_SoonAfterAnAgentsClose_AsksForTheSameAgentFirst()
    {
        _story.ServedBy("li").AgentClose("li");
        _story.Now += TimeSpan.FromMinutes(10);

        _story.Post("answer 1");

        Assert.Equal((ConversationPhase.Waiting, HandOverReason.Reopened), (_story.State.Phase, _story.State.Reason));
        Assert.Equal(("li", _story.Now.AddSeconds(30)), (_story.State.Wait!.Preferred, _story.State.Wait.PreferredUntil));
    }

    [Fact]
    public void Post_ThanksAfterAnAgentsClose_TroublesNobody()
    {
        _story.ServedBy("li").AgentClose("li");

        _story.Post("thanks");

        Assert.Equal(ConversationPhase.Bot, _story.State.Phase);
    }

    [Fact]
    public void Post_QuestionAfterThanks_StillAsksForTheSameAgent()
    {
        _story.ServedBy("li").AgentClose("li");
        _story.Post("thanks");

        _story.Post("answer 1");

        Assert.Equal("li", _story.State.Wait?.Preferred);
    }

    [Fact]
    public void Post_LongAfterAnAgentsClose_IsTheBots()
    {
        _story.ServedBy("li").AgentClose("li");
        _story.Now += TimeSpan.FromMinutes(_story.Policy.ReopenSameAgentMinutes + 1);

        _story.Post("answer 1");

        Assert.Equal(ConversationPhase.Bot, _story.State.Phase);
    }

    [Fact]
    public void Post_AfterAHandBackAndClose_IsTheBots()
    {
        _story.ServedBy("li").HandBack("li");
        _story.Close();

        _story.Post("answer 1");

        Assert.Equal(ConversationPhase.Bot, _story.State.Phase);
    }

    [Fact]
    public void Post_AfterIdleTimeWithTheBot_WritesDownTheCloseAtItsTime()
    {
        _story.Post("answer 1");
        _story.Now += TimeSpan.FromDays(3);

        _story.Post("answer 2");

        Assert.Equal(Story.Start.AddDays(1), Assert.Single(_story.Journal.OfType<Closed>()).At);
        Assert.Equal(2, _story.State.Episode);
    }

    [Fact]
    public void Rate_EpisodeThatTimeClosed_IsStored()
    {
        _story.Post("answer 1");
        _story.Now += TimeSpan.FromDays(3);

        Assert.Equal(CommandOutcome.Done, _story.Rate(4).Outcome);
    }

    [Fact]
    public void Close_OfABotEpisode_CountsAsTheBotsAlone()
    {
        _story.Post("answer 1");
        _story.Close();

        Assert.True(Assert.Single(_story.Journal.OfType<Closed>()).BotAlone);
    }

    [Fact]
    public void Close_AfterAHandBack_IsNotTheBotsAlone()
    {
        _story.ServedBy("li").HandBack("li");
        _story.Close();

        Assert.False(Assert.Single(_story.Journal.OfType<Closed>()).BotAlone);
    }
}
