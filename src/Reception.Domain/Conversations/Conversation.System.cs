using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Domain.Conversations.Events;

namespace Reception.Domain.Conversations;

/// <summary>A reply that was made outside the turn, with the epoch its maker read.</summary>
public sealed record BotReply(long Epoch, long ForSequence, string EntryId, string Question, string Text, double Confidence);

/// <summary>What happens without a person's command: lost connections, due times, replies that come late.</summary>
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

    /// <summary>
    /// A reply from outside the turn. In its own epoch and with the bot as the owner it is said; stale, it becomes a draft for the
    /// agent who owns the conversation by then, and is dropped where nobody could use it.
    /// </summary>
    public static Decision Reply(ConversationState state, BotReply reply, Setting setting)
    {
        var draft = new Draft(state, setting);
        if (state.Phase == ConversationPhase.Bot && state.Epoch == reply.Epoch)
        {
            draft.Add(new BotAnswered(draft.Now, draft.Episode, draft.NextSequence, reply.ForSequence, reply.EntryId, reply.Text, reply.Confidence));
            return draft.Done();
        }
        if (state.Phase == ConversationPhase.Agent && !state.AssistantMuted)
            Propose(draft, reply.ForSequence, new(JudgementKind.Answer, EntryId: reply.EntryId, Question: reply.Question, Reply: reply.Text, Confidence: reply.Confidence), late: true);
        return draft.Done() with { Outcome = CommandOutcome.StaleEpoch };
    }
}
