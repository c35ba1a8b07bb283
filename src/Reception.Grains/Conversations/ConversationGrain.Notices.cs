using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Queues;
using Reception.Domain.Conversations;

namespace Reception.Grains.Conversations;

/// <summary>What others are told after an append, and what they tell.</summary>
internal sealed partial class ConversationGrain
{
    private static readonly TimeSpan QueuePatience = TimeSpan.FromSeconds(1);

    /// <summary>Longer ago, a Sweeper has done what a crash cut off.</summary>
    private static readonly TimeSpan EndedLately = TimeSpan.FromMinutes(1);

    public async Task OnAgentLostAsync(AgentId agent, long epoch)
    {
        var turn = await DecideAsync((state, setting) => Conversation.LoseAgent(state, agent, epoch, setting));
        if (turn.Outcome == CommandOutcome.Unavailable) throw new InvalidOperationException(turn.Error);
        if (turn.Outcome == CommandOutcome.Done) return; // his release goes with the append
        _notices.Start($"release {agent} {epoch}", () => GrainFactory.GetGrain<IAgentGrain>(agent.Value).ReleaseAsync(_id, epoch)); // it never became his, or is his no more
    }

    public Task OnHoldUnsettledAsync(AgentId agent, Guid offer)
    {
        if (_isLost) return Task.CompletedTask;
        var yours = State.Phase == ConversationPhase.Agent && State.Agent == agent.Value && State.Offer == offer;
        TellSettled(agent.Value, offer, yours);
        return Task.CompletedTask;
    }

    public Task OnPlaceChangedAsync(long epoch, long version, PlaceInQueue place)
    {
        if (State.Phase != ConversationPhase.Waiting || State.Epoch != epoch || version <= _placeVersion) return Task.CompletedTask;
        (_placeVersion, _place) = (version, place);
        _delivery.PushPlace(place);
        return Task.CompletedTask;
    }

    /// <summary>The answer is what was said because a queue took it not.</summary>
    private async Task<ChatMessage[]> TellAsync(Aftermath aftermath, string? answers)
    {
        if (aftermath.OpenWork is { } change) _mayHaveRow = change.Row is not null;
        await AskAsync(aftermath.Ask);
        TellPromises(aftermath.Make);
        if (aftermath.Settle) TellSettled(State.Agent!, State.Offer!.Value, yours: true);
        if (aftermath.IsOver) TellEnded(); // its row goes when both have heard
        else TellLeft(aftermath);
        if (aftermath.Enqueue is not { } waiting) return [];
        (_place, _placeVersion) = (null, -1);
        return await EnqueueAsync(waiting, answers);
    }

    // The append is the truth; a queue that does not answer is told again and, after a crash, by a Sweeper.
    private async Task<ChatMessage[]> EnqueueAsync(WaitingWork waiting, string? answers = null)
    {
        try
        {
            var result = await Queue(State.Wait!.Queue).EnqueueAsync(waiting).WaitAsync(QueuePatience, time);
            if (result.Outcome != EnqueueOutcome.Full)
            {
                TakePlace(waiting.Epoch, result.Place, answers);
                return [];
            }
        }
        catch (Exception e)
        {
            LogQueueSilent(e, _id);
            TellWaiting(waiting);
            return [];
        }
        return await MeetFullAsync(waiting.Epoch, answers);
    }

    private void TellWaiting(WaitingWork waiting) => _notices.Start($"enqueue {waiting.Epoch}", async () =>
    {
        if (State.Epoch != waiting.Epoch) return;
        var result = await Queue(State.Wait!.Queue).EnqueueAsync(waiting);
        if (result.Outcome == EnqueueOutcome.Full) await GrainFactory.GetGrain<IConversationGrain>(_id.ToString()).OnDueAsync(); // which asks again, in a turn
        else TakePlace(waiting.Epoch, result.Place);
    });

    // The activation before this one may have died between its append and what it had to tell: said once more, all of it may be repeated.
    private void TellAgain()
    {
        var state = State;
        TellPromises(state.Unmade);
        switch (state.Phase)
        {
            case ConversationPhase.Waiting:
                TellWaiting(Aftermath.Waiting(state));
                _notices.Start($"former {state.Epoch}", () => TellFormerOwnersAsync(state));
                break;
            case ConversationPhase.Agent:
                TellSettled(state.Agent!, state.Offer!.Value, yours: true);
                _notices.Start($"former {state.Epoch}", () => TellFormerOwnersAsync(state));
                break;
            case ConversationPhase.Bot or ConversationPhase.Closed when _mayHaveRow && (state.ClosedAt ?? state.ActiveAt) + EndedLately > time.GetUtcNow():
                TellEnded();
                break;
        }
    }

    // Sessions of the customer that no response tells, because nobody asked: after a transfer or a lost agent.
    private void TakePlace(long epoch, PlaceInQueue place, string? answers = null)
    {
        if (State.Epoch != epoch || place == _place) return;
        _place = place;
        _delivery.PushPlace(place, answers);
    }

    private void TellSettled(string agent, Guid offer, bool yours) =>
        _notices.Start($"settle {offer} {yours}", () => GrainFactory.GetGrain<IAgentGrain>(agent).SettleAsync(_id, offer, yours));

    private void TellLeft(Aftermath aftermath)
    {
        var taker = State.Taker;
        if (aftermath.LeaveQueue is { } queue) _notices.Start($"leave {queue.Epoch}", () => Queue(queue.Who).RemoveAsync(_id, queue.Epoch, taker));
        if (aftermath.ReleaseAgent is { } agent)
            _notices.Start($"release {agent.Epoch}", () => GrainFactory.GetGrain<IAgentGrain>(agent.Who).ReleaseAsync(_id, agent.Epoch));
    }

    private void TellEnded()
    {
        var ended = State;
        _notices.Start($"ended {ended.Epoch}", () => EndAsync(ended));
    }

    private async Task EndAsync(ConversationState ended)
    {
        await TellFormerOwnersAsync(ended);
        if (State.HasSteps) return; // its row stays for them
        await openWork.RescheduleAsync(_id.ToString(), ended.Epoch, null);
        if (State.Epoch == ended.Epoch) _mayHaveRow = false;
    }

    private async Task TellFormerOwnersAsync(ConversationState state)
    {
        if (state.LastAgent is { } agent && state.Phase != ConversationPhase.Agent)
            await GrainFactory.GetGrain<IAgentGrain>(agent).ReleaseAsync(_id, state.LastAgentEpoch);
        if (state.Staff.Former is { } former)
            await GrainFactory.GetGrain<IAgentGrain>(former.Agent).ReleaseAsync(_id, former.Epoch);
        if (state.LastQueue is { } queue && state.Phase != ConversationPhase.Waiting)
            await Queue(queue).RemoveAsync(_id, state.LastQueueEpoch, state.Taker);
    }

    private PlaceInQueue? ShownPlace() => State.Phase == ConversationPhase.Waiting ? _place : null;

    private async Task<PlaceInQueue?> AskPlaceAsync()
    {
        if (State.Phase != ConversationPhase.Waiting) return null;
        try
        {
            _place = await Queue(State.Wait!.Queue).GetPlaceAsync(_id).WaitAsync(QueuePatience, time);
        }
        catch (Exception e)
        {
            LogQueueSilent(e, _id);
        }
        return _place;
    }
}
