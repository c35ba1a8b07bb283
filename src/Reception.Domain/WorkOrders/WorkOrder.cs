using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Shops;
using Reception.Contracts.WorkOrders;
using Reception.Domain.Conversations;
using Reception.Domain.Conversations.Events;
using Reception.Domain.WorkOrders.Events;

namespace Reception.Domain.WorkOrders;

/// <summary>
/// Decides what every command leads to: a pure function of state, command and setting.
/// <code>
/// None ─create─▶ Scheduled ─time─▶ Waiting ─accept─▶ Owned ─close─▶ Done ─reopen─▶ Waiting
///          └────────────────────────▲ └──◀─lost, transfer──┘         Cancelled ─reopen─┘
/// </code>
/// Every arrow between owners raises the epoch by one. Commands carry the epoch they read and are refused when it has passed; an agent's
/// count only while he is the owner, an operator's in every open state. Notes carry none. A command's id is carried out once.
/// </summary>
public static partial class WorkOrder
{
    public static WorkOrderDecision Create(WorkOrderState state, CreateWorkOrder command, WorkOrderSetting setting)
    {
        if (WorkOrderChecks.Check(command) is { } error) return WorkOrderDecision.Refuse(CommandOutcome.Invalid, state, error);
        if (WorkIds.NumberOf(state.Id.Shop, command.CreatorId) != state.Id.Customer) return WorkOrderDecision.Refuse(CommandOutcome.Invalid, state, "The number is not that of the creator's id.");
        if (command.Fields.Conversation is { } chat && (chat.Shop != state.Id.Shop || chat.IsOrder())) return WorkOrderDecision.Refuse(CommandOutcome.Invalid, state, "The conversation is none of this shop.");
        if (state.CreatorId == command.CreatorId) return WorkOrderDecision.Repeat(state);
        if (state.Phase != WorkOrderPhase.None) return WorkOrderDecision.Refuse(CommandOutcome.WrongPhase, state, "Another work order has this number.");
        if (WorkOrderWaits.Queue(setting.Policy, command.Queue, command.Topic) is not { } queue) return WorkOrderDecision.Refuse(CommandOutcome.Unknown, state, "The shop has no such queue.");
        var arrival = Earlier(command.Arrival, setting.Now);
        var wait = WorkOrderWaits.Of(queue, arrival, WorkOrderWaits.Rating(setting.Policy, command.Request));
        var notBefore = command.NotBefore > setting.Now ? command.NotBefore : null;
        wait = Prefer(wait with { Due = Earlier(command.Due, wait.Due) }, command.Preferred?.Value, setting, notBefore ?? setting.Now);
        return WorkOrderDecision.Do(state, new Created(
            setting.Now, 1, command.CreatorId, command.Fields, command.Topic, wait, WorkOrderWaits.DeadlinesOf(setting.Policy, wait, notBefore ?? setting.Now), notBefore, command.CreatedBy));
    }

    /// <summary>Done with what came of it.</summary>
    public static WorkOrderDecision Close(WorkOrderState state, WorkOrderCommand command, string? result, WorkOrderSetting setting) =>
        WhileOpen(state, command, result, () => WorkOrderDecision.Do(state, new Completed(setting.Now, state.Epoch + 1, command.By, result, command.CommandId)));

    /// <summary>Will not be done; the shop decides that, not the agent.</summary>
    public static WorkOrderDecision Cancel(WorkOrderState state, WorkOrderCommand command, string? reason, WorkOrderSetting setting) => WhileOpen(state, command, reason, () => command.IsOperator
        ? WorkOrderDecision.Do(state, new Cancelled(setting.Now, state.Epoch + 1, command.By, reason, command.CommandId))
        : WorkOrderDecision.Refuse(CommandOutcome.NotOwner, state, "Only an operator can cancel."));

    /// <summary>To another queue, at the original arrival time.</summary>
    public static WorkOrderDecision Transfer(WorkOrderState state, WorkOrderCommand command, string queue, WorkOrderSetting setting) => WhileOpen(state, command, null, () =>
        setting.Policy.Queues.FirstOrDefault(q => q.Name == queue) is { } target
            ? WorkOrderDecision.Do(state, new Moved(setting.Now, state.Epoch + 1, command.By, WorkOrderWaits.Of(target, state.Wait!.Arrival, state.Wait.Request!), command.CommandId))
            : WorkOrderDecision.Refuse(CommandOutcome.Unknown, state, "The shop has no such queue."));

    /// <summary>Waits again as new work; who had it is asked first.</summary>
    public static WorkOrderDecision Reopen(WorkOrderState state, WorkOrderCommand command, string? reason, WorkOrderSetting setting)
    {
        if (Before(state, command, reason) is { } answer) return answer;
        if (!command.IsOperator && state.LastAgent != command.By) return WorkOrderDecision.Refuse(CommandOutcome.NotOwner, state, "The work order was not yours.");
        if (state.IsOpen) return WorkOrderDecision.Refuse(CommandOutcome.WrongPhase, state, "The work order is open.");
        var queue = WorkOrderWaits.Queue(setting.Policy, state.Wait!.Queue, null) ?? setting.Policy.Queues[0];
        var wait = Prefer(WorkOrderWaits.Of(queue, setting.Now, state.Wait.Request! with { Deadline = null }), state.LastAgent, setting, setting.Now);
        return WorkOrderDecision.Do(state, new Reopened(setting.Now, state.Epoch + 1, command.By, reason, wait, WorkOrderWaits.DeadlinesOf(setting.Policy, wait, setting.Now), command.CommandId));
    }

    /// <summary>A note by the agent who has or had it, or by an operator; in every state.</summary>
    public static WorkOrderDecision Note(WorkOrderState state, NoteWorkOrder command, WorkOrderSetting setting)
    {
        if (WorkOrderChecks.Check(command) is { } error) return WorkOrderDecision.Refuse(CommandOutcome.Invalid, state, error);
        if (state.Phase == WorkOrderPhase.None) return Unknown(state);
        if (WasDone(state, command.By, command.CommandId)) return WorkOrderDecision.Repeat(state);
        if (!command.IsOperator && state.LastAgent != command.By) return WorkOrderDecision.Refuse(CommandOutcome.NotOwner, state, "The work order is not yours.");
        if (state.NoteCount >= WorkOrderBounds.Notes) return WorkOrderDecision.Refuse(CommandOutcome.WrongPhase, state, $"A work order has at most {WorkOrderBounds.Notes} notes.");
        var isReply = state.Agent == command.By && state.RepliedAt is null;
        return WorkOrderDecision.Do(state, new Noted(setting.Now, command.By, command.Text, command.CommandId, isReply));
    }

    private static WorkOrderDecision WhileOpen(WorkOrderState state, WorkOrderCommand command, string? text, Func<WorkOrderDecision> decide)
    {
        if (Before(state, command, text) is { } answer) return answer;
        if (!command.IsOperator && state.Agent != command.By) return WorkOrderDecision.Refuse(CommandOutcome.NotOwner, state, "The work order is not yours.");
        return state.IsOpen ? decide() : WorkOrderDecision.Refuse(CommandOutcome.WrongPhase, state, "The work order is ended.");
    }

    /// <summary>What answers a command before it is looked at; null: go on.</summary>
    private static WorkOrderDecision? Before(WorkOrderState state, WorkOrderCommand command, string? text)
    {
        if ((WorkOrderChecks.Check(command) ?? WorkOrderChecks.Text(text)) is { } error) return WorkOrderDecision.Refuse(CommandOutcome.Invalid, state, error);
        if (state.Phase == WorkOrderPhase.None) return Unknown(state);
        if (WasDone(state, command.By, command.CommandId)) return WorkOrderDecision.Repeat(state);
        return state.Epoch == command.Epoch ? null : WorkOrderDecision.Refuse(CommandOutcome.StaleEpoch, state, "The owner has changed since; read the work order again.");
    }

    private static bool WasDone(WorkOrderState state, string by, string commandId) => state.Commands.TryGet(WorkOrderFold.CommandKey(by, commandId), out _);

    private static WorkOrderDecision Unknown(WorkOrderState state) => WorkOrderDecision.Refuse(CommandOutcome.Unknown, state, "There is no such work order.");

    private static Wait Prefer(Wait wait, string? agent, WorkOrderSetting setting, DateTimeOffset from) =>
        agent is null ? wait : wait with { Preferred = agent, PreferredUntil = from.AddSeconds(setting.Policy.PreferredAgentSeconds) };

    private static DateTimeOffset Earlier(DateTimeOffset? a, DateTimeOffset b) => a is { } given && given < b ? given : b;
}
