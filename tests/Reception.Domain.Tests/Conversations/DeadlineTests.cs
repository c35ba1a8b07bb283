using Reception.Contracts.Conversations;
using Reception.Contracts.Shops;
using Reception.Domain.Conversations;
using Reception.Domain.Conversations.Events;
using Reception.Domain.Insight;

namespace Reception.Domain.Tests.Conversations;

/// <summary>First reply, each reply, resolution: found when due, written down once, overdue work before what is in time.</summary>
public sealed class DeadlineTests
{
    private readonly Story _story = new();

    public DeadlineTests()
    {
        _story.Rule("sales", new(Targets: new(FirstReplySeconds: 180, ResolutionSeconds: 3_600)));
        _story.Policy = _story.Policy with { Channels = [new("web", Rules: new(Targets: new(FirstReplySeconds: 90, EachReplySeconds: 30)))] };
    }

    [Fact]
    public void NextStep_Waiting_IsTheStricterDeadlineWhereItComesFirst()
    {
        _story.AskForHuman();
        _story.Now += TimeSpan.FromSeconds(80);

        Assert.Equal(Story.Start.AddSeconds(90), Aftermath.NextStep(_story.State, _story.Setting));
    }

    [Fact]
    public void Overdue_FirstReplyMissedWhileWaiting_MovesTheDueTimeEarlierOnce()
    {
        _story.AskForHuman();
        var before = _story.State;
        _story.Now += TimeSpan.FromSeconds(90);

        _story.Overdue();

        Assert.Equal((Story.Start, before.Epoch), (_story.State.Wait!.Due, _story.State.Epoch));
        Assert.Equal(Story.Start, Aftermath.Of(before, _story.State, _story.Setting, mayHaveRow: true).Enqueue!.DueTime);
        Assert.Empty(_story.Overdue().Events);
    }

    [Fact]
    public void Overdue_FirstReplyGiven_MissesNothing()
    {
        _story.ServedBy("li").AgentPost("li", "hello");
        _story.Now += TimeSpan.FromSeconds(90);

        Assert.Empty(_story.Overdue().Events);
    }

    [Fact]
    public void Overdue_EachReplyMissed_CountsFromTheFirstUnansweredLine()
    {
        _story.ServedBy("li").AgentPost("li", "hello");
        _story.Post("hm 1");
        _story.Now += TimeSpan.FromSeconds(20);
        _story.Post("hm 2");
        _story.Now += TimeSpan.FromSeconds(10);

        _story.Overdue();

        var missed = Assert.Single(_story.Journal.OfType<DeadlineMissed>());
        Assert.Equal((DeadlineKind.EachReply, Story.Start, "li"), (missed.Kind, missed.Since, missed.Agent));
    }

    [Fact]
    public void AgentPost_AfterTheDeadline_WritesItDownWithoutASweeper()
    {
        _story.ServedBy("li");
        _story.Now += TimeSpan.FromSeconds(91);

        _story.AgentPost("li", "hello");

        Assert.Equal(DeadlineKind.FirstReply, Assert.Single(_story.Journal.OfType<DeadlineMissed>()).Kind);
    }

    [Fact]
    public void Aftermath_CustomersLineWithANearDeadline_MovesTheRow()
    {
        _story.ServedBy("li").AgentPost("li", "hello");
        var before = _story.State;
        _story.Post("hm");

        Assert.Equal(Story.Start.AddSeconds(30), Aftermath.Of(before, _story.State, _story.Setting, mayHaveRow: true).OpenWork!.Row!.NextStepAt);
    }

    [Fact]
    public void Overdue_Resolution_IsShownAndCounted()
    {
        _story.ServedBy("li").AgentPost("li", "hello");
        _story.Now += TimeSpan.FromHours(1);

        _story.Overdue();

        Assert.Equal(DeadlineKind.Resolution, Assert.Single(_story.State.ToView().Missed!));
        Assert.Equal(1, _story.Journal.Aggregate(FiguresFold.Zero, FiguresFold.Apply).ResolutionsMissed);
    }

    [Fact]
    public void Targets_ChangedAfterwards_CountFromThen()
    {
        _story.AskForHuman();
        _story.Policy = _story.Policy with { Channels = [new("web")] };
        _story.Now += TimeSpan.FromSeconds(100);

        Assert.Empty(_story.Overdue().Events);
    }
}
