using Reception.Contracts.Conversations;
using Reception.Contracts.WorkOrders;
using Reception.Domain.Conversations.Events;

namespace Reception.Domain.Conversations;

/// <summary>A call-back's turn: the customer is written to in his own conversation by the agent who accepted the call-back.</summary>
public static partial class Conversation
{
    /// <summary>
    /// The conversation becomes the agent's, with the arrival that the call-back kept. Repeated: it became his by this very turn before.
    /// WrongPhase: the customer waits or is served already. The agent's ledger moves its hold, for the epoch after this, before it is appended.
    /// </summary>
    public static Decision CallBack(ConversationState state, CallBackTurn turn, Setting setting)
    {
        var id = $"turn-{turn.Offer:N}";
        if (WasDone(state.CustomerIds, id)) return Decision.Repeat(state);
        if (state.Phase is ConversationPhase.Waiting or ConversationPhase.Agent) return Decision.Refuse(CommandOutcome.WrongPhase, state, "The customer waits or is served already.");
        var draft = new Draft(state, setting);
        draft.CloseIfIdle();
        draft.EnsureEpisode();
        var wait = new Wait(turn.Queue, turn.Arrival, turn.Due, turn.Weight, Request: turn.Request, Exempt: true);
        draft.Add(new HandedOver(draft.Now, draft.Episode, draft.NextEpoch, HandOverReason.CalledBack, turn.Topic, wait, id));
        draft.Add(new OwnerChanged(draft.Now, draft.Episode, draft.NextEpoch, turn.Agent.Value, turn.AgentName, turn.Offer, turn.Arrival));
        draft.Tell(NoticeKind.AgentJoined, string.Format(null, draft.Phrases.Joined, turn.AgentName), turn.AgentName);
        return draft.Done();
    }
}
