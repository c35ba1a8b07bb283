using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Queues;
using Reception.Contracts.Shops;
using Reception.Contracts.WorkOrders;
using Reception.Domain.WorkOrders;
using Reception.Domain.WorkOrders.Events;

namespace Reception.Grains.WorkOrders;

/// <summary>What others are told after an append, and what they tell. All of it may be told twice.</summary>
internal sealed partial class WorkOrderGrain
{
    /// <summary>Longer ago, a Sweeper has done what a crash cut off.</summary>
    private static readonly TimeSpan EndedLately = TimeSpan.FromMinutes(1);

    public async Task OnAgentLostAsync(AgentId agent, long epoch)
    {
        var result = Require(await DecideAsync((state, setting) => WorkOrder.LoseAgent(state, agent, epoch, setting)));
        if (result.Outcome == CommandOutcome.Done) return; // his release goes with the append
        _notices.Start($"release {agent} {epoch}", () => Agent(agent.Value).ReleaseAsync(_id, epoch)); // it never became his, or is his no more
    }

    public Task OnHoldUnsettledAsync(AgentId agent, Guid offer)
    {
        if (_isLost) return Task.CompletedTask;
        TellSettled(agent.Value, offer, State.Phase == WorkOrderPhase.Owned && State.Agent == agent.Value && State.Offer == offer);
        return Task.CompletedTask;
    }

    public async Task OnAutoAcceptedAsync(AcceptOffer command)
    {
        var result = Require(await AcceptAsync(command));
        if (result.Outcome is not (CommandOutcome.Done or CommandOutcome.Repeated)) TellSettled(command.Agent.Value, command.Offer, yours: false);
    }

    public async Task OnWaitStepAsync(long epoch, QueueStep step) => Require(await DecideAsync((state, setting) => WorkOrder.Step(state, epoch, step, setting)));

    public async Task OnWaitLimitAsync(long epoch) => Require(await DecideAsync((state, setting) => WorkOrder.Limit(state, epoch, setting)));

    public async Task OnCallBackAsync(long epoch, CallBackOutcome outcome) => Require(await DecideAsync((state, setting) => WorkOrder.CallBack(state, epoch, outcome, setting)));

    // Whoever sent the notice repeats it until it returns.
    private static WorkOrderResult Require(WorkOrderResult result) =>
        result.Outcome == CommandOutcome.Unavailable ? throw new InvalidOperationException(result.Error) : result;

    private void Tell(WorkOrderAftermath aftermath)
    {
        if (aftermath.Settle) TellOwned();
        if (aftermath.IsOver) TellEnded(); // its row goes when both have heard
        else TellLeft(aftermath);
        if (aftermath.Enqueue is { } waiting) TellWaiting(waiting);
    }

    // The activation before this one may have died between its append and what it had to tell.
    private void TellAgain()
    {
        var state = State;
        if (state.Phase == WorkOrderPhase.Waiting) TellWaiting(WorkOrderAftermath.Waiting(state));
        if (state.Phase == WorkOrderPhase.Owned) TellOwned();
        if (state.IsOpen) _notices.Start($"former {state.Epoch}", () => TellFormerOwnersAsync(state));
        else if (state.EndedAt + EndedLately > time.GetUtcNow()) TellEnded();
    }

    private void TellWaiting(WaitingWork waiting) => _notices.Start($"enqueue {waiting.Epoch}", async () =>
    {
        if (State.Epoch == waiting.Epoch) await Queue(State.Wait!.Queue).EnqueueAsync(waiting);
    });

    private void TellOwned()
    {
        var state = State;
        TellSettled(state.Agent!, state.Offer!.Value, yours: true);
        if (!state.IsCallBackTurn) return;
        var turn = new CallBackTurn(_id, state.Epoch, new AgentId(state.Agent!), state.AgentName ?? state.Agent!, state.Offer.Value, state.Wait!.Queue, state.Wait.Arrival,
            state.Wait.Due, state.Wait.Weight, state.Topic, state.Wait.Request);
        _notices.Start($"turn {state.Epoch}", () => GrainFactory.GetGrain<IConversationGrain>(state.Fields.Conversation!.Value.ToString()).OnCallBackAsync(turn));
    }

    private void TellSettled(string agent, Guid offer, bool yours) =>
        _notices.Start($"settle {offer} {yours}", () => Agent(agent).SettleAsync(_id, offer, yours));

    private void TellLeft(WorkOrderAftermath aftermath)
    {
        var taker = State.Taker;
        if (aftermath.LeaveQueue is { } queue) _notices.Start($"leave {queue.Epoch}", () => Queue(queue.Who).RemoveAsync(_id, queue.Epoch, taker));
        if (aftermath.ReleaseAgent is { } agent) _notices.Start($"release {agent.Epoch}", () => Agent(agent.Who).ReleaseAsync(_id, agent.Epoch));
    }

    /// <summary>What others write, its owner is shown at once.</summary>
    private void TellNoted(WorkOrderDecision decision)
    {
        if (State is not { Phase: WorkOrderPhase.Owned, Agent: { } agent } || !decision.Events.Any(e => e is Noted note && note.By != agent)) return;
        _notices.Start($"noted {State.Version}", () => Agent(agent).OnOrderNotedAsync(_id));
    }

    private void TellEnded()
    {
        var ended = State;
        _notices.Start($"ended {ended.Epoch}", () => EndAsync(ended));
    }

    private async Task EndAsync(WorkOrderState ended)
    {
        await TellFormerOwnersAsync(ended);
        await openWork.RescheduleAsync(_id.ToString(), ended.Epoch, null);
    }

    private async Task TellFormerOwnersAsync(WorkOrderState state)
    {
        if (state.LastAgent is { } agent && state.Phase != WorkOrderPhase.Owned) await Agent(agent).ReleaseAsync(_id, state.LastAgentEpoch);
        if (state.LastQueue is { } queue && state.Phase != WorkOrderPhase.Waiting) await Queue(queue).RemoveAsync(_id, state.LastQueueEpoch, state.Taker);
    }

    private IQueueGrain Queue(string name) => GrainFactory.GetGrain<IQueueGrain>(new QueueId(_id.Shop, name).ToString());
}
