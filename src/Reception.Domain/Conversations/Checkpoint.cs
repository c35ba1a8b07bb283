using Reception.Contracts.Ids;

namespace Reception.Domain.Conversations;

/// <summary>Turns a state into what a checkpoint stores and back.</summary>
public static class Checkpoint
{
    /// <summary>Events after which an append is preceded by a checkpoint, so that an activation reads at most about this many.</summary>
    public const int Every = 400;

    /// <summary>Events after which a new episode begins with a checkpoint; below, reading on is cheaper than carrying the state.</summary>
    public const int EveryEpisode = 40;

    public static bool IsDue(ConversationState state, bool opensEpisode) => state.Version - state.CheckpointVersion >= (opensEpisode ? EveryEpisode : Every);

    public static ConversationSnapshot Take(ConversationState state) => new()
    {
        Episode = state.Episode,
        Phase = state.Phase,
        Epoch = state.Epoch,
        LastSequence = state.LastSequence,
        OpenedAt = state.OpenedAt,
        ClosedAt = state.ClosedAt,
        ActiveAt = state.ActiveAt,
        Wait = state.Wait,
        Agent = state.Agent,
        AgentName = state.AgentName,
        Offer = state.Offer,
        Topic = state.Topic,
        Reason = state.Reason,
        Misses = state.Misses,
        Answered = state.Answered.IsEmpty ? null : [.. state.Answered],
        AssistantMuted = state.AssistantMuted,
        Rating = state.Rating,
        ReturnAgent = state.ReturnAgent,
        ReturnClosedAt = state.ReturnClosedAt,
        LastAgent = state.LastAgent,
        LastAgentEpoch = state.LastAgentEpoch,
        LastQueue = state.LastQueue,
        LastQueueEpoch = state.LastQueueEpoch,
        Context = state.Context,
        Sessions = state.Sessions.IsEmpty ? null : [.. state.Sessions],
        Rejected = state.Rejected.IsEmpty ? null : [.. state.Rejected],
        Memory = state.Memory == BotMemory.Empty ? null : state.Memory,
        Proposals = state.Proposals.IsEmpty ? null : [.. state.Proposals],
        Touches = state.Touches.IsEmpty ? null : [.. state.Touches],
        Orders = state.Orders.IsEmpty ? null : [.. state.Orders],
        CustomerIds = state.CustomerIds.Count == 0 ? null : state.CustomerIds.ToArray(),
        AgentIds = state.AgentIds.Count == 0 ? null : state.AgentIds.ToArray(),
        Marks = state.Marks.IsEmpty ? null : [.. state.Marks],
        Awaited = state.Awaited.IsEmpty ? null : [.. state.Awaited],
        Asked = state.Asked,
        Staff = state.Staff == StaffState.Empty ? null : state.Staff,
        Unrated = state.Unrated,
        Why = state.Why,
        Turn = state.Turn,
        Deferred = state.Deferred,
        Offered = state.Offered,
        ToldClosed = state.ToldClosed,
        Promises = state.Promises.IsEmpty ? null : [.. state.Promises],
        Replied = state.Replied,
        UnansweredSince = state.UnansweredSince,
        Missed = state.Missed.IsEmpty ? null : [.. state.Missed],
    };

    /// <summary>The state before the checkpoint's event; <paramref name="version"/> is the sequence before it.</summary>
    public static ConversationState Restore(ConversationId id, ConversationSnapshot from, long version) => new()
    {
        Id = id,
        Version = version,
        CheckpointVersion = version,
        Episode = from.Episode,
        Phase = from.Phase,
        Epoch = from.Epoch,
        LastSequence = from.LastSequence,
        OpenedAt = from.OpenedAt,
        ClosedAt = from.ClosedAt,
        ActiveAt = from.ActiveAt,
        Wait = from.Wait,
        Agent = from.Agent,
        AgentName = from.AgentName,
        Offer = from.Offer,
        Topic = from.Topic,
        Reason = from.Reason,
        Misses = from.Misses,
        Answered = [.. from.Answered ?? []],
        AssistantMuted = from.AssistantMuted,
        Rating = from.Rating,
        ReturnAgent = from.ReturnAgent,
        ReturnClosedAt = from.ReturnClosedAt,
        LastAgent = from.LastAgent,
        LastAgentEpoch = from.LastAgentEpoch,
        LastQueue = from.LastQueue,
        LastQueueEpoch = from.LastQueueEpoch,
        Context = from.Context ?? new(),
        Sessions = [.. from.Sessions ?? []],
        Rejected = [.. from.Rejected ?? []],
        Memory = from.Memory ?? BotMemory.Empty,
        Proposals = [.. from.Proposals ?? []],
        Touches = [.. from.Touches ?? []],
        Orders = [.. from.Orders ?? []],
        CustomerIds = SeenIds.From(from.CustomerIds),
        AgentIds = SeenIds.From(from.AgentIds),
        Marks = [.. from.Marks ?? []],
        Awaited = [.. from.Awaited ?? []],
        Asked = from.Asked,
        Staff = from.Staff ?? StaffState.Empty,
        Unrated = from.Unrated,
        Why = from.Why,
        Turn = from.Turn,
        Deferred = from.Deferred,
        Offered = from.Offered,
        ToldClosed = from.ToldClosed,
        Promises = [.. from.Promises ?? []],
        Replied = from.Replied,
        UnansweredSince = from.UnansweredSince,
        Missed = [.. from.Missed ?? []],
    };
}
