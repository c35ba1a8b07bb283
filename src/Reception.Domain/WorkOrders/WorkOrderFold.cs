using Reception.Contracts.WorkOrders;
using Reception.Domain.Conversations;
using Reception.Domain.Conversations.Events;
using Reception.Domain.WorkOrders.Events;
using DeadlineMissed = Reception.Domain.WorkOrders.Events.DeadlineMissed;
using Taken = Reception.Domain.WorkOrders.Events.Taken;

namespace Reception.Domain.WorkOrders;

/// <summary>What each event does to the state. Never refuses: what stands in the journal happened.</summary>
public static class WorkOrderFold
{
    public static WorkOrderState Apply(this WorkOrderState state, WorkOrderEvent happened)
    {
        var next = happened switch
        {
            Completed e => ChangeOwner(Leave(state) with { Epoch = e.Epoch, Why = state.Why }, e),
            OwnerEvent e => ChangeOwner(Leave(state) with { Epoch = e.Epoch }, e),
            Noted e => Note(state, e),
            DeadlineMissed e => state with { Missed = state.Missed.Contains(e.Deadline) ? state.Missed : state.Missed.Add(e.Deadline) },
            _ => state,
        };
        return next with { Version = state.Version + 1 };
    }

    /// <summary>The key of a carried-out command: ids are unique for one sender only.</summary>
    public static string CommandKey(string by, string commandId) => $"{by} {commandId}";

    private static WorkOrderState ChangeOwner(WorkOrderState state, OwnerEvent happened) => happened switch
    {
        Created e => Create(state, e),
        Entered e => EnterQueue(state, state.Wait!) with { EnteredAt = e.At },
        Taken e => Take(state, e),
        Returned e => EnterQueue(state, e.Wait),
        Moved e => See(state.Phase == WorkOrderPhase.Scheduled ? state with { Wait = e.Wait } : EnterQueue(state, e.Wait), e.By, e.CommandId),
        Completed e => See(End(state, WorkOrderPhase.Done, e.At, e.Result), e.By, e.CommandId),
        Cancelled e => See(End(state, WorkOrderPhase.Cancelled, e.At, e.Reason), e.By, e.CommandId),
        Reopened e => See(Reopen(state, e), e.By, e.CommandId),
        _ => state,
    };

    private static WorkOrderState Create(WorkOrderState state, Created e)
    {
        var created = state with { CreatorId = e.CreatorId, Fields = e.Fields, Topic = e.Topic, Deadlines = e.Deadlines, CreatedAt = e.At, NotBefore = e.NotBefore, Wait = e.Wait };
        return e.NotBefore is null ? EnterQueue(created, e.Wait) : created with { Phase = WorkOrderPhase.Scheduled };
    }

    private static WorkOrderState Take(WorkOrderState state, Taken e) => state with
    {
        Phase = WorkOrderPhase.Owned,
        Agent = e.Agent,
        AgentName = e.AgentName,
        Offer = e.Offer,
        Why = e.Why,
        AssignedAt = e.At,
        LastAgent = e.Agent,
        LastAgentEpoch = e.Epoch,
    };

    private static WorkOrderState Reopen(WorkOrderState state, Reopened e) => EnterQueue(state, e.Wait) with
    {
        Deadlines = e.Deadlines,
        Missed = [],
        EnteredAt = null,
        AssignedAt = null,
        RepliedAt = null,
        EndedAt = null,
        Result = null,
    };

    private static WorkOrderState EnterQueue(WorkOrderState state, Wait wait) => state with
    {
        Phase = WorkOrderPhase.Waiting,
        Wait = wait,
        NotBefore = null,
        LastQueue = wait.Queue,
        LastQueueEpoch = state.Epoch,
    };

    private static WorkOrderState End(WorkOrderState state, WorkOrderPhase phase, DateTimeOffset at, string? result) =>
        state with { Phase = phase, EndedAt = at, Result = result, NotBefore = null };

    private static WorkOrderState Leave(WorkOrderState state) => state with { Agent = null, AgentName = null, Offer = null, Why = null };

    private static WorkOrderState Note(WorkOrderState state, Noted e)
    {
        var notes = state.Notes.Length < WorkOrderState.ShownNotes ? state.Notes : state.Notes.RemoveAt(0);
        return See(state, e.By, e.CommandId) with
        {
            Notes = notes.Add(new(e.At, e.By, e.Text)),
            NoteCount = state.NoteCount + 1,
            RepliedAt = e.IsReply ? state.RepliedAt ?? e.At : state.RepliedAt,
        };
    }

    private static WorkOrderState See(WorkOrderState state, string by, string? commandId) =>
        commandId is null ? state : state with { Commands = state.Commands.Add(CommandKey(by, commandId), state.Epoch) };
}
