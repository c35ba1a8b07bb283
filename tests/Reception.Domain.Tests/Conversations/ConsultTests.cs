using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Domain.Conversations;
using Reception.Domain.Conversations.Events;

namespace Reception.Domain.Tests.Conversations;

/// <summary>Warm transfers: the customer stays with the owner until the colleague takes over, and sees nothing of it.</summary>
public sealed class ConsultTests
{
    private readonly StaffStory _staff = StaffStory.ServedBy("li");

    private Story Story => _staff.Story;

    [Fact]
    public void Consult_Asked_LeavesOwnerEpochAndThreadAsTheyAre()
    {
        var before = (_staff.State.Agent, _staff.State.Epoch, _staff.State.LastSequence);

        _staff.Consult("li", "wang");

        Assert.Equal(before, (_staff.State.Agent, _staff.State.Epoch, _staff.State.LastSequence));
        Assert.Equal(ConsultPhase.Asked, _staff.State.Staff.Consult!.ToView().Phase);
    }

    [Fact]
    public void Consult_SameCommandAgain_IsRepeated()
    {
        _staff.Consult("li", "wang", id: "k1");

        Assert.Equal(CommandOutcome.Repeated, _staff.Consult("li", "wang", id: "k1").Outcome);
    }

    [Fact]
    public void Consult_SecondColleague_IsRefused()
    {
        _staff.Consult("li", "wang");

        Assert.Equal(CommandOutcome.WrongPhase, _staff.Consult("li", "zhao").Outcome);
    }

    [Fact]
    public void Consult_OfSomebodyElse_IsNotOwner() => Assert.Equal(CommandOutcome.NotOwner, _staff.Consult("wang", "zhao").Outcome);

    [Fact]
    public void Join_NotAsked_IsRefused()
    {
        _staff.Consult("li", "wang");

        Assert.Equal(CommandOutcome.NotOwner, _staff.Join("zhao").Outcome);
    }

    [Fact]
    public void SayInternally_Consult_IsNoLineOfTheThread()
    {
        _staff.Consult("li", "wang");
        _staff.Join("wang");
        var last = _staff.State.LastSequence;

        _staff.Say(StaffRole.Agent, "wang", "The shop pays.");

        Assert.Equal((last, 1L), (_staff.State.LastSequence, _staff.State.Staff.LastInternal));
        Assert.DoesNotContain(Story.Thread, m => m.Text.Contains("The shop pays", StringComparison.Ordinal));
    }

    [Fact]
    public void SayInternally_AskedWhoHasNotCome_IsRefused()
    {
        _staff.Consult("li", "wang");

        Assert.Equal(CommandOutcome.NotOwner, _staff.Say(StaffRole.Agent, "wang", "The shop pays.").Outcome);
    }

    [Fact]
    public void Complete_Joined_MakesTheColleagueTheOwnerUnderTheNextEpoch()
    {
        _staff.Consult("li", "wang");
        _staff.Join("wang");
        var (epoch, arrival) = (_staff.State.Epoch, _staff.State.Wait!.Arrival);

        _staff.Complete("li");

        Assert.Equal(("wang", epoch + 1, arrival), (_staff.State.Agent, _staff.State.Epoch, _staff.State.Wait!.Arrival));
        Assert.Null(_staff.State.Staff.Consult);
        Assert.DoesNotContain(_staff.State.Sessions, s => s.Side is Side.Agent or Side.Colleague);
    }

    [Fact]
    public void Complete_NobodyJoined_IsRefused()
    {
        _staff.Consult("li", "wang");

        Assert.Equal(CommandOutcome.WrongPhase, _staff.Complete("li").Outcome);
    }

    [Fact]
    public void Complete_StaleEpoch_IsRefused()
    {
        _staff.Consult("li", "wang");
        _staff.Join("wang");

        Assert.Equal(CommandOutcome.StaleEpoch, _staff.Complete("li", _staff.State.Epoch - 1).Outcome);
    }

    [Fact]
    public void Cancel_Joined_SendsTheColleagueAwayAndKeepsTheOwner()
    {
        _staff.Consult("li", "wang");
        _staff.Join("wang");

        _staff.Cancel("li");

        Assert.Equal(("li", (Consult?)null), (_staff.State.Agent, _staff.State.Staff.Consult));
        Assert.DoesNotContain(_staff.State.Sessions, s => s.Side == Side.Colleague);
    }

    [Fact]
    public void Leave_ByTheColleague_EndsItAndTellsTheOwner()
    {
        _staff.Consult("li", "wang");
        _staff.Join("wang");

        var left = _staff.Leave("wang");

        Assert.Null(_staff.State.Staff.Consult);
        Assert.Contains(left.Events, e => e is InternalSaid { Kind: InternalKind.System, To: null });
    }

    [Fact]
    public void OverdueConsult_NobodyCameInTime_Ends()
    {
        _staff.Consult("li", "wang");
        Story.Now += TimeSpan.FromSeconds(120);

        var ended = _staff.OverdueConsult();

        Assert.Equal(ConsultEnd.NobodyCame, ended.Events.OfType<ConsultEnded>().Single().End);
    }

    [Fact]
    public void OverdueConsult_LostConnectionWithinTheGrace_GoesOn()
    {
        _staff.Consult("li", "wang");
        _staff.Join("wang");
        _staff.EndSession("c-wang");
        Story.Now += TimeSpan.FromSeconds(Story.Policy.DisconnectGraceSeconds - 1);

        _staff.OverdueConsult();
        _staff.Join("wang", "c-again");

        Assert.Equal(ConsultPhase.Joined, _staff.State.Staff.Consult!.ToView().Phase);
    }

    [Fact]
    public void OverdueConsult_AwayLongerThanTheGrace_Ends()
    {
        _staff.Consult("li", "wang");
        _staff.Join("wang");
        _staff.EndSession("c-wang");
        Story.Now += TimeSpan.FromSeconds(Story.Policy.DisconnectGraceSeconds);

        Assert.Equal(ConsultEnd.Left, _staff.OverdueConsult().Events.OfType<ConsultEnded>().Single().End);
    }

    [Fact]
    public void NextStep_Asked_IsWhenNobodyHasCome()
    {
        _staff.Consult("li", "wang");

        Assert.True(Aftermath.NextStep(_staff.State, Story.Setting) <= Story.Now.AddSeconds(120));
    }

    [Theory]
    [InlineData("close")]
    [InlineData("lose")]
    [InlineData("take")]
    public void Owner_Changes_EndsTheConsult(string how)
    {
        _staff.Consult("li", "wang");
        _staff.Join("wang");

        _ = how switch { "close" => Story.Close(), "lose" => Story.LoseAgent("li"), _ => _staff.TakeOver("zhou") };

        Assert.Null(_staff.State.Staff.Consult);
        Assert.DoesNotContain(_staff.State.Sessions, s => s.Side == Side.Colleague);
    }

    [Fact]
    public void Consult_OutsideParty_IsThereAtOnceAndItsWordsCanBeNoted()
    {
        _staff.ConsultParty("li", "platform");

        var noted = _staff.Say(StaffRole.System, "market-bridge", "We have the parcel.", ofParty: true);

        Assert.Equal(ConsultPhase.Joined, _staff.State.Staff.Consult!.ToView().Phase);
        Assert.Equal((CommandOutcome.Done, InternalKind.Party), (noted.Outcome, Assert.IsType<InternalSaid>(Assert.Single(noted.Events)).Kind));
    }

    [Fact]
    public void Complete_OutsideParty_IsRefused()
    {
        _staff.ConsultParty("li", "platform");

        Assert.Equal(CommandOutcome.WrongPhase, _staff.Complete("li").Outcome);
    }

    [Fact]
    public void Checkpoint_Consult_IsRestored()
    {
        _staff.Consult("li", "wang");
        _staff.Join("wang");
        _staff.Say(StaffRole.Agent, "li", "Who pays?");

        var restored = Checkpoint.Restore(Story.Id, Checkpoint.Take(_staff.State), _staff.State.Version);

        Assert.Equal(_staff.State.Staff, restored.Staff);
    }
}
