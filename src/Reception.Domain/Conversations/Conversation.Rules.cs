using System.Collections.Immutable;
using Reception.Contracts.Conversations;
using Reception.Contracts.Shops;
using Reception.Domain.Conversations.Events;

namespace Reception.Domain.Conversations;

/// <summary>What customers' and agents' commands share.</summary>
public static partial class Conversation
{
    private static bool WasDone(SeenIds seen, string commandId) => seen.TryGet(ConversationFold.CommandKey(commandId), out _);

    private static ImmutableArray<MessageAck> Acks(SeenIds seen, IncomingMessage[] messages, Func<string, string> key) =>
    [
        .. messages.Where(m => seen.TryGet(key(m.ClientMessageId), out _)).Select(m => new MessageAck(m.ClientMessageId, seen.TryGet(key(m.ClientMessageId), out var sequence) ? sequence : 0)),
    ];

    private static void Listen(Draft draft, Side side, OpenSession command, string? agent, string? why = null)
    {
        var context = Merge(draft.State.Context, command.Context);
        var known = draft.State.FindSession(command.Session.SessionId);
        if (known == new SessionEntry(command.Session.SessionId, command.Session.Gateway, side, command.AfterSequence, agent) && context == draft.State.Context) return;
        var others = draft.State.Sessions.Where(s => s.Side == side && s.SessionId != command.Session.SessionId).ToList();
        if (others.Count >= ConversationState.MaxSessions)
            draft.Add(new SessionClosed(draft.Now, draft.Episode, others[0].SessionId, SessionEnd.Evicted));
        draft.Add(new SessionOpened(
            draft.Now, draft.Episode, side, command.Session.SessionId, command.Session.Gateway, command.AfterSequence,
            context == draft.State.Context ? null : context, agent, why));
    }

    private static VisitContext Merge(VisitContext old, VisitContext @new) =>
        new(@new.Page ?? old.Page, @new.Product ?? old.Product, @new.Order ?? old.Order, @new.Language ?? old.Language, @new.Name ?? old.Name, @new.Manager ?? old.Manager);

    private static void End(Draft draft, ClosedBy by, NoticeKind notice, string text, string? commandId = null)
    {
        NoteMissed(draft);
        draft.Tell(notice, text);
        draft.Add(new Closed(draft.Now, draft.Episode, by, draft.NextEpoch, draft.State.Reason == HandOverReason.None, commandId, !draft.AsksRating));
    }

    private static bool IsForHumans(BotPolicy bot, string? topic) =>
        topic is not null && bot.TopicsForHumans?.Contains(topic, StringComparer.OrdinalIgnoreCase) == true;
}
