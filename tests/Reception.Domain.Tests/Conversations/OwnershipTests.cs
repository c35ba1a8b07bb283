using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Domain.Conversations;
using Reception.Domain.Conversations.Events;

namespace Reception.Domain.Tests.Conversations;

public sealed class OwnershipTests
{
    private readonly Story _story = new();

    [Fact]
    public void Accept_Waiting_MakesTheAgentTheOwnerUnderTheNextEpoch()
    {
        _story.AskForHuman();
        var epoch = _story.State.Epoch;

        _story.Accept("li");

        Assert.Equal((ConversationPhase.Agent, "li", epoch + 1), (_story.State.Phase, _story.State.Agent, _story.State.Epoch));
    }

    [Fact]
    public void Accept_OfASecondAgent_IsStale()
    {
        _story.AskForHuman();
        var epoch = _story.State.Epoch;
        _story.Accept("li", epoch, Guid.Parse("00000000-0000-0000-0000-000000000001"));

        Assert.Equal(CommandOutcome.StaleEpoch, _story.Accept("wang", epoch, Guid.Parse("00000000-0000-0000-0000-000000000002")).Outcome);
        Assert.Equal("li", _story.State.Agent);
    }

    [Fact]
    public void Accept_TheSameOfferAgain_IsRepeated()
    {
        _story.AskForHuman();
        var epoch = _story.State.Epoch;
        _story.Accept("li", epoch);

        var decision = _story.Accept("li", epoch);

        Assert.Equal(CommandOutcome.Repeated, decision.Outcome);
        Assert.Empty(decision.Events);
    }

    [Fact]
    public void Accept_OfAClosedConversation_IsStale()
    {
        _story.AskForHuman();
        var epoch = _story.State.Epoch;
        _story.Close();

        Assert.Equal(CommandOutcome.StaleEpoch, _story.Accept("li", epoch).Outcome);
    }

    [Fact]
    public void AgentPost_OfTheOwner_IsStored()
    {
        _story.ServedBy("li").AgentPost("li", "hello");

        Assert.Equal((Author.Agent, "li", "hello"), (_story.Thread[^1].Author, _story.Thread[^1].AuthorId, _story.Thread[^1].Text));
    }

    [Fact]
    public void AgentPost_WithTheEpochBefore_IsStale() =>
        Assert.Equal(CommandOutcome.StaleEpoch, _story.ServedBy("li").AgentPost("li", "hello", _story.State.Epoch - 1).Outcome);

    [Fact]
    public void AgentPost_OfSomebodyElse_IsRefused() => Assert.Equal(CommandOutcome.NotOwner, _story.ServedBy("li").AgentPost("wang", "hello").Outcome);

    [Fact]
    public void AgentPost_WhileTheBotServes_IsRefused()
    {
        _story.Post("thanks");

        Assert.Equal(CommandOutcome.NotOwner, _story.AgentPost("li", "hello").Outcome);
    }

    [Fact]
    public void AgentPost_RepeatedAfterALostOwnership_GetsTheSameAck()
    {
        _story.ServedBy("li");
        var epoch = _story.State.Epoch;
        var first = _story.AgentPost("li", "hello", epoch, "m1");
        _story.LoseAgent("li");

        var repeat = _story.AgentPost("li", "hello", epoch, "m1");

        Assert.Equal(CommandOutcome.Repeated, repeat.Outcome);
        Assert.Equal(first.Acks, repeat.Acks);
    }

    [Fact]
    public void Transfer_ToAQueue_KeepsTheArrivalAndTakesItsTarget()
    {
        _story.ServedBy("li");
        _story.Now += TimeSpan.FromMinutes(5);

        _story.Transfer("li", "service");

        var wait = _story.State.Wait!;
        Assert.Equal(("service", Story.Start, Story.Start.AddSeconds(30), 2, true), (wait.Queue, wait.Arrival, wait.Due, wait.Weight, wait.Exempt));
        Assert.Equal((ConversationPhase.Waiting, HandOverReason.Transferred), (_story.State.Phase, _story.State.Reason));
    }

    [Fact]
    public void Transfer_ToAnUnknownQueue_IsRefused() => Assert.Equal(CommandOutcome.Unknown, _story.ServedBy("li").Transfer("li", "nowhere").Outcome);

    [Fact]
    public void HandBack_ByTheOwner_GivesItToTheBot()
    {
        _story.ServedBy("li").HandBack("li");

        _story.Post("answer 1");

        Assert.Equal((ConversationPhase.Bot, Author.Bot), (_story.State.Phase, _story.Thread[^1].Author));
    }

    [Fact]
    public void LoseAgent_Owner_RequeuesAtTheOriginalArrival()
    {
        _story.ServedBy("li");
        _story.Now += TimeSpan.FromMinutes(5);

        _story.LoseAgent("li");

        Assert.Equal((ConversationPhase.Waiting, Story.Start, HandOverReason.AgentLost), (_story.State.Phase, _story.State.Wait!.Arrival, _story.State.Reason));
    }

    [Fact]
    public void LoseAgent_OfAnEarlierEpoch_ChangesNothing() => Assert.Empty(_story.ServedBy("li").LoseAgent("li", _story.State.Epoch - 1).Events);

    [Theory]
    [InlineData(ServingState.NotHeld)]
    [InlineData(ServingState.Lost)]
    public void Due_AgentNoLongerServes_Requeues(ServingState serving)
    {
        _story.ServedBy("li").Due(serving);

        Assert.Equal(ConversationPhase.Waiting, _story.State.Phase);
    }

    [Theory]
    [InlineData(ServingState.Live)]
    [InlineData(ServingState.InGrace)]
    [InlineData(null)]
    public void Due_AgentServesOrCannotBeAsked_ChangesNothing(ServingState? serving) => Assert.Empty(_story.ServedBy("li").Due(serving).Events);

    [Fact]
    public void Due_IdleForLong_Closes()
    {
        _story.ServedBy("li");
        _story.Now += TimeSpan.FromMinutes(_story.Policy.IdleCloseMinutes);

        _story.Due();

        Assert.Equal(ConversationPhase.Closed, _story.State.Phase);
    }

    [Fact]
    public void AskForHuman_RepeatedAfterAHandBack_HandsOverOnlyOnce()
    {
        _story.AskForHuman("h1");
        _story.Accept("li");
        _story.HandBack("li");

        Assert.Equal(CommandOutcome.Repeated, _story.AskForHuman("h1").Outcome);
        Assert.Equal(ConversationPhase.Bot, _story.State.Phase);
    }

    [Fact]
    public void Aftermath_HandOver_EnqueuesAndWritesTheRow()
    {
        var before = _story.State;

        var after = Aftermath.Of(before, _story.AskForHuman().State, _story.Setting, mayHaveRow: false);

        Assert.Equal((Story.Start, "demo/sales", _story.State.Epoch), (after.Enqueue!.Arrival, after.OpenWork!.Row!.Queue, after.OpenWork.Row.Epoch));
    }

    [Fact]
    public void Aftermath_CloseByTheCustomerWhileServed_ReleasesTheAgentAndKeepsTheRowUntilTold()
    {
        var before = _story.ServedBy("li").State;

        var after = Aftermath.Of(before, _story.Close().State, _story.Setting, mayHaveRow: true);

        Assert.Equal(new Ended("li", before.Epoch), after.ReleaseAgent);
        Assert.True(after.IsOver && after.OpenWork!.Row!.Queue is null);
    }

    [Fact]
    public void Aftermath_ConversationWithTheBot_NeedsNoRow()
    {
        var before = _story.State;

        Assert.Null(Aftermath.Of(before, _story.Post("answer 1").State, _story.Setting, mayHaveRow: false).OpenWork);
    }
}
