using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Shops;
using Reception.Contracts.WorkOrders;

namespace Reception.Grains.Delivery;

/// <summary>Notices to a work, whatever its kind: a conversation, or a work order where the id is one's. Every call may be a repeat.</summary>
internal readonly struct Works(IGrainFactory grains)
{
    /// <summary>From the Agent: his connection is lost longer than the grace time.</summary>
    public Task OnAgentLostAsync(ConversationId work, AgentId agent, long epoch) =>
        work.IsOrder() ? Order(work).OnAgentLostAsync(agent, epoch) : Conversation(work).OnAgentLostAsync(agent, epoch);

    /// <summary>From the Agent: a confirmed hold that nobody settled.</summary>
    public Task OnHoldUnsettledAsync(ConversationId work, AgentId agent, Guid offer) =>
        work.IsOrder() ? Order(work).OnHoldUnsettledAsync(agent, offer) : Conversation(work).OnHoldUnsettledAsync(agent, offer);

    /// <summary>From the Agent: reserved without asking him, to be accepted.</summary>
    public Task OnAutoAcceptedAsync(ConversationId work, AcceptOffer command) =>
        work.IsOrder() ? Order(work).OnAutoAcceptedAsync(command) : Conversation(work).OnAutoAcceptedAsync(command);

    /// <summary>From the Agent: was anything said lately? Nobody speaks in a work order.</summary>
    public Task OnQuietAskedAsync(ConversationId work, AgentId agent, long epoch) =>
        work.IsOrder() ? Task.CompletedTask : Conversation(work).OnQuietAskedAsync(agent, epoch);

    /// <summary>From the Queue: a customer is told his place; nobody looks at that of a work order.</summary>
    public Task OnPlaceChangedAsync(ConversationId work, long epoch, long version, PlaceInQueue place) =>
        work.IsOrder() ? Task.CompletedTask : Conversation(work).OnPlaceChangedAsync(epoch, version, place);

    /// <summary>From the Queue: a step that overflows or offers something took force.</summary>
    public Task OnWaitStepAsync(ConversationId work, long epoch, QueueStep step) =>
        work.IsOrder() ? Order(work).OnWaitStepAsync(epoch, step) : Conversation(work).OnWaitStepAsync(epoch, step);

    /// <summary>From the Queue: the longest wait is over, or the queue is drained.</summary>
    public Task OnWaitLimitAsync(ConversationId work, long epoch) =>
        work.IsOrder() ? Order(work).OnWaitLimitAsync(epoch) : Conversation(work).OnWaitLimitAsync(epoch);

    /// <summary>From a Sweeper: the stored due time has come.</summary>
    public Task OnDueAsync(ConversationId work) => work.IsOrder() ? Order(work).OnDueAsync() : Conversation(work).OnDueAsync();

    private IConversationGrain Conversation(ConversationId work) => grains.GetGrain<IConversationGrain>(work.ToString());

    private IWorkOrderGrain Order(ConversationId work) => grains.GetGrain<IWorkOrderGrain>(work.ToOrderKey());
}
