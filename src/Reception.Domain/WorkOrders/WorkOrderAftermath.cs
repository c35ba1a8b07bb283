using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Queues;
using Reception.Contracts.WorkOrders;
using Reception.Domain.Conversations;
using Reception.Domain.Journal;

namespace Reception.Domain.WorkOrders;

/// <summary>
/// What others have to be told after an append, computed from the states before and after like a conversation's <see cref="Aftermath"/>;
/// all of it may be told twice. <see cref="IsOver"/>: it is ended, its row stays only until queue and agent have heard.
/// </summary>
public sealed record WorkOrderAftermath(WaitingWork? Enqueue, Ended? LeaveQueue, Ended? ReleaseAgent, bool Settle, OpenWorkChange? OpenWork, bool IsOver)
{
    /// <summary>How often a call-back's conversation is told of its turn until it answers.</summary>
    public static readonly TimeSpan TurnCheck = TimeSpan.FromSeconds(5);

    public static WorkOrderAftermath Of(WorkOrderState before, WorkOrderState after, DateTimeOffset now)
    {
        if (before.Epoch == after.Epoch) return new(null, null, null, false, null, false);
        return new(
            after.Phase == WorkOrderPhase.Waiting ? Waiting(after) : null,
            before.Phase == WorkOrderPhase.Waiting ? new(before.Wait!.Queue, before.Epoch) : null,
            before.Phase == WorkOrderPhase.Owned ? new(before.Agent!, before.Epoch) : null,
            after.Phase == WorkOrderPhase.Owned,
            new(after.Id.ToString(), Row(after, now)),
            !after.IsOpen);
    }

    /// <summary>When a Sweeper looks next; null = nothing to look at, the row goes.</summary>
    public static DateTimeOffset? NextStep(WorkOrderState state, DateTimeOffset now)
    {
        DateTimeOffset? step = state.Phase switch
        {
            WorkOrderPhase.Scheduled => state.NotBefore,
            WorkOrderPhase.Waiting => now + Aftermath.WaitingCheck,
            WorkOrderPhase.Owned => now + (state.IsCallBackTurn ? TurnCheck : Aftermath.ServingCheck),
            _ => null,
        };
        foreach (var (_, at) in state.Pending) step = step < at ? step : at;
        return step;
    }

    public static WaitingWork Waiting(WorkOrderState state) => new(
        state.Id, state.Epoch, state.EnteredAt ?? state.Wait!.Arrival, state.Wait!.Due, state.Wait.Weight, state.Wait.Preferred is { } agent ? new AgentId(agent) : null,
        state.Wait.PreferredUntil, state.Topic, HandOverReason.None, state.Fields.CustomerName, state.Wait.Request, Exempt: true);

    private static OpenWork Row(WorkOrderState state, DateTimeOffset now)
    {
        var (key, wait) = (state.Id.ToString(), state.Wait!);
        var queue = state.Phase == WorkOrderPhase.Waiting ? new QueueId(state.Id.Shop, wait.Queue).ToString() : null;
        return new(
            key, queue, state.Epoch, state.EnteredAt ?? wait.Arrival, wait.Due, NextStep(state, now) ?? now + Aftermath.EndedCheck, wait.Weight, wait.Preferred, wait.PreferredUntil,
            state.Topic, (int)HandOverReason.None, state.Fields.CustomerName, RoutingJson.Write(wait.Request));
    }
}
