using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Domain.Conversations;
using Reception.Domain.Conversations.Events;

namespace Reception.Domain.Tests.Conversations;

public sealed class SupervisionTests
{
    private readonly StaffStory _staff = StaffStory.ServedBy("li");

    private Story Story => _staff.Story;

    [Fact]
    public void Monitor_AnyPhase_ChangesNothingThatCustomerOrOwnerSees()
    {
        var before = _staff.State.ToView();

        var listens = _staff.Monitor("zhou");

        Assert.Equal(before, _staff.State.ToView() with { Version = before.Version });
        Assert.Equal(("zhou", "training"), (listens.Events.OfType<SessionOpened>().Single().Agent, listens.Events.OfType<SessionOpened>().Single().Why));
    }

    [Fact]
    public void Monitor_OwnerChanges_ListensOn()
    {
        _staff.Monitor("zhou");

        Story.LoseAgent("li");

        Assert.Contains(_staff.State.Sessions, s => s.Side == Side.Supervisor);
    }

    [Fact]
    public void Monitor_Nothing_IsUnknown() => Assert.Equal(CommandOutcome.Unknown, new StaffStory().Monitor("zhou").Outcome);

    [Fact]
    public void Whisper_ToTheOwner_IsForHimAndSupervisorsOnly()
    {
        _staff.Consult("li", "wang");
        _staff.Join("wang");

        var line = Assert.Single(_staff.Whisper("zhou", "Refund the freight.").Events.ToLines());

        Assert.True(line.IsFor(new(StaffRole.Agent, "li")));
        Assert.True(line.IsFor(new(StaffRole.Supervisor, "qian")));
        Assert.False(line.IsFor(new(StaffRole.Agent, "wang")));
    }

    [Fact]
    public void Whisper_StaleEpoch_IsRefused() => Assert.Equal(CommandOutcome.StaleEpoch, _staff.Whisper("zhou", "Refund.", _staff.State.Epoch - 1).Outcome);

    [Fact]
    public void Whisper_NobodyServes_IsRefused()
    {
        Story.HandBack("li");

        Assert.Equal(CommandOutcome.WrongPhase, _staff.Whisper("zhou", "Refund.").Outcome);
    }

    [Fact]
    public void Whisper_SameIdAgain_IsRepeatedAndStoredOnce()
    {
        _staff.Say(StaffRole.Supervisor, "zhou", "Refund.", id: "w1");

        Assert.Equal(CommandOutcome.Repeated, _staff.Say(StaffRole.Supervisor, "zhou", "Refund.", id: "w1").Outcome);
        Assert.Equal(1, _staff.State.Staff.LastInternal);
    }

    [Fact]
    public void SayInternally_Stranger_IsRefused() => Assert.Equal(CommandOutcome.NotOwner, _staff.Say(StaffRole.Agent, "wang", "hello").Outcome);

    [Fact]
    public void TakeOver_Served_RaisesTheEpochAndTellsTheFormerOwner()
    {
        var epoch = _staff.State.Epoch;

        var taken = _staff.TakeOver("zhou");

        Assert.Equal(("zhou", epoch + 1), (_staff.State.Agent, _staff.State.Epoch));
        Assert.Contains(taken.Events, e => e is InternalSaid { To: "li", From: "zhou" } told && told.Text.Contains("needs care", StringComparison.Ordinal));
        Assert.Contains(taken.Events, e => e is Taken { By: "zhou", From: "li", Why: "needs care" });
    }

    [Fact]
    public void TakeOver_Served_ReleasesTheFormerOwnersHold()
    {
        var before = _staff.State;
        _staff.TakeOver("zhou");

        var aftermath = Aftermath.Of(before, _staff.State, Story.Setting, mayHaveRow: true);

        Assert.Equal((new Ended("li", before.Epoch), true), (aftermath.ReleaseAgent, aftermath.Settle));
        Assert.Equal(new FormerOwner("li", before.Epoch), _staff.State.Staff.Former);
    }

    [Fact]
    public void TakeOver_Waiting_LeavesTheQueue()
    {
        var staff = new StaffStory();
        staff.Story.AskForHuman();
        var before = staff.State;

        staff.TakeOver("zhou");

        Assert.Equal(new Ended("sales", before.Epoch), Aftermath.Of(before, staff.State, staff.Story.Setting, mayHaveRow: true).LeaveQueue);
    }

    [Fact]
    public void TakeOver_FromTheBot_HasAWaitThatBeginsNow()
    {
        var staff = new StaffStory();
        staff.Story.Post("answer 1");
        staff.Story.Now += TimeSpan.FromMinutes(1);

        staff.TakeOver("zhou");

        Assert.Equal((ConversationPhase.Agent, staff.Story.Now, HandOverReason.Supervised), (staff.State.Phase, staff.State.Wait!.Arrival, staff.State.Reason));
    }

    [Fact]
    public void TakenWeight_OfThePolicy_CountsForHimAlone()
    {
        Story.Policy = Story.Policy with { Supervision = new(TakeOverWeight: 0) };
        var wait = Conversation.TakenWait(_staff.State, Story.Setting);

        Assert.Equal((0, 1), (Conversation.TakenWeight(wait, Story.Setting), wait.Weight));
    }

    [Fact]
    public void TakeOver_StaleEpoch_IsRefused() => Assert.Equal(CommandOutcome.StaleEpoch, _staff.TakeOver("zhou", _staff.State.Epoch - 1).Outcome);

    [Fact]
    public void TakeOver_SameCommandAgain_IsRepeated()
    {
        var epoch = _staff.State.Epoch;
        _staff.TakeOver("zhou", epoch, "t1");

        Assert.Equal(CommandOutcome.Repeated, _staff.TakeOver("zhou", epoch, "t1").Outcome);
    }

    [Fact]
    public void TakeOver_Closed_IsRefused()
    {
        Story.Close();

        Assert.Equal(CommandOutcome.WrongPhase, _staff.TakeOver("zhou").Outcome);
    }

    [Fact]
    public void TakeOver_FormerOwnersLateMessage_IsStale()
    {
        var epoch = _staff.State.Epoch;
        _staff.TakeOver("zhou");

        Assert.Equal(CommandOutcome.StaleEpoch, Story.AgentPost("li", "late", epoch).Outcome);
    }

    [Fact]
    public void Reassign_ToAnAgent_WaitsWithHimPreferredAtTheOldArrival()
    {
        Story.Now += TimeSpan.FromMinutes(2);

        _staff.Reassign("zhou", new(new AgentId("wang"), Seconds: 30));

        Assert.Equal((ConversationPhase.Waiting, "wang", Story.Start, "service"), (_staff.State.Phase, _staff.State.Wait!.Preferred, _staff.State.Wait.Arrival, _staff.State.Wait.Queue));
    }

    [Fact]
    public void Reassign_FromTheBot_Waits()
    {
        var staff = new StaffStory();
        staff.Story.Post("answer 1");

        staff.Reassign("zhou", new(Queue: "service"));

        Assert.Equal((ConversationPhase.Waiting, HandOverReason.Supervised), (staff.State.Phase, staff.State.Reason));
    }

    [Fact]
    public void Reassign_StaleEpoch_IsRefused() => Assert.Equal(CommandOutcome.StaleEpoch, _staff.Reassign("zhou", new(Queue: "service"), epoch: _staff.State.Epoch - 1).Outcome);

    [Fact]
    public void Reassign_LongReason_IsRefused() => Assert.Equal(CommandOutcome.Invalid, _staff.Reassign("zhou", new(Queue: "service", Why: new string('x', 501))).Outcome);

    [Fact]
    public void TakeId_SameCommandInAnotherEpoch_IsAnotherHold() =>
        Assert.NotEqual(Conversation.TakeId(_staff.State, "zhou", "t1"), Conversation.TakeId(_staff.State with { Epoch = 9 }, "zhou", "t1"));
}
