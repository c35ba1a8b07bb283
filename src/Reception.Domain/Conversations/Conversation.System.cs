using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Domain.Conversations.Events;

namespace Reception.Domain.Conversations;

/// <summary>What happens without a person's command: lost connections and due times.</summary>
public static partial class Conversation
{
    /// <summary>The agent's connection is lost for good: back to the queue, at the original arrival time.</summary>
    public static Decision LoseAgent(ConversationState state, AgentId agent, long epoch, Setting setting)
    {
        if (Refuse(state, agent, epoch) is { } refusal) return refusal;
        var draft = new Draft(state, setting);
        draft.Add(new Requeued(draft.Now, draft.Episode, draft.NextEpoch, agent.Value, HandOverReason.AgentLost, Waits.Again(state.Wait!)));
        draft.Tell(NoticeKind.AgentLeft, draft.Phrases.Left);
        return draft.Done();
    }

    /// <summary>
    /// The next step of a stored due time while an agent serves: closed when idle, requeued when his ledger does not hold it or he is
    /// gone; otherwise nothing. <paramref name="serving"/> is what the Agent says, null when it could not be asked.
    /// </summary>
    public static Decision Due(ConversationState state, ServingState? serving, Setting setting)
    {
        if (state.Phase != ConversationPhase.Agent) return Decision.Repeat(state);
        if (state.ActiveAt is { } active && setting.Now - active >= setting.IdleAfter)
        {
            var draft = new Draft(state, setting);
            End(draft, ClosedBy.Idle, NoticeKind.Closed, draft.Phrases.ClosedIdle);
            return draft.Done();
        }
        return serving is ServingState.NotHeld or ServingState.Lost
            ? LoseAgent(state, new AgentId(state.Agent!), state.Epoch, setting)
            : Decision.Repeat(state);
    }
}
