using System.Collections.Immutable;
using Reception.Contracts.Conversations;
using Reception.Contracts.Shops;
using Reception.Domain.Conversations.Events;

namespace Reception.Domain.Conversations;

/// <summary>How each event changes the state. Total: an event is a fact and is never refused here.</summary>
public static class ConversationFold
{
    public static ConversationState Apply(this ConversationState state, ConversationEvent happened)
    {
        var next = happened switch
        {
            CheckpointTaken => Mark(state),
            EpisodeOpened e => Open(state, e),
            Closed e => Close(state, e),
            Rated e => state with { Rating = e.Stars },
            SessionOpened e => OpenSession(state, e),
            SessionClosed e => state with { Sessions = state.Sessions.RemoveAll(s => s.SessionId == e.SessionId) },
            ThreadEvent e => Say(state, e),
            ReplyAwaited e => state with { Awaited = state.Awaited.Await(e.Reply), Asked = null },
            ReplyEnded e => state with { Awaited = state.Awaited.Settle(e.ForSequence, e.EntryId) },
            MissCounted e => state with { Misses = e.Misses },
            ReplyProposed e => state with { Proposals = ProposedReplies.Of(e), Awaited = state.Awaited.Settle(e.ForSequence, e.EntryId) },
            AnswerRated e => RateAnswer(state, e),
            OrderReported e => state with { Orders = state.Orders.With(e) },
            AssistantMuted e => state with { AssistantMuted = e.Muted, AgentIds = SeeCommand(state.AgentIds, e.CommandId, state) },
            CustomerUpset => state with { Reason = HandOverReason.Upset },
            OwnershipEvent e => ChangeOwner(state, e),
            InternalSaid { ClientId: { } id } e => state with { AgentIds = state.AgentIds.Add(InternalKey(e.Role, e.From, id), e.Number) },
            ConsultAsked e => state with { AgentIds = SeeCommand(state.AgentIds, e.CommandId, state) },
            ConsultEnded e => WithoutColleagues(state) with { AgentIds = SeeCommand(state.AgentIds, e.CommandId, state) },
            SentOutside e => state with { AgentIds = SeeCommand(state.AgentIds, e.CommandId, state) },
            _ => WaitFold.Apply(state, happened),
        };
        return next with { Version = state.Version + 1, Memory = state.Memory.After(happened), Staff = state.Staff.After(happened, next) };
    }

    /// <summary>The key under which a command's id is remembered, apart from messages' ids (which have no space).</summary>
    public static string CommandKey(string commandId) => "cmd " + commandId;

    /// <summary>Agents' ids are unique for one agent only.</summary>
    public static string AgentKey(string agent, string clientMessageId) => $"{agent}/{clientMessageId}";

    /// <summary>Ids of internal lines are unique for who wrote them, apart from his ids of messages.</summary>
    public static string InternalKey(StaffRole role, string who, string clientId) => AgentKey($"~{role}/{who}", clientId);

    private static ConversationState Mark(ConversationState state)
    {
        var marks = state.Marks.Add(new ThreadMark(state.LastSequence, state.Version, state.Staff.LastInternal));
        if (marks.Length > ConversationState.MaxMarks)
            marks = [.. marks.Where((_, i) => i >= ConversationState.MaxMarks / 2 || i % 2 == 0)];
        return state with { Marks = marks, CheckpointVersion = state.Version + 1 };
    }

    private static ConversationState Open(ConversationState state, EpisodeOpened e) => WaitFold.Open(state) with
    {
        Episode = e.Episode,
        Phase = ConversationPhase.Bot,
        Epoch = e.Epoch,
        OpenedAt = e.At,
        ActiveAt = e.At,
        ClosedAt = null,
        Wait = null,
        Topic = null,
        Reason = HandOverReason.None,
        Misses = 0,
        Answered = [],
        Rejected = [],
        AssistantMuted = false,
        Rating = null,
        Awaited = [],
        Asked = null,
    };

    private static ConversationState Close(ConversationState state, Closed e) => Leave(state) with
    {
        Phase = ConversationPhase.Closed,
        Epoch = e.Epoch,
        Awaited = [],
        ClosedAt = e.At,
        Why = state.Why,
        Unrated = e.Unrated,
        UnansweredSince = null,
        ReturnAgent = state.Phase == ConversationPhase.Agent ? state.Agent : null,
        ReturnClosedAt = state.Phase == ConversationPhase.Agent ? e.At : null,
        CustomerIds = e.By == ClosedBy.Customer ? SeeCommand(state.CustomerIds, e.CommandId, state) : state.CustomerIds,
        AgentIds = e.By == ClosedBy.Agent ? SeeCommand(state.AgentIds, e.CommandId, state) : state.AgentIds,
    };

    private static ConversationState OpenSession(ConversationState state, SessionOpened e)
    {
        var entry = new SessionEntry(e.SessionId, e.Gateway, e.Side, e.AfterSequence, e.Agent);
        return state with
        {
            Sessions = state.Sessions.RemoveAll(s => s.SessionId == e.SessionId).Add(entry),
            Context = e.Context ?? state.Context,
        };
    }

    private static ConversationState Say(ConversationState state, ThreadEvent e)
    {
        var next = state with { LastSequence = e.Sequence, ActiveAt = e is NoticePosted ? state.ActiveAt : e.At };
        return e switch
        {
            MessageAccepted m => WaitFold.Hear(next, m) with { CustomerIds = state.CustomerIds.Add(m.ClientMessageId, m.Sequence) },
            AgentMessaged m => next with { AgentIds = state.AgentIds.Add(AgentKey(m.Agent, m.ClientMessageId), m.Sequence), Proposals = [], Touches = state.Touches.With(m), Replied = true, UnansweredSince = null },
            BotAnswered a => Settle(next, a.ForSequence, a.EntryId) with { Misses = 0, Topic = a.Topic ?? state.Topic, Answered = AddBounded(state.Answered, a.EntryId), Touches = state.Touches.With(a) },
            BotReferred r => Settle(next, r.ForSequence, "") with { Misses = 0 },
            NoticePosted { Notice: NoticeKind.OutOfHours } when state.Phase == ConversationPhase.Waiting => next with { ToldClosed = true },
            BotClarified c => Settle(next, c.ForSequence, c.Asked?.EntryId ?? "") with { Asked = c.Asked },
            _ => next,
        };
    }

    private static ConversationState Settle(ConversationState state, long forSequence, string entryId) => state with
    {
        Awaited = state.Awaited.Settle(forSequence, entryId).Overtake(forSequence),
        Asked = null,
    };

    private static ConversationState ChangeOwner(ConversationState state, OwnershipEvent e)
    {
        var next = Leave(state) with { Epoch = e.Epoch };
        return e switch
        {
            HandedOver h => EnterQueue(next, h.Wait, h.Reason) with
            {
                Topic = h.Topic ?? state.Topic,
                ReturnAgent = null,
                ReturnClosedAt = null,
                Replied = false,
                UnansweredSince = null,
                Turn = h.Routing is null ? null : $"Rule '{h.Routing}' chose queue {h.Wait.Queue}.",
                CustomerIds = SeeCommand(state.CustomerIds, h.CommandId, state),
            },
            Requeued r => EnterQueue(next, r.Wait, r.Reason),
            Transferred t => EnterQueue(next, t.Wait, HandOverReason.Transferred) with { AgentIds = SeeCommand(state.AgentIds, t.CommandId, state) },
            Reassigned r => EnterQueue(next, r.Wait, HandOverReason.Supervised) with { Replied = state.Phase != ConversationPhase.Bot && state.Replied, AgentIds = SeeCommand(state.AgentIds, r.CommandId, state), ReturnAgent = null, ReturnClosedAt = null },
            Taken t => next with
            {
                Phase = ConversationPhase.Agent,
                Agent = t.Agent,
                AgentName = t.AgentName,
                Offer = t.Offer,
                Wait = t.Wait,
                Reason = state.Phase == ConversationPhase.Bot ? HandOverReason.Supervised : state.Reason,
                LastAgent = t.Agent,
                LastAgentEpoch = t.Epoch,
                ReturnAgent = null,
                ReturnClosedAt = null,
                Replied = state.Phase != ConversationPhase.Bot && state.Replied,
                ActiveAt = t.At,
                AgentIds = SeeCommand(state.AgentIds, t.CommandId, state),
            },
            HandedBack b => next with { Phase = ConversationPhase.Bot, Wait = null, Misses = 0, UnansweredSince = null, AgentIds = SeeCommand(state.AgentIds, b.CommandId, state) },
            OwnerChanged o => next with
            {
                Phase = ConversationPhase.Agent,
                Agent = o.Agent,
                AgentName = o.AgentName,
                Offer = o.Offer,
                Why = o.Why,
                LastAgent = o.Agent,
                LastAgentEpoch = o.Epoch,
                ActiveAt = o.At,
            },
            _ => WaitFold.ChangeOwner(next, e),
        };
    }

    private static ConversationState EnterQueue(ConversationState state, Wait wait, HandOverReason reason) => WaitFold.Enter(state, wait) with { Reason = reason };

    // Whoever owned it does no longer; the sessions of an agent end with his ownership.
    private static ConversationState Leave(ConversationState state) => state with
    {
        Agent = null,
        AgentName = null,
        Offer = null,
        Why = null,
        Offered = WaitOffer.None,
        ToldClosed = false,
        AssistantMuted = false,
        Proposals = [],
        Asked = null,
        Sessions = state.Sessions.RemoveAll(s => s.Side is Side.Agent or Side.Colleague),
    };

    private static ConversationState WithoutColleagues(ConversationState state) => state with { Sessions = state.Sessions.RemoveAll(s => s.Side == Side.Colleague) };

    private static SeenIds SeeCommand(SeenIds seen, string? commandId, ConversationState state) =>
        commandId is null ? seen : seen.Add(CommandKey(commandId), state.LastSequence);

    private static ConversationState RateAnswer(ConversationState state, AnswerRated e)
    {
        var rejected = state.Rejected.Remove(e.EntryId);
        return state with
        {
            Touches = state.Touches.With(e),
            Rejected = e.Episode != state.Episode ? state.Rejected : e.Helpful ? rejected : AddBounded(rejected, e.EntryId),
        };
    }

    private static ImmutableArray<string> AddBounded(ImmutableArray<string> entries, string entry) =>
        (entries.Length >= ConversationState.MaxAnswered ? entries.RemoveAt(0) : entries).Add(entry);
}
