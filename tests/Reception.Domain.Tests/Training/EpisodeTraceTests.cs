using Reception.Contracts.Conversations;
using Reception.Contracts.Training;
using Reception.Domain.Conversations.Events;
using Reception.Domain.Tests.Conversations;
using Reception.Domain.Training;

namespace Reception.Domain.Tests.Training;

public sealed class EpisodeTraceTests
{
    private readonly Story _story = new();

    private List<TrainingFact> Facts
    {
        get
        {
            var trace = new EpisodeTrace(Story.Id);
            return [.. _story.Journal.SelectMany(trace.Read)];
        }
    }

    private AskedQuestion[] Questions => [.. Facts.OfType<Asked>().Select(a => a.Question)];

    private AgentAnswer[] Answers => [.. Facts.OfType<Answered>().Select(a => a.Answer)];

    [Fact]
    public void Read_NotUnderstoodAndHandedOver_IsOneUnansweredQuestion()
    {
        _story.Post("does the lamp glow in the dark");

        Assert.Equal((QuestionKind.Unanswered, "does the lamp glow in the dark"), (Assert.Single(Questions).Kind, Questions[0].Text));
    }

    [Fact]
    public void Read_AskedForAHumanByTheButton_HandsOverTheQuestionBefore()
    {
        _story.Post("answer where is my lamp");
        _story.AskForHuman();

        var question = Assert.Single(Questions);
        Assert.Equal((QuestionKind.HandedOver, HandOverReason.Asked, "answer where is my lamp"), (question.Kind, question.Reason, question.EntryId));
    }

    [Fact]
    public void Read_NothingButAWishForAHuman_IsNoQuestion()
    {
        _story.Post("human please");

        Assert.Empty(Questions);
    }

    [Fact]
    public void Read_UnhelpfulAnswer_IsADislikedQuestion()
    {
        _story.Post("answer where is my lamp");
        _story.RateAnswer(2, false);

        Assert.Equal((QuestionKind.Disliked, "answer where is my lamp"), (Assert.Single(Questions).Kind, Questions[0].EntryId));
    }

    [Fact]
    public void Read_AnotherWord_TakesTheFirstBack()
    {
        _story.Post("answer where is my lamp");
        _story.RateAnswer(2, false);
        _story.RateAnswer(2, true);

        Assert.Equal((1, 0), (Sum("answer where is my lamp").Helpful, Sum("answer where is my lamp").Unhelpful));
    }

    [Fact]
    public void Read_AgentAnswers_GathersWhatHeSaysUntilTheCustomerAsksOn()
    {
        _story.Post("does the lamp glow in the dark");
        _story.Accept("li");
        _story.AgentPost("li", "Hello, how can I help you?");
        _story.AgentPost("li", "Yes, it glows.");
        _story.AgentPost("li", "For about six hours.");
        _story.Post("and what about the small lamp");

        Assert.Equal(("does the lamp glow in the dark", "Yes, it glows. For about six hours."), (Assert.Single(Answers).Question, Answers[0].Text));
    }

    [Fact]
    public void Read_AgentSaysOnlyCourtesy_IsNoAnswer()
    {
        _story.Post("does the lamp glow in the dark");
        _story.Accept("li");
        _story.AgentPost("li", "One moment please");
        _story.AgentClose("li");

        Assert.Empty(Answers);
    }

    [Fact]
    public void Read_AnswerAndHandOver_CountForEntryAndVersion()
    {
        _story.Post("answer one");
        _story.Post("answer one");
        _story.AskForHuman();

        Assert.Equal((2, 1, 1), (Sum("answer one").Answers, Sum("answer one").Episodes, Sum("answer one").HandedOver));
        Assert.Equal((2, 1, 1, 1), (Sum(null).Answers, Sum(null).Episodes, Sum(null).HandedOver, Sum(null).HandOvers));
    }

    [Fact]
    public void Read_TheSameQuestionAfterItsAnswer_IsRepeated()
    {
        _story.Post("answer where is my lamp");
        _story.Post("answer where is my lamp??");

        Assert.Equal(1, Sum("answer where is my lamp").Repeated);
    }

    [Theory]
    [InlineData("A: simple lamp", null, 1, 0, 0)]
    [InlineData("A: simple lamp", "simple lamp", 1, 0, 0)]
    [InlineData("A: simple lamp, and a free bulb with it", "simple lamp", 0, 1, 0)]
    [InlineData("We are closed on Sundays.", null, 0, 0, 1)]
    public void Read_WhatTheAgentDoesWithAProposal_IsCounted(string said, string? named, int sent, int edited, int ignored)
    {
        _story.ServedBy("li").Post("simple lamp");
        _story.AgentPost("li", said, named);

        var counts = Sum("simple lamp");

        Assert.Equal((1, sent, edited, ignored), (counts.Proposed, counts.Sent, counts.Edited, counts.Ignored));
    }

    [Fact]
    public void Read_OrderAndRefund_ChangeRevenueNotTheNumberOfOrders()
    {
        _story.Post("answer one");
        _story.Order("42", 1999);
        _story.Order("42", 500, OrderEventKind.Refunded, refund: "r1");

        Assert.Equal(1, Sum("answer one").Orders);
        Assert.Equal(1499, Facts.OfType<Counted>().Where(c => c.EntryId == "answer one").Sum(c => c.Revenue?.AmountMinor ?? 0));
        Assert.Equal((1, 1499), (Facts.OfType<Sold>().Sum(s => s.Orders), Facts.OfType<Sold>().Sum(s => s.AmountMinor)));
    }

    [Fact]
    public void Read_AfterACheckpoint_CountsNoEpisodeTwice()
    {
        _story.Post("answer one");
        var trace = new EpisodeTrace(Story.Id);
        trace.Restore(_story.State);

        var facts = _story.Post("answer one").Events.SelectMany(trace.Read).ToList();

        Assert.Equal((1, 0), (facts.OfType<Counted>().Where(c => c.EntryId is not null).Sum(c => c.Counts.Answers), facts.OfType<Counted>().Sum(c => c.Counts.Episodes)));
    }

    [Fact]
    public void Read_LongTalk_StaysBounded()
    {
        var trace = new EpisodeTrace(Story.Id);
        for (var i = 0; i < 1_000; i++)
        {
            foreach (var _ in trace.Read(new MessageAccepted(Story.Start, 1, i, $"m{i}", new string('问', 4_000)))) { }
        }

        Assert.Empty(trace.Read(new MissCounted(Story.Start, 1, 1, 1)).OfType<Asked>());
    }

    private TrainingCounts Sum(string? entry) => Facts.OfType<Counted>().Where(c => c.EntryId == entry).Aggregate(Counts.Zero, (sum, c) => Counts.Add(sum, c.Counts));
}
