using Reception.Contracts.Agents;
using Reception.Contracts.Ids;
using Reception.Contracts.Operations;
using Reception.Domain.Journal;

namespace Reception.Storage.Sqlite;

/// <summary>
/// The read side over a <see cref="SqliteStore"/>: episodes in <c>projections.db</c>; agents' profiles in the data file, because no
/// journal could bring them back.
/// </summary>
public sealed class SqliteEpisodeStore(SqliteStore store) : IEpisodeStore
{
    /// <summary>The most rows of a page.</summary>
    public const int MaxLimit = 200;

    private long _prunedDay;

    public ValueTask<long> GetPositionAsync(CancellationToken cancellation = default) =>
        store.Projections.Reads.ReadAsync(EpisodeSql.Position, cancellation);

    public ValueTask<EpisodeRow?> FindAsync(ConversationId conversation, int episode, CancellationToken cancellation = default) =>
        store.Projections.Reads.ReadAsync(session => EpisodeSql.Find(session, conversation.ToString(), episode), cancellation);

    public async ValueTask<bool> StoreAsync(IReadOnlyCollection<EpisodeRow> rows, IReadOnlyCollection<ArrivalHour> hours, long after, long position, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(hours);
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        ArgumentOutOfRangeException.ThrowIfLessThan(position, after);
        var stored = false;
        await store.Projections.WriteAsync(Write, cancellation).ConfigureAwait(false);
        return stored;

        void Write(SqliteSession session)
        {
            stored = EpisodeSql.Position(session) == after;
            if (!stored) return;
            foreach (var row in rows) EpisodeSql.Put(session, row);
            foreach (var hour in hours) ArrivalSql.Add(session, hour);
            Prune(session, hours);
            EpisodeSql.SetPosition(session, position);
        }
    }

    public ValueTask<IReadOnlyList<ArrivalHour>> GetHoursAsync(ShopId shop, long from, long to, CancellationToken cancellation = default) =>
        store.Projections.Reads.ReadAsync(session => ArrivalSql.OfShop(session, shop, from, to), cancellation);

    public ValueTask<IReadOnlyList<ShopArrivals>> GetShopsAsync(long from, int most, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(most);
        return store.Projections.Reads.ReadAsync(session => ArrivalSql.Shops(session, from, most), cancellation);
    }

    /// <summary>By the time of opening, newest first; <c>From</c> is included, <c>To</c> is not. Throws <see cref="ArgumentException"/> on a bad limit or cursor.</summary>
    public async ValueTask<EpisodePage> QueryAsync(ShopId shop, EpisodeQuery query, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(query.Limit, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, MaxLimit, nameof(query));
        EpisodeCursor? after = query.Cursor is { } text ? EpisodeCursor.Parse(text) : null;
        var rows = await store.Projections.Reads.ReadAsync(session => EpisodeSql.Query(session, shop, query, after), cancellation).ConfigureAwait(false);
        if (rows.Count <= query.Limit) return new EpisodePage([.. rows], null);
        var last = rows[query.Limit - 1];
        return new EpisodePage([.. rows.Take(query.Limit)], new EpisodeCursor(last.OpenedAt.UtcTicks, last.Conversation.ToString(), last.Episode).ToString());
    }

    public async ValueTask StoreAgentAsync(AgentProfile profile, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(profile);
        await store.Writer.WriteAsync(new AgentWrite(profile), cancellation).ConfigureAwait(false);
    }

    /// <summary>By id.</summary>
    public ValueTask<IReadOnlyList<AgentProfile>> GetAgentsAsync(ShopId shop, CancellationToken cancellation = default) =>
        store.Reads.ReadAsync(session => AgentSql.OfShop(session, shop), cancellation);

    public ValueTask ResetAsync(CancellationToken cancellation = default) => store.Projections.WriteAsync(session =>
    {
        EpisodeSql.Clear(session);
        ArrivalSql.Clear(session);
        EpisodeSql.SetPosition(session, 0);
    }, cancellation);

    /// <summary>Once for each day that begins.</summary>
    private void Prune(SqliteSession session, IReadOnlyCollection<ArrivalHour> hours)
    {
        if (hours.Count == 0 || hours.Max(hour => hour.Hour) / 24 is var day && day <= _prunedDay) return;
        ArrivalSql.Prune(session, (day - ArrivalHour.KeptDays) * 24);
        _prunedDay = day;
    }

    private sealed class AgentWrite(AgentProfile profile) : StoreWrite<bool>
    {
        public override void Apply(WriteSession session)
        {
            AgentSql.Put(session, profile);
            Result = true;
        }
    }
}
