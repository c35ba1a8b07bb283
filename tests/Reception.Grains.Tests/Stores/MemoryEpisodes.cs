using Reception.Contracts.Agents;
using Reception.Contracts.Ids;
using Reception.Contracts.Operations;
using Reception.Domain.Journal;

namespace Reception.Grains.Tests.Stores;

/// <summary>Projections and profiles in memory.</summary>
public sealed class MemoryEpisodes : IEpisodeStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(ConversationId, int), EpisodeRow> _rows = [];
    private readonly Dictionary<AgentId, AgentProfile> _agents = [];
    private long _position;

    public ValueTask<long> GetPositionAsync(CancellationToken cancellation = default)
    {
        lock (_lock) return new(_position);
    }

    public ValueTask<EpisodeRow?> FindAsync(ConversationId conversation, int episode, CancellationToken cancellation = default)
    {
        lock (_lock) return new(_rows.GetValueOrDefault((conversation, episode)));
    }

    public ValueTask<bool> StoreAsync(IReadOnlyCollection<EpisodeRow> rows, long after, long position, CancellationToken cancellation = default)
    {
        lock (_lock)
        {
            if (_position != after) return new(false);
            foreach (var row in rows) _rows[(row.Conversation, row.Episode)] = row;
            _position = position;
        }
        return new(true);
    }

    public ValueTask<EpisodePage> QueryAsync(ShopId shop, EpisodeQuery query, CancellationToken cancellation = default)
    {
        lock (_lock)
        {
            var rows = _rows.Values.Where(r => r.Conversation.Shop == shop
                && (query.Phase is null || r.Phase == query.Phase) && (query.Agent is null || r.Agent == query.Agent) && (query.Topic is null || r.Topic == query.Topic));
            return new(new EpisodePage([.. rows.OrderByDescending(r => r.UpdatedAt).Take(query.Limit)], null));
        }
    }

    public ValueTask StoreAgentAsync(AgentProfile profile, CancellationToken cancellation = default)
    {
        lock (_lock) _agents[profile.Id] = profile;
        return default;
    }

    public ValueTask<IReadOnlyList<AgentProfile>> GetAgentsAsync(ShopId shop, CancellationToken cancellation = default)
    {
        lock (_lock) return new([.. _agents.Values.Where(a => a.Queues.Any(q => q.Shop == shop) || (a.Qualifications ?? []).Any(q => q.Queue.Shop == shop))]);
    }

    public ValueTask ResetAsync(CancellationToken cancellation = default)
    {
        lock (_lock)
        {
            _rows.Clear();
            _position = 0;
        }
        return default;
    }
}
