using FsCheck;
using FsCheck.Fluent;
using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.WorkOrders;
using Reception.Domain.WorkOrders;
using Reception.Domain.WorkOrders.Events;
using Reception.Tests;

namespace Reception.Domain.Tests.WorkOrders;

/// <summary>The state machine against any order of commands, stale and repeated ones among them.</summary>
public sealed class WorkOrderMachineTests
{
    private static readonly Gen<int> Steps = Gen.Choose(0, 12 * 5 * 3 - 1);

    [Fact]
    public void Machine_AnyCommands_OneOwnerRisingEpochAndNoWayBackFromTheFold() =>
        Property.ForAll(Steps, nameof(Machine_AnyCommands_OneOwnerRisingEpochAndNoWayBackFromTheFold), TestRun.Cases(400, 20_000), Run, longest: 60);

    [Fact]
    public void Journal_OfAnyCommands_ReadAgainGivesTheSameStateAndRow() =>
        Property.ForAll(Steps, nameof(Journal_OfAnyCommands_ReadAgainGivesTheSameStateAndRow), TestRun.Cases(100, 5_000), ReadAgain, longest: 60);

    private static void Run(int[] steps)
    {
        var slip = new Slip();
        foreach (var step in steps)
        {
            var before = slip.State;
            slip.Now = slip.Now.AddSeconds(step % 7 * 60);
            Check(before, Do(slip, step), slip);
        }
    }

    private static void ReadAgain(int[] steps)
    {
        var slip = new Slip();
        var (read, row, once) = (new WorkOrderState { Id = Slip.Id }, (WorkOrderRow?)null, 0L);
        foreach (var step in steps)
        {
            slip.Now = slip.Now.AddSeconds(step % 7 * 60);
            foreach (var happened in Do(slip, step).Events)
            {
                var again = WorkOrderJson.Read(WorkOrderJson.Write(happened));
                read = read.Apply(again);
                row = WorkOrderRows.Apply(row, Slip.Id, again, ++once);
            }
        }
        Assert.Equivalent(slip.State.ToView(), read.ToView(), strict: true);
        Assert.Equal(slip.State.Phase == WorkOrderPhase.None ? null : slip.State.Phase, row?.Phase);
        Assert.Equal(slip.State.Epoch, row?.Epoch ?? 0);
        Assert.Equal(slip.State.NoteCount, row?.Notes ?? 0);
    }

    // A third of the commands come with the epoch before, as from somebody who has not heard.
    private static WorkOrderDecision Do(Slip slip, int step)
    {
        var (kind, agent, epoch) = (step / 15, $"a{step % 5}", step % 3 == 0 ? Math.Max(0, slip.State.Epoch - 1) : slip.State.Epoch);
        return kind switch
        {
            0 => slip.Create(Slip.Order() with { NotBefore = step % 2 == 0 ? null : slip.Now.AddSeconds(90) }),
            1 or 2 => slip.Accept(agent, new Guid(step, 0, 0, new byte[8]), epoch),
            3 => slip.Close(agent, epoch: epoch),
            4 => slip.Close("crm", isOperator: true, epoch: epoch),
            5 => slip.Cancel("crm"),
            6 => slip.Transfer(agent, step % 2 == 0 ? "late" : "orders", isOperator: step % 3 == 0),
            7 => slip.Reopen(agent, isOperator: step % 2 == 0),
            8 => slip.Note(agent, id: $"n{step % 3}"),
            9 => slip.Lose(agent, epoch),
            10 => slip.Due(step % 2 == 0 ? ServingState.Live : ServingState.Lost),
            _ => slip.Step("late"),
        };
    }

    private static void Check(WorkOrderState before, WorkOrderDecision decision, Slip slip)
    {
        var (after, owners) = (slip.State, decision.Events.OfType<OwnerEvent>().ToArray());
        if (decision.Outcome != CommandOutcome.Done) Assert.Empty(decision.Events);
        Assert.Equal(owners.Select((_, i) => before.Epoch + 1 + i), owners.Select(e => e.Epoch));
        Assert.Equal(before.Epoch + owners.Length, after.Epoch);
        Assert.Equal(after.Phase == WorkOrderPhase.Owned, after.Agent is not null && after.Offer is not null);
        if (after.Phase == WorkOrderPhase.None) return;
        Assert.NotNull(after.Wait);
        Assert.Equal(after.IsOpen, WorkOrderAftermath.NextStep(after, slip.Now) is not null);
        Aftermath(before, after, slip.Now);
    }

    // Invariant 6: every change of owner writes the row of its epoch, and tells whoever had it and whoever has it.
    private static void Aftermath(WorkOrderState before, WorkOrderState after, DateTimeOffset now)
    {
        var aftermath = WorkOrderAftermath.Of(before, after, now);
        if (before.Epoch == after.Epoch)
        {
            Assert.Null(aftermath.OpenWork);
            return;
        }
        Assert.Equal(after.Epoch, aftermath.OpenWork!.Row!.Epoch);
        Assert.Equal(after.Phase == WorkOrderPhase.Waiting, aftermath.OpenWork.Row.Queue is not null);
        Assert.Equal(after.Phase == WorkOrderPhase.Waiting, aftermath.Enqueue is not null);
        Assert.Equal(before.Phase == WorkOrderPhase.Owned ? before.Agent : null, aftermath.ReleaseAgent?.Who);
        Assert.Equal(before.Phase == WorkOrderPhase.Waiting ? before.Wait!.Queue : null, aftermath.LeaveQueue?.Who);
    }
}
