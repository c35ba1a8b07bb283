using Reception.Contracts.Ids;
using Reception.Contracts.WorkOrders;
using Reception.Domain.Journal;
using Reception.Storage.Azure.Client;
using Reception.Storage.Azure.Rows;
using Reception.Storage.Json;
using Reception.Storage.Sqlite;

namespace Reception.Storage.Azure.Projections;

/// <summary>
/// The read side of work orders: a partition a shop, newest first (<c>e_</c>), by phase (<c>p_</c>) and agent (<c>a_</c>). Each row is committed
/// by itself, which its version allows: a batch of the feed may be folded again.
/// </summary>
public sealed class AzureWorkOrderStore(AzureStore store) : IWorkOrderStore
{
    private const string Name = "orders.json";
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    private volatile Known? _known;

    public async ValueTask<WorkOrderRow?> FindAsync(ConversationId order, CancellationToken cancellation = default)
    {
        var table = await TableAsync(cancellation).ConfigureAwait(false);
        return await StorageFailure.GuardAsync(new IndexedTable(table).FindAsync(Partition(order.Shop), Key(order), cancellation)).ConfigureAwait(false) is { } row ? WorkOrderRowJson.Read(row.Payload) : null;
    }

    public async ValueTask StoreAsync(IReadOnlyCollection<WorkOrderRow> rows, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Count == 0) return;
        var table = new IndexedTable(await TableAsync(cancellation).ConfigureAwait(false));
        foreach (var shop in rows.GroupBy(row => row.Id.Shop))
            await StorageFailure.GuardAsync(table.ChangeAsync(Partition(shop.Key), [.. shop.GroupBy(row => row.Id).Select(same => Edit(same.MaxBy(row => row.Version)!))], cancellation)).ConfigureAwait(false);
    }

    public async ValueTask<WorkOrderPage> QueryAsync(ShopId shop, WorkOrderQuery query, CancellationToken cancellation = default)
    {
        SqliteWorkOrderStore.Check(query);
        EpisodeCursor? after = query.Cursor is { } text ? EpisodeCursor.Parse(text) : null;
        if (after is { } cursor && !ConversationId.TryParse(cursor.Conversation, out _)) throw new ArgumentException("This is no cursor of a list of work orders.", nameof(query));
        var table = await TableAsync(cancellation).ConfigureAwait(false);
        var rows = await StorageFailure.GuardAsync(table.ListAsync(Filter(shop, query, after), query.Limit + 1, cancellation)
            .Select(entity => WorkOrderRowJson.Read(new StoredRow(entity).Payload)).Take(query.Limit + 1).ToListAsync(cancellation)).ConfigureAwait(false);
        if (rows.Count <= query.Limit) return new WorkOrderPage([.. rows], null);
        var last = rows[query.Limit - 1];
        return new WorkOrderPage([.. rows.Take(query.Limit)], new EpisodeCursor(last.CreatedAt.UtcTicks, last.Id.ToString(), 0).ToString());
    }

    public async ValueTask ResetAsync(CancellationToken cancellation = default)
    {
        await store.EnsureOpenAsync().ConfigureAwait(false);
        await StorageFailure.GuardAsync(NextAsync(cancellation)).ConfigureAwait(false);
    }

    internal async ValueTask RemoveAsync(ConversationId order, CancellationToken cancellation)
    {
        var table = await TableAsync(cancellation).ConfigureAwait(false);
        await StorageFailure.GuardAsync(new IndexedTable(table).ChangeAsync(Partition(order.Shop), [new RowEdit(Key(order), _ => null)], cancellation)).ConfigureAwait(false);
    }

    private static string Filter(ShopId shop, WorkOrderQuery query, EpisodeCursor? after)
    {
        var index = query.Agent is { } agent ? $"a_{RowKey.Hash(agent.Value)}_" : query.Phase is { } phase ? $"p_{(int)phase}_" : "e_";
        var from = after is { } cursor ? $"{index}{RowKey.Down(cursor.OpenedAtTicks)}_{Key(ConversationId.Parse(cursor.Conversation))}!" : index;
        var filter = Tables.Between(Partition(shop), from, index + "~");
        if (query.Phase is { } only) filter += $" and F eq '{(int)only}'";
        if (query.Kind is { } kind) filter += $" and K eq '{(int)kind}'";
        if (query.Queue is { } queue) filter += $" and Q eq '{RowKey.Hash(queue)}'";
        return filter;
    }

    private static RowEdit Edit(WorkOrderRow row) => new(Key(row.Id), stored =>
    {
        if (stored is not null && WorkOrderRowJson.Read(stored.Payload).Version >= row.Version) return RowEdit.Keep;
        var time = RowKey.Down(row.CreatedAt.UtcTicks);
        List<string> indexes = [$"e_{time}", $"p_{(int)row.Phase}_{time}"];
        if (row.Agent is { } agent) indexes.Add($"a_{RowKey.Hash(agent.Value)}_{time}");
        return new RowContent(WorkOrderRowJson.Write(row), indexes, ("F", $"{(int)row.Phase}"), ("K", $"{(int)row.Kind}"), ("Q", RowKey.Hash(row.Queue)));
    });

    private static string Key(ConversationId order) => RowKey.Hash(order.ToString());

    private static string Partition(ShopId shop) => $"s_{RowKey.Partition(shop.Value)}";

    private async ValueTask<Tables> TableAsync(CancellationToken cancellation)
    {
        await store.EnsureOpenAsync().ConfigureAwait(false);
        if (_known is { } known && store.Time.GetElapsedTime(known.ReadAt) < Fresh) return Table(known.Generation);
        return Table(await StorageFailure.GuardAsync(ReadAsync(cancellation)).ConfigureAwait(false) is { } read ? read.Generation : 0);
    }

    private async ValueTask<Known> ReadAsync(CancellationToken cancellation)
    {
        while (true)
        {
            if (await store.ProgressBlobs.GetAsync(Name, cancellation).ConfigureAwait(false) is { } content)
                return _known = new Known(ProjectionJson.ReadGeneration(content.Bytes.Span).Generation, content.Properties.ETag, store.Time.GetTimestamp());
            await Table(1).CreateAsync(cancellation).ConfigureAwait(false);
            await store.ProgressBlobs.PutAsync(Name, ProjectionJson.Write(new OrderGeneration(1)), null, "application/json", cancellation).ConfigureAwait(false);
        }
    }

    private async ValueTask NextAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var current = await ReadAsync(cancellation).ConfigureAwait(false);
            await Table(current.Generation + 1).CreateAsync(cancellation).ConfigureAwait(false);
            if (await store.ProgressBlobs.PutAsync(Name, ProjectionJson.Write(new OrderGeneration(current.Generation + 1)), current.ETag, "application/json", cancellation).ConfigureAwait(false) is not { } tag) continue;
            _known = new Known(current.Generation + 1, tag, store.Time.GetTimestamp());
            await Table(current.Generation).DropAsync(cancellation).ConfigureAwait(false);
            return;
        }
    }

    private Tables Table(int generation) => store.Table($"orders{generation}");

    private sealed record Known(int Generation, string ETag, long ReadAt);
}
