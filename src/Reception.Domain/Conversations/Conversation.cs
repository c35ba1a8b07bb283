using Reception.Contracts.Conversations;
using Reception.Domain.Conversations.Events;
using Reception.Domain.Insight;

namespace Reception.Domain.Conversations;

/// <summary>
/// Decides what every command leads to. A pure function of state, command and setting: it never changes the state it is given, and
/// the same input gives the same events.
/// <para>Owner rules. One owner at a time; each change raises the epoch by one. Commands of bot, agent and supervisor carry the epoch
/// they read and are refused when it has passed; customers' commands carry none, and asking for a human is never refused.</para>
/// <para>Reopening. The next message after a close opens the next episode. If an agent owned the last one and it was closed no longer
/// than <c>ReopenSameAgentMinutes</c> ago, the first message that is more than small talk goes to the queue with that agent preferred
/// for <c>PreferredAgentSeconds</c>; otherwise the bot takes it like any other.</para>
/// </summary>
public static partial class Conversation
{
    /// <summary>Opens or resumes a customer's session. The oldest of more than <see cref="ConversationState.MaxSessions"/> ends.</summary>
    public static Decision OpenSession(ConversationState state, OpenSession command, Setting setting)
    {
        if (IncomingBounds.Check(command) is { } error) return Decision.Refuse(CommandOutcome.Invalid, state, error);
        var draft = new Draft(state, setting);
        draft.CloseIfIdle();
        Listen(draft, Side.Customer, command, null);
        return draft.Done();
    }

    /// <summary>Stores a burst and says what the bot has to say to it. Repeated ids are acknowledged again.</summary>
    public static Decision Post(ConversationState state, PostMessages command, Setting setting)
    {
        if (IncomingBounds.Check(command.Messages) is { } error) return Decision.Refuse(CommandOutcome.Invalid, state, error);
        var draft = new Draft(state, setting);
        if (command.Messages.All(m => state.CustomerIds.TryGet(m.ClientMessageId, out _)))
            return Decision.Repeat(state) with { Acks = Acks(state.CustomerIds, command.Messages, id => id) };

        draft.CloseIfIdle();
        draft.EnsureEpisode();
        ComeBack(draft);
        var accepted = new List<MessageAccepted>();
        foreach (var message in command.Messages)
        {
            if (draft.State.CustomerIds.TryGet(message.ClientMessageId, out _)) continue;
            accepted.Add(new MessageAccepted(draft.Now, draft.Episode, draft.NextSequence, message.ClientMessageId, message.Text));
            draft.Add(accepted[^1]);
        }
        Reception(draft, accepted, setting.Judge);
        return draft.Done() with { Acks = Acks(draft.State.CustomerIds, command.Messages, id => id) };
    }

    /// <summary>Hands over at once, whatever the phase; where a human already owns it or will, nothing changes.</summary>
    public static Decision AskForHuman(ConversationState state, CustomerCommand command, Setting setting)
    {
        if (IncomingBounds.CheckId(command.CommandId, "command id") is { } error) return Decision.Refuse(CommandOutcome.Invalid, state, error);
        if (WasDone(state.CustomerIds, command.CommandId)) return Decision.Repeat(state);
        var draft = new Draft(state, setting);
        draft.CloseIfIdle();
        draft.EnsureEpisode();
        draft.Hear(HeardQuestion.Human);
        if (draft.State.Phase == ConversationPhase.Bot) HandOver(draft, HandOverReason.Asked, null, command.CommandId);
        return draft.Done();
    }

    public static Decision Close(ConversationState state, CustomerCommand command, Setting setting)
    {
        if (IncomingBounds.CheckId(command.CommandId, "command id") is { } error) return Decision.Refuse(CommandOutcome.Invalid, state, error);
        if (WasDone(state.CustomerIds, command.CommandId)) return Decision.Repeat(state);
        if (state.Phase is ConversationPhase.New or ConversationPhase.Closed) return Decision.Refuse(CommandOutcome.WrongPhase, state, "There is no open conversation.");
        var draft = new Draft(state, setting);
        End(draft, ClosedBy.Customer, NoticeKind.Closed, draft.AsksRating ? draft.Phrases.ClosedByCustomer : draft.Waiting.ClosedByCustomer, command.CommandId);
        return draft.Done();
    }

    /// <summary>Rates the last closed episode, once.</summary>
    public static Decision Rate(ConversationState state, RateEpisode command, Setting setting)
    {
        if (IncomingBounds.Check(command) is { } error) return Decision.Refuse(CommandOutcome.Invalid, state, error);
        var draft = new Draft(state, setting);
        draft.CloseIfIdle();
        if (draft.State.Phase != ConversationPhase.Closed) return Decision.Refuse(CommandOutcome.WrongPhase, state, "Only a closed conversation can be rated.");
        if (draft.State.Rating == command.Stars) return Decision.Repeat(state);
        if (draft.State.Rating is not null) return Decision.Refuse(CommandOutcome.WrongPhase, state, "This conversation has been rated already.");
        draft.Add(new Rated(draft.Now, draft.Episode, command.Stars, string.IsNullOrWhiteSpace(command.Comment) ? null : command.Comment));
        return draft.Done();
    }

    /// <summary>A session ends; unknown ones are ended already.</summary>
    public static Decision CloseSession(ConversationState state, string sessionId, SessionEnd end, DateTimeOffset now)
    {
        if (state.FindSession(sessionId) is null) return Decision.Repeat(state);
        var closed = new SessionClosed(now, state.Episode, sessionId, end);
        return new(CommandOutcome.Done, state.Apply(closed), [closed]);
    }
}
