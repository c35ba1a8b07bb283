using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Shops;
using Reception.Contracts.WorkOrders;
using Reception.Domain.Conversations;
using Reception.Domain.Conversations.Events;

namespace Reception.Grains.Conversations;

/// <summary>What the queue says of a wait, and the work orders and call-backs that stand for a person who could not be had.</summary>
internal sealed partial class ConversationGrain
{
    public async Task OnWaitStepAsync(long epoch, QueueStep step) =>
        Require(await DecideAsync((state, setting) => Conversation.TakeStep(state, epoch, step, setting)));

    public async Task OnWaitLimitAsync(long epoch) =>
        Require(await DecideAsync((state, setting) => Conversation.MeetLimit(state, epoch, WaitCause.TooLong, setting)));

    public async Task OnPromiseMadeAsync(long promise) =>
        Require(await DecideAsync((state, setting) => Conversation.KeepPromise(state, promise, setting)));

    /// <summary>The queue did not take it: what its limits say happens in the same turn, so that the answer to the customer tells it.</summary>
    private async Task<ChatMessage[]> MeetFullAsync(long epoch, string? answers) =>
        (await DecideAsync((state, setting) => Conversation.MeetLimit(state, epoch, WaitCause.Full, setting), answers)).Produced;

    private void TellPromises(IEnumerable<Promise> promises)
    {
        foreach (var promise in promises)
        {
            var (order, command) = (promise.Order(_id), promise.ToCommand(State));
            _notices.Start($"promise {promise.Number}", () => MakeAsync(order, command, promise.Number));
        }
    }

    private async Task MakeAsync(ConversationId order, CreateWorkOrder command, long promise)
    {
        var grain = GrainFactory.GetGrain<IWorkOrderGrain>(order.ToOrderKey());
        var made = await grain.CreateAsync(command);
        if (made.Outcome == CommandOutcome.Unknown && command.Queue is not null) made = await grain.CreateAsync(command with { Queue = null }); // it was promised for a queue that is gone by now
        if (made.Outcome is not (CommandOutcome.Done or CommandOutcome.Repeated)) throw new InvalidOperationException($"Work order {order}: {made.Outcome} {made.Error}");
        await GrainFactory.GetGrain<IConversationGrain>(_id.ToString()).OnPromiseMadeAsync(promise);
    }

    // Whoever told it repeats it until it is done.
    private static void Require(Turn turn)
    {
        if (turn.Outcome == CommandOutcome.Unavailable) throw new InvalidOperationException(turn.Error);
    }
}
