using Reception.Contracts.Agents;
using Reception.Contracts.Ids;
using Reception.Contracts.Operations;
using Reception.Domain.Agents;
using Reception.Domain.Journal;
using Reception.Storage.Azure.Client;
using Reception.Storage.Azure.Rows;
using Reception.Storage.Sqlite;

namespace Reception.Storage.Azure.Projections;

/// <summary>The read side on tables; a batch and its position are committed by one blob (<see cref="EpisodeBatch"/>).</summary>
public sealed class AzureEpisodeStore : IEpisodeStore
{
    /// <summary>The most rows of a page.</summary>
    public const int MaxLimit = 200;

    private const string Agents = "agents";

    private readonly AzureStore _store;
    private readonly EpisodeTables _tables;
    private readonly EpisodeProgress _progress;
    private readonly IndexedTable _agents;

    public AzureEpisodeStore(AzureStore store)
    {
        _store = store;
        _tables = new EpisodeTables(store);
        _progress = new EpisodeProgress(store, _tables);
        _agents = new IndexedTable(store.Table(Agents));
    }

    public ValueTask<long> GetPositionAsync(CancellationToken cancellation = default) => _progress.GetPositionAsync(cancellation);

    public async ValueTask<EpisodeRow?> FindAsync(ConversationId conversation, int episode, CancellationToken cancellation = default)
    {
        var generation = await _progress.GetGenerationAsync(cancellation).ConfigureAwait(false);
        return await StorageFailure.GuardAsync(_tables.FindAsync(generation, conversation, episode, cancellation)).ConfigureAwait(false);
    }

    public async ValueTask<bool> StoreAsync(IReadOnlyCollection<EpisodeRow> rows, IReadOnlyCollection<ArrivalHour> hours, long after, long position, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(hours);
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        ArgumentOutOfRangeException.ThrowIfLessThan(position, after);
        return await _progress.CommitAsync(rows, hours, after, position, cancellation).ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyList<ArrivalHour>> GetHoursAsync(ShopId shop, long from, long to, CancellationToken cancellation = default)
    {
        var generation = await _progress.GetGenerationAsync(cancellation).ConfigureAwait(false);
        var hours = await ListAsync(_tables.HoursAsync(generation, shop, Math.Max(0, from), Math.Max(0, to), cancellation), cancellation).ConfigureAwait(false);
        return [.. hours.OrderBy(hour => hour.Hour).ThenBy(hour => hour.Queue, StringComparer.Ordinal)];
    }

    public async ValueTask<IReadOnlyList<ShopArrivals>> GetShopsAsync(long from, int most, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(most);
        var generation = await _progress.GetGenerationAsync(cancellation).ConfigureAwait(false);
        var hours = await ListAsync(_tables.ShopHoursAsync(generation, Math.Max(0, from), cancellation), cancellation).ConfigureAwait(false);
        return [.. hours.GroupBy(hour => hour.Shop).Select(shop => new ShopArrivals(shop.Key, shop.Sum(hour => (long)hour.Arrivals)))
            .OrderByDescending(shop => shop.Arrivals).ThenBy(shop => shop.Shop.Value, StringComparer.Ordinal).Take(most)];
    }

    /// <summary>By the time of opening, newest first; <c>From</c> is included, <c>To</c> is not. Throws <see cref="ArgumentException"/> on a bad limit or cursor.</summary>
    public async ValueTask<EpisodePage> QueryAsync(ShopId shop, EpisodeQuery query, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(query.Limit, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, MaxLimit, nameof(query));
        EpisodeCursor? after = query.Cursor is { } text ? EpisodeCursor.Parse(text) : null;
        if (after is { } cursor && !ConversationId.TryParse(cursor.Conversation, out _)) throw new ArgumentException("This is no cursor of an episode list.", nameof(query));
        var generation = await _progress.GetGenerationAsync(cancellation).ConfigureAwait(false);
        var rows = await ListAsync(_tables.QueryAsync(generation, shop, query, after, cancellation).Take(query.Limit + 1), cancellation).ConfigureAwait(false);
        if (rows.Count <= query.Limit) return new EpisodePage([.. rows], null);
        var last = rows[query.Limit - 1];
        return new EpisodePage([.. rows.Take(query.Limit)], new EpisodeCursor(last.OpenedAt.UtcTicks, last.Conversation.ToString(), last.Episode).ToString());
    }

    public async ValueTask StoreAgentAsync(AgentProfile profile, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(profile);
        await _store.EnsureOpenAsync().ConfigureAwait(false);
        var shops = profile.Queues.Concat((profile.Qualifications ?? []).Select(passed => passed.Queue)).Select(queue => queue.Shop).Distinct();
        var content = new RowContent(System.Text.Encoding.UTF8.GetBytes(StoredProfile.ToJson(profile)), [.. shops.Select(ShopIndex)]);
        await StorageFailure.GuardAsync(_agents.ChangeAsync(Agents, [new RowEdit(RowKey.Hash(profile.Id.Value), _ => content)], cancellation)).ConfigureAwait(false);
    }

    /// <summary>By id.</summary>
    public async ValueTask<IReadOnlyList<AgentProfile>> GetAgentsAsync(ShopId shop, CancellationToken cancellation = default)
    {
        await _store.EnsureOpenAsync().ConfigureAwait(false);
        var rows = await ListAsync(_agents.ListAsync(Tables.Prefixed(Agents, ShopIndex(shop) + "_"), Tables.MaxPage, cancellation), cancellation).ConfigureAwait(false);
        return [.. rows.Select(row => StoredProfile.FromJson(System.Text.Encoding.UTF8.GetString(row.Payload))).OrderBy(profile => profile.Id.Value, StringComparer.Ordinal)];
    }

    /// <summary>Every agent, by the hash of the id.</summary>
    internal IAsyncEnumerable<AgentProfile> AllAgentsAsync(CancellationToken cancellation) =>
        _agents.ListAsync(Tables.Prefixed(Agents, IndexedTable.Primary("")), Tables.MaxPage, cancellation).Select(row => StoredProfile.FromJson(System.Text.Encoding.UTF8.GetString(row.Payload)));

    public async ValueTask ResetAsync(CancellationToken cancellation = default) => await _progress.ResetAsync(cancellation).ConfigureAwait(false);

    /// <summary>The rows of one customer with a shop.</summary>
    internal async ValueTask<List<EpisodeRow>> OfCustomerAsync(ShopId shop, string customer, CancellationToken cancellation)
    {
        await _progress.GetPositionAsync(cancellation).ConfigureAwait(false);
        var generation = await _progress.GetGenerationAsync(cancellation).ConfigureAwait(false);
        return await ListAsync(_tables.OfCustomerAsync(generation, shop, customer, cancellation), cancellation).ConfigureAwait(false);
    }

    /// <summary>Removes rows, and what the last commit says of their conversation.</summary>
    internal async ValueTask EraseAsync(ConversationId conversation, IReadOnlyList<EpisodeRow> rows, CancellationToken cancellation)
    {
        await _progress.EraseAsync(conversation, cancellation).ConfigureAwait(false);
        if (rows.Count == 0) return;
        var generation = await _progress.GetGenerationAsync(cancellation).ConfigureAwait(false);
        await StorageFailure.GuardAsync(_tables.RemoveAsync(generation, rows, cancellation)).ConfigureAwait(false);
    }

    private static string ShopIndex(ShopId shop) => $"s_{RowKey.Hash(shop.Value)}";

    private static ValueTask<List<T>> ListAsync<T>(IAsyncEnumerable<T> rows, CancellationToken cancellation) => StorageFailure.GuardAsync(rows.ToListAsync(cancellation));
}
