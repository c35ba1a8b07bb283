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
    private readonly Dictionary<(ShopId, string, long), ArrivalHour> _hours = [];
    private long _position;

    public ValueTask<long> GetPositionAsync(CancellationToken cancellation = default)
    {
        lock (_lock) return new(_position);
    }

    public ValueTask<EpisodeRow?> FindAsync(ConversationId conversation, int episode, CancellationToken cancellation = default)
    {
        lock (_lock) return new(_rows.GetValueOrDefault((conversation, episode)));
    }

    public ValueTask<bool> StoreAsync(IReadOnlyCollection<EpisodeRow> rows, IReadOnlyCollection<ArrivalHour> hours, long after, long position, CancellationToken cancellation = default)
    {
        lock (_lock)
        {
            if (_position != after) return new(false);
            foreach (var row in rows) _rows[(row.Conversation, row.Episode)] = row;
            foreach (var hour in hours) _hours[(hour.Shop, hour.Queue, hour.Hour)] = _hours.GetValueOrDefault((hour.Shop, hour.Queue, hour.Hour)) is { } so ? so.Plus(hour) : hour;
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

    public ValueTask<IReadOnlyList<ArrivalHour>> GetHoursAsync(ShopId shop, long from, long to, CancellationToken cancellation = default)
    {
        lock (_lock) return new([.. _hours.Values.Where(h => h.Shop == shop && h.Hour >= from && h.Hour < to).OrderBy(h => h.Hour).ThenBy(h => h.Queue, StringComparer.Ordinal)]);
    }

    public ValueTask<IReadOnlyList<ShopArrivals>> GetShopsAsync(long from, int most, CancellationToken cancellation = default)
    {
        lock (_lock)
        {
            var shops = _hours.Values.Where(h => h.Queue.Length == 0 && h.Hour >= from).GroupBy(h => h.Shop).Select(g => new ShopArrivals(g.Key, g.Sum(h => (long)h.Arrivals)));
            return new([.. shops.OrderByDescending(s => s.Arrivals).ThenBy(s => s.Shop.Value, StringComparer.Ordinal).Take(most)]);
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
            _hours.Clear();
            _position = 0;
        }
        return default;
    }
}
