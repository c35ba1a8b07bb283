using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Domain.Conversations.Events;

namespace Reception.Domain.Conversations;

/// <summary>Commands of the serving agent and of the router; each carries the epoch it read.</summary>
public static partial class Conversation
{
    /// <summary>
    /// Whether an accept may go on to the agent's ledger: Done = go on, Repeated = it is his by this very offer already.
    /// The ledger's answer comes between this and <see cref="Accept"/>.
    /// </summary>
    public static Decision CheckAccept(ConversationState state, AcceptOffer command)
    {
        if (state.Phase == ConversationPhase.Agent && state.Agent == command.Agent.Value && state.Offer == command.Offer) return Decision.Repeat(state);
        if (state.Epoch != command.Epoch) return Decision.Refuse(CommandOutcome.StaleEpoch, state, "The conversation has another owner by now.");
        if (state.Phase != ConversationPhase.Waiting) return Decision.Refuse(CommandOutcome.OfferGone, state, "The conversation no longer waits.");
        var session = new OpenSession(command.Session, 0, new());
        return IncomingBounds.Check(session) is { } error ? Decision.Refuse(CommandOutcome.Invalid, state, error) : new(CommandOutcome.Done, state, []);
    }

    /// <summary>The agent becomes the owner, after his ledger has confirmed the offer.</summary>
    public static Decision Accept(ConversationState state, AcceptOffer command, Setting setting)
    {
        var check = CheckAccept(state, command);
        if (check.Outcome != CommandOutcome.Done) return check;
        var draft = new Draft(state, setting);
        draft.Add(new OwnerChanged(draft.Now, draft.Episode, draft.NextEpoch, command.Agent.Value, command.AgentName, command.Offer, state.Wait!.Arrival, command.Why));
        Listen(draft, Side.Agent, new(command.Session, 0, new()), command.Agent.Value);
        draft.Tell(NoticeKind.AgentJoined, string.Format(null, draft.Phrases.Joined, command.AgentName), command.AgentName);
        return draft.Done();
    }

    public static Decision AttachAgent(ConversationState state, AgentId agent, OpenSession command, Setting setting)
    {
        if (IncomingBounds.Check(command) is { } error) return Decision.Refuse(CommandOutcome.Invalid, state, error);
        if (state.Phase != ConversationPhase.Agent || state.Agent != agent.Value) return Decision.Refuse(CommandOutcome.NotOwner, state, "The conversation is not yours.");
        var draft = new Draft(state, setting);
        Listen(draft, Side.Agent, command with { Context = new() }, agent.Value);
        return draft.Done();
    }

    public static Decision AgentPost(ConversationState state, AgentMessages command, Setting setting)
    {
        if (IncomingBounds.Check(command.Messages) is { } error) return Decision.Refuse(CommandOutcome.Invalid, state, error);
        string Key(string id) => ConversationFold.AgentKey(command.Agent.Value, id);
        if (command.Messages.All(m => state.AgentIds.TryGet(Key(m.ClientMessageId), out _)))
            return Decision.Repeat(state) with { Acks = Acks(state.AgentIds, command.Messages, Key) };
        if (Refuse(state, command.Agent, command.Epoch) is { } refusal) return refusal with { Acks = Acks(state.AgentIds, command.Messages, Key) };

        var draft = new Draft(state, setting);
        NoteMissed(draft);
        var proposal = command.ProposalEntryId is { Length: <= 100 } entry ? entry : null;
        foreach (var message in command.Messages)
        {
            if (draft.State.AgentIds.TryGet(Key(message.ClientMessageId), out _)) continue;
            draft.Add(new AgentMessaged(draft.Now, draft.Episode, draft.NextSequence, message.ClientMessageId, state.Agent!, state.AgentName, message.Text, proposal));
            proposal = null;
        }
        return draft.Done() with { Acks = Acks(draft.State.AgentIds, command.Messages, Key) };
    }

    public static Decision AgentClose(ConversationState state, AgentCommand command, Setting setting) => ByOwner(state, command, setting, (draft, id) =>
        End(draft, ClosedBy.Agent, NoticeKind.Closed, draft.AsksRating ? draft.Phrases.ClosedByAgent : draft.Waiting.ClosedByAgent, id));

    public static Decision HandBack(ConversationState state, AgentCommand command, Setting setting) => ByOwner(state, command, setting, (draft, id) =>
    {
        draft.Add(new HandedBack(draft.Now, draft.Episode, draft.NextEpoch, command.Agent.Value, id));
        draft.Tell(NoticeKind.BackToBot, draft.Phrases.BackToBot);
    });

    public static Decision Transfer(ConversationState state, AgentCommand command, string queue, Setting setting)
    {
        if (setting.Policy.Queues.FirstOrDefault(q => q.Name == queue) is not { } target)
            return Decision.Refuse(CommandOutcome.Unknown, state, "The shop has no such queue.");
        return ByOwner(state, command, setting, (draft, id) =>
        {
            draft.Add(new Transferred(draft.Now, draft.Episode, draft.NextEpoch, command.Agent.Value, Waits.Again(Waits.Moved(state.Wait!, target, draft.Policy)), id));
            TellMoved(draft);
        });
    }

    public static Decision MuteAssistant(ConversationState state, AgentCommand command, bool muted, Setting setting) => ByOwner(state, command, setting, (draft, id) =>
    {
        if (state.AssistantMuted != muted) draft.Add(new AssistantMuted(draft.Now, draft.Episode, command.Agent.Value, muted, id));
    });

    private static Decision ByOwner(ConversationState state, AgentCommand command, Setting setting, Action<Draft, string> decide)
    {
        if (IncomingBounds.CheckId(command.CommandId, "command id") is { } error) return Decision.Refuse(CommandOutcome.Invalid, state, error);
        var id = ConversationFold.AgentKey(command.Agent.Value, command.CommandId);
        if (WasDone(state.AgentIds, id)) return Decision.Repeat(state);
        if (Refuse(state, command.Agent, command.Epoch) is { } refusal) return refusal;
        var draft = new Draft(state, setting);
        NoteMissed(draft); // what passed was his, and by the deadlines of this queue
        decide(draft, id);
        return draft.Done();
    }

    private static Decision? Refuse(ConversationState state, AgentId agent, long epoch) => state switch
    {
        _ when state.Epoch != epoch => Decision.Refuse(CommandOutcome.StaleEpoch, state, "The owner has changed since; read the conversation again."),
        { Phase: not ConversationPhase.Agent } => Decision.Refuse(CommandOutcome.NotOwner, state, "No agent owns the conversation."),
        _ when state.Agent != agent.Value => Decision.Refuse(CommandOutcome.NotOwner, state, "The conversation is not yours."),
        _ => null,
    };
}
