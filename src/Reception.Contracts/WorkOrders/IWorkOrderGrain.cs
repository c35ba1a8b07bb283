using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Shops;

namespace Reception.Contracts.WorkOrders;

/// <summary>
/// A task that is not a chat: a work order, a review, a call-back. Key: <see cref="WorkIds.ToOrderKey"/>. It owns, alone, its state, its
/// owner and the rising epoch, and its notes; it is offered, held and found by due time like a conversation (H5).
/// </summary>
public interface IWorkOrderGrain : IGrainWithStringKey
{
    /// <summary>Null: it was never created.</summary>
    [ReadOnly]
    Task<WorkOrderView?> GetAsync();

    /// <summary>
    /// Creates it and lets it wait in its queue, or not before <see cref="CreateWorkOrder.NotBefore"/>. The key has to be the number of
    /// <see cref="CreateWorkOrder.CreatorId"/>; the same id again is <see cref="CommandOutcome.Repeated"/> and changes nothing. May be started as a notice.
    /// </summary>
    Task<WorkOrderResult> CreateAsync(CreateWorkOrder command);

    /// <summary>Takes the work of an offer.</summary>
    Task<WorkOrderResult> AcceptAsync(AcceptOffer command);

    /// <summary>Adds a note; it carries no epoch. A note of the owner is the first reply.</summary>
    Task<WorkOrderResult> NoteAsync(NoteWorkOrder command);

    /// <summary>Done, with what came of it (at most <see cref="WorkOrderBounds.Note"/> characters).</summary>
    Task<WorkOrderResult> CloseAsync(WorkOrderCommand command, string? result);

    /// <summary>Will not be done. By an operator only.</summary>
    Task<WorkOrderResult> CancelAsync(WorkOrderCommand command, string? reason);

    /// <summary>To another queue of the shop; it keeps its arrival time.</summary>
    Task<WorkOrderResult> TransferAsync(WorkOrderCommand command, string queue);

    /// <summary>What was done or cancelled waits again, the agent who had it is asked first. By an operator, or by the agent who had it.</summary>
    Task<WorkOrderResult> ReopenAsync(WorkOrderCommand command, string? reason);

    // Notices from the right and the sweeper ------------------------------------------------------------------------
    /// <summary>From the Agent: his connection is lost longer than the grace time. Idempotent by epoch.</summary>
    Task OnAgentLostAsync(AgentId agent, long epoch);

    /// <summary>From the Agent: a confirmed hold that nobody settled. The answer comes as <see cref="IAgentGrain.SettleAsync"/>.</summary>
    Task OnHoldUnsettledAsync(AgentId agent, Guid offer);

    /// <summary>From the Agent: the ledger has taken an offer of a queue that does not ask; does what <see cref="AcceptAsync"/> does.</summary>
    Task OnAutoAcceptedAsync(AcceptOffer command);

    /// <summary>From the Queue: a step with an overflow took force. Dropped when the epoch is another; what a step offers a customer is nothing to a work order.</summary>
    Task OnWaitStepAsync(long epoch, QueueStep step);

    /// <summary>From the Queue: it has waited as long as the queue lets a customer wait. Goes to the queue's overflow, or waits on.</summary>
    Task OnWaitLimitAsync(long epoch);

    /// <summary>From the Conversation: how a call-back that is this agent's went on (see <see cref="CallBackOutcome"/>). Idempotent by epoch.</summary>
    Task OnCallBackAsync(long epoch, CallBackOutcome outcome);

    /// <summary>From a Sweeper: the stored due time has come. Does the next step, or corrects a stale row.</summary>
    Task OnDueAsync();
}
