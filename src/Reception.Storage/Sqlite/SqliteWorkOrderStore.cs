using Reception.Contracts.Ids;
using Reception.Contracts.WorkOrders;
using Reception.Domain.Journal;

namespace Reception.Storage.Sqlite;

/// <summary>The read side of work orders, in <c>projections.db</c> beside the episodes.</summary>
public sealed class SqliteWorkOrderStore(SqliteStore store) : IWorkOrderStore
{
    /// <summary>The most rows of a page.</summary>
    public const int MaxLimit = 200;

    public ValueTask<WorkOrderRow?> FindAsync(ConversationId order, CancellationToken cancellation = default) =>
        store.Projections.Reads.ReadAsync(session => WorkOrderSql.Find(session, order.ToString()), cancellation);

    public ValueTask StoreAsync(IReadOnlyCollection<WorkOrderRow> rows, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return store.Projections.WriteAsync(session =>
        {
            foreach (var row in rows) WorkOrderSql.Put(session, row);
        }, cancellation);
    }

    public async ValueTask<WorkOrderPage> QueryAsync(ShopId shop, WorkOrderQuery query, CancellationToken cancellation = default)
    {
        Check(query);
        EpisodeCursor? after = query.Cursor is { } text ? EpisodeCursor.Parse(text) : null;
        var rows = await store.Projections.Reads.ReadAsync(session => WorkOrderSql.Query(session, shop, query, after), cancellation).ConfigureAwait(false);
        if (rows.Count <= query.Limit) return new WorkOrderPage([.. rows], null);
        var last = rows[query.Limit - 1];
        return new WorkOrderPage([.. rows.Take(query.Limit)], new EpisodeCursor(last.CreatedAt.UtcTicks, last.Id.ToString(), 0).ToString());
    }

    public ValueTask ResetAsync(CancellationToken cancellation = default) => store.Projections.WriteAsync(WorkOrderSql.Clear, cancellation);

    internal static void Check(WorkOrderQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(query.Limit, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, MaxLimit, nameof(query));
    }
}
