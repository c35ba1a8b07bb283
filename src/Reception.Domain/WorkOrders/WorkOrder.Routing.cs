using System.Collections.Immutable;
using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Shops;
using Reception.Contracts.WorkOrders;
using Reception.Domain.Conversations;
using Reception.Domain.WorkOrders.Events;

namespace Reception.Domain.WorkOrders;

/// <summary>Ownership by offer, and what happens without a person's command: the queue's steps, lost agents, due times.</summary>
public static partial class WorkOrder
{
    /// <summary>Who moved it when a queue's policy did.</summary>
    public const string ByQueue = "queue";

    /// <summary>The result of a call-back that nobody needed any more.</summary>
    public const string NotNeeded = "not needed";

    /// <summary>
    /// Whether an accept may go on to the agent's ledger: Done = go on, Repeated = it is his by this very offer already.
    /// The ledger's answer comes between this and <see cref="Accept"/>.
    /// </summary>
    public static WorkOrderDecision CheckAccept(WorkOrderState state, AcceptOffer command)
    {
        if (state.Phase == WorkOrderPhase.None) return Unknown(state);
        if (state.Phase == WorkOrderPhase.Owned && state.Agent == command.Agent.Value && state.Offer == command.Offer) return WorkOrderDecision.Repeat(state);
        if (state.Epoch != command.Epoch) return WorkOrderDecision.Refuse(CommandOutcome.StaleEpoch, state, "The work order has another owner by now.");
        return state.Phase == WorkOrderPhase.Waiting ? new(CommandOutcome.Done, state, []) : WorkOrderDecision.Refuse(CommandOutcome.OfferGone, state, "The work order no longer waits.");
    }

    /// <summary>The agent becomes the owner, after his ledger has confirmed the offer.</summary>
    public static WorkOrderDecision Accept(WorkOrderState state, AcceptOffer command, WorkOrderSetting setting)
    {
        var check = CheckAccept(state, command);
        return check.Outcome != CommandOutcome.Done ? check
            : WorkOrderDecision.Do(state, new Taken(setting.Now, state.Epoch + 1, command.Agent.Value, command.AgentName, command.Offer, command.Why));
    }

    /// <summary>The agent is lost, or his hold: back to the queue, at the original arrival time.</summary>
    public static WorkOrderDecision LoseAgent(WorkOrderState state, AgentId agent, long epoch, WorkOrderSetting setting) =>
        state.Phase == WorkOrderPhase.Owned && state.Agent == agent.Value && state.Epoch == epoch
            ? WorkOrderDecision.Do(state, new Returned(setting.Now, state.Epoch + 1, agent.Value, Waits.Again(state.Wait!)))
            : WorkOrderDecision.Refuse(CommandOutcome.StaleEpoch, state, "The work order has another owner by now.");

    /// <summary>A step of the queue's policy took force. What it offers a customer is nothing to a work order.</summary>
    public static WorkOrderDecision Step(WorkOrderState state, long epoch, QueueStep step, WorkOrderSetting setting) => Overflow(state, epoch, step.OverflowTo, setting);

    /// <summary>It has waited as long as the queue lets a customer wait: to the queue's overflow, or it waits on.</summary>
    public static WorkOrderDecision Limit(WorkOrderState state, long epoch, WorkOrderSetting setting)
    {
        var limits = setting.Policy.Queues.FirstOrDefault(q => q.Name == state.Wait?.Queue)?.Rules?.Limits;
        return Overflow(state, epoch, limits is { Action: LimitAction.Overflow } ? limits.OverflowTo : null, setting);
    }

    /// <summary>How a call-back went on in the customer's conversation.</summary>
    public static WorkOrderDecision CallBack(WorkOrderState state, long epoch, CallBackOutcome outcome, WorkOrderSetting setting)
    {
        if (!state.IsCallBackTurn || state.Epoch != epoch) return WorkOrderDecision.Repeat(state);
        return outcome == CallBackOutcome.HoldGone
            ? LoseAgent(state, new AgentId(state.Agent!), epoch, setting)
            : WorkOrderDecision.Do(state, new Completed(setting.Now, epoch + 1, state.Agent!, outcome == CallBackOutcome.NotNeeded ? NotNeeded : null));
    }

    /// <summary>
    /// The stored due time has come: into the queue, deadlines that passed, out of a queue that the policy has no longer, and back to the queue from an agent whose ledger does not hold
    /// it or who is gone. <paramref name="serving"/> is what the Agent says, null when he was not or could not be asked.
    /// </summary>
    public static WorkOrderDecision Due(WorkOrderState state, ServingState? serving, WorkOrderSetting setting)
    {
        ImmutableArray<WorkOrderEvent> events = [.. state.Pending.Where(d => d.At <= setting.Now).Select(d => new DeadlineMissed(d.At, d.Deadline))];
        if (state.Phase == WorkOrderPhase.Scheduled && state.NotBefore <= setting.Now) events = events.Add(new Entered(setting.Now, state.Epoch + 1));
        if (state.Phase == WorkOrderPhase.Owned && serving is ServingState.NotHeld or ServingState.Lost)
            events = events.Add(new Returned(setting.Now, state.Epoch + 1, state.Agent!, Waits.Again(state.Wait!)));
        if (state.Phase is WorkOrderPhase.Scheduled or WorkOrderPhase.Waiting && events.IsEmpty && WorkOrderWaits.Queue(setting.Policy, state.Wait!.Queue, null) is null)
            events = events.Add(new Moved(setting.Now, state.Epoch + 1, ByQueue, WorkOrderWaits.Of(WorkOrderWaits.Queue(setting.Policy, null, state.Topic)!, state.Wait.Arrival, state.Wait.Request!)));
        return events.IsEmpty ? WorkOrderDecision.Repeat(state) : WorkOrderDecision.Do(state, events);
    }

    private static WorkOrderDecision Overflow(WorkOrderState state, long epoch, string? to, WorkOrderSetting setting) =>
        state.Phase == WorkOrderPhase.Waiting && state.Epoch == epoch && to != state.Wait!.Queue && setting.Policy.Queues.FirstOrDefault(q => q.Name == to) is { } target
            ? WorkOrderDecision.Do(state, new Moved(setting.Now, epoch + 1, ByQueue, WorkOrderWaits.Of(target, state.Wait.Arrival, state.Wait.Request!)))
            : WorkOrderDecision.Repeat(state);
}
