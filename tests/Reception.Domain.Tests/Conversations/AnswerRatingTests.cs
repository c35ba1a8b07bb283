using Reception.Contracts.Conversations;
using Reception.Domain.Conversations;
using Reception.Domain.Conversations.Events;

namespace Reception.Domain.Tests.Conversations;

public sealed class AnswerRatingTests
{
    private readonly Story _story = new();

    public AnswerRatingTests() => _story.Post("answer 1");

    private long Answer => _story.Thread.Last(m => m.Kind == MessageKind.Answer).Sequence;

    [Fact]
    public void RateAnswer_Unhelpful_RejectsTheEntryForTheEpisode()
    {
        Assert.Equal(CommandOutcome.Done, _story.RateAnswer(Answer, false).Outcome);

        Assert.Equal(["answer 1"], _story.State.Rejected);
    }

    [Fact]
    public void RateAnswer_TheSameWordAgain_ChangesNothing()
    {
        _story.RateAnswer(Answer, false);

        Assert.Equal((CommandOutcome.Repeated, 0), (_story.RateAnswer(Answer, false).Outcome, _story.RateAnswer(Answer, false).Events.Length));
    }

    [Fact]
    public void RateAnswer_AnotherWord_TakesTheFirstBack()
    {
        _story.RateAnswer(Answer, false);

        var rated = Assert.IsType<AnswerRated>(Assert.Single(_story.RateAnswer(Answer, true).Events));

        Assert.False(rated.Before);
        Assert.Empty(_story.State.Rejected);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(99)]
    [InlineData(0)]
    [InlineData(-1)]
    public void RateAnswer_LineThatIsNoAnswer_IsRefused(long sequence)
    {
        Assert.Equal(CommandOutcome.Invalid, _story.RateAnswer(sequence, true).Outcome);
    }

    [Fact]
    public void RateAnswer_OfAnEarlierEpisode_CountsButRejectsNothingNow()
    {
        var answer = Answer;
        _story.Close();
        _story.Post("thanks");

        var rated = Assert.IsType<AnswerRated>(Assert.Single(_story.RateAnswer(answer, false).Events));

        Assert.Equal((1, 2), (rated.Episode, _story.State.Episode));
        Assert.Empty(_story.State.Rejected);
    }

    [Fact]
    public void NextEpisode_AfterARejection_BeginsWithNone()
    {
        _story.RateAnswer(Answer, false);
        _story.Close();
        _story.Post("thanks");

        Assert.Empty(_story.State.Rejected);
    }

    [Fact]
    public void Answers_WithoutEnd_KeepABoundedNumberOfTouches()
    {
        for (var i = 0; i < 3 * Touches.Max; i++) _story.Post($"answer {i % 7}");

        Assert.Equal(Touches.Max, _story.State.Touches.Length);
    }
}
