using Reception.Contracts.Ids;
using Reception.Contracts.Routing;
using Reception.Contracts.WorkOrders;
using Reception.Domain.WorkOrders.Events;

namespace Reception.Domain.WorkOrders;

/// <summary>The read side's row of a work order as a fold of its events; the same events give the same row, however often it is rebuilt.</summary>
public static class WorkOrderRows
{
    /// <summary>The row after the event with this sequence in the journal; null only where its creation is missing.</summary>
    public static WorkOrderRow? Apply(WorkOrderRow? row, ConversationId id, WorkOrderEvent happened, long sequence)
    {
        if (happened is Created created) return Open(id, created) with { Version = sequence };
        if (row is null) return null;
        var next = happened is OwnerEvent owner ? row with { Epoch = owner.Epoch } : row;
        return Change(next, happened) with { UpdatedAt = happened.At > row.UpdatedAt ? happened.At : row.UpdatedAt, Version = sequence };
    }

    private static WorkOrderRow Open(ConversationId id, Created e) => new(
        id, 0, e.Wait.Request?.Kind ?? WorkKind.WorkOrder, e.NotBefore is null ? WorkOrderPhase.Waiting : WorkOrderPhase.Scheduled, e.Epoch, e.Fields.Title, e.Wait.Queue, null,
        e.Topic, e.Fields.OrderNumber, e.Fields.Stars, e.Fields.CustomerName, e.At, e.Wait.Arrival, null, null, 0, 0, e.At);

    // The agent stays in the row as the last who had it: lists by agent show what he did.
    private static WorkOrderRow Change(WorkOrderRow row, WorkOrderEvent happened) => happened switch
    {
        Entered => row with { Phase = WorkOrderPhase.Waiting },
        Taken e => row with { Phase = WorkOrderPhase.Owned, Agent = new AgentId(e.Agent), AssignedAt = e.At },
        Noted => row with { Notes = row.Notes + 1 },
        Returned e => row with { Phase = WorkOrderPhase.Waiting, Queue = e.Wait.Queue },
        Moved e => row with { Phase = row.Phase == WorkOrderPhase.Scheduled ? row.Phase : WorkOrderPhase.Waiting, Queue = e.Wait.Queue },
        Completed e => row with { Phase = WorkOrderPhase.Done, EndedAt = e.At },
        Cancelled e => row with { Phase = WorkOrderPhase.Cancelled, EndedAt = e.At },
        Reopened e => row with { Phase = WorkOrderPhase.Waiting, Queue = e.Wait.Queue, Arrival = e.Wait.Arrival, AssignedAt = null, EndedAt = null, Missed = 0 },
        DeadlineMissed => row with { Missed = row.Missed + 1 },
        _ => row,
    };
}
