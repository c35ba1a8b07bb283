using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Routing;

namespace Reception.Contracts.Operations;

/// <summary>Walks its shard (0 to 15) of the open-work index for what is due. Integer key.</summary>
public interface ISweeperGrain : IGrainWithIntegerKey
{
    /// <summary>The number of shards.</summary>
    const int Shards = 16;

    /// <summary>Calls what is due; the answer is how many.</summary>
    Task<int> SweepAsync();
}

/// <summary>
/// One episode as lists show it; at most 2 s behind the journal. <see cref="Why"/> says why <see cref="Agent"/> was asked (null: he was not
/// asked but took it, or nobody served), <see cref="Missed"/> how many deadlines passed.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record EpisodeRow(
    ConversationId Conversation,
    int Episode,
    ConversationPhase Phase,
    AgentId? Agent,
    string? Queue,
    string? Topic,
    HandOverReason Reason,
    DateTimeOffset OpenedAt,
    DateTimeOffset? WaitingSince,
    DateTimeOffset? AssignedAt,
    DateTimeOffset? ClosedAt,
    int? Rating,
    string? Comment,
    int CustomerMessages,
    int BotMessages,
    int AgentMessages,
    int MachineAnswers,
    DateTimeOffset UpdatedAt,
    AssignmentExplanation? Why = null,
    int Missed = 0);

/// <summary>Null = any. Newest first; <see cref="Cursor"/> goes on from an earlier page; 1 to 200 rows.</summary>
[GenerateSerializer, Immutable]
public sealed record EpisodeQuery(ConversationPhase? Phase = null, AgentId? Agent = null, string? Topic = null, DateTimeOffset? From = null, DateTimeOffset? To = null, string? Cursor = null, int Limit = 50);

[GenerateSerializer, Immutable]
public sealed record EpisodePage(EpisodeRow[] Rows, string? NextCursor);

/// <summary>Lists from the projections of one shop, never from grains. Key: <see cref="ShopId"/>.</summary>
public interface IEpisodesGrain : IGrainWithStringKey
{
    Task<EpisodePage> QueryAsync(EpisodeQuery query);

    /// <summary>All agents that serve a queue of the shop.</summary>
    Task<Agents.AgentProfile[]> GetAgentsAsync();
}
