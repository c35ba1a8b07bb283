using Reception.Contracts.Conversations;
using Reception.Contracts.Shops;
using Reception.Domain.Conversations.Events;

namespace Reception.Domain.Conversations;

/// <summary>How what happens around a wait changes the state.</summary>
internal static class WaitFold
{
    /// <summary>Events that change no owner.</summary>
    public static ConversationState Apply(ConversationState state, ConversationEvent happened) => happened switch
    {
        HandOverDeferred e => state with
        {
            Deferred = true,
            Misses = 0,
            Turn = e.Why,
            Reason = e.Reason,
            ReturnAgent = null,
            ReturnClosedAt = null,
            CustomerIds = Seen(state, e.CommandId),
        },
        WorkPromised e => state with
        {
            Promises = state.Promises.With(e),
            Misses = 0,
            Turn = e.Promise.Why,
            Reason = e.Reason,
            ReturnAgent = null,
            ReturnClosedAt = null,
            CustomerIds = Seen(state, e.CommandId),
        },
        PromiseKept e => state with { Promises = state.Promises.With(e) },
        WaitAlternativeOffered e => state with { Offered = e.Offer, Turn = e.Why },
        DeadlineMissed e => state with { Missed = state.Missed.With(e), Wait = e.Waiting ?? state.Wait },
        _ => state,
    };

    /// <summary>Whoever owned it before has left already.</summary>
    public static ConversationState ChangeOwner(ConversationState left, OwnershipEvent happened) => happened switch
    {
        Overflowed e => Enter(left, e.Wait) with { Turn = e.Why },
        Reclassified e => Enter(left, e.Wait) with { Turn = e.Why },
        WaitEnded e => left with { Phase = ConversationPhase.Bot, Wait = null, Misses = 0, Deferred = true, Turn = e.Why, UnansweredSince = null },
        _ => left,
    };

    public static ConversationState Enter(ConversationState state, Wait wait) => state with
    {
        Phase = ConversationPhase.Waiting,
        Wait = wait,
        LastQueue = wait.Queue,
        LastQueueEpoch = state.Epoch,
    };

    /// <summary>A person owes an answer from the customer's first line on that none answered, once one has written.</summary>
    public static ConversationState Hear(ConversationState state, MessageAccepted e) =>
        state is { Replied: true, UnansweredSince: null, Phase: ConversationPhase.Waiting or ConversationPhase.Agent } ? state with { UnansweredSince = e.At } : state;

    /// <summary>What belongs to an episode begins anew.</summary>
    public static ConversationState Open(ConversationState state) => state with
    {
        Unrated = false,
        Turn = null,
        Deferred = false,
        Offered = WaitOffer.None,
        Promises = state.Promises.OfEarlier(),
        Replied = false,
        UnansweredSince = null,
        Missed = [],
    };

    private static SeenIds Seen(ConversationState state, string? commandId) =>
        commandId is null ? state.CustomerIds : state.CustomerIds.Add(ConversationFold.CommandKey(commandId), state.LastSequence);
}
