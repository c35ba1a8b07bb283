using Reception.Contracts.Ids;
using Reception.Contracts.Operations;
using Reception.Domain.Journal;
using Reception.Storage.Azure.Client;
using Reception.Storage.Azure.Rows;
using Reception.Storage.Sqlite;

namespace Reception.Storage.Azure.Projections;

/// <summary>
/// The tables of one generation: episodes, a partition a shop, newest first (<c>e_</c>), by phase (<c>p_</c>), agent (<c>a_</c>) and customer
/// (<c>u_</c>); hours, a partition a shop, and those of whole shops once more in the partition <c>shops</c>. A row carries the position of the
/// batch that wrote it, so a batch may be applied again and again, and an older one changes nothing.
/// </summary>
internal sealed class EpisodeTables(AzureStore store)
{
    private const string Shops = "shops";
    private const string VersionColumn = "V";

    private long _prunedDay;

    public async ValueTask CreateAsync(int generation, CancellationToken cancellation)
    {
        await Episodes(generation).CreateAsync(cancellation).ConfigureAwait(false);
        await Hours(generation).CreateAsync(cancellation).ConfigureAwait(false);
    }

    public async ValueTask DropAsync(int generation, CancellationToken cancellation)
    {
        await Episodes(generation).DropAsync(cancellation).ConfigureAwait(false);
        await Hours(generation).DropAsync(cancellation).ConfigureAwait(false);
    }

    public async ValueTask ApplyAsync(EpisodeBatch batch, CancellationToken cancellation)
    {
        var version = RowKey.Up(batch.Position);
        var episodes = new IndexedTable(Episodes(batch.Generation));
        foreach (var shop in batch.Rows.GroupBy(row => row.Conversation.Shop))
            await episodes.ChangeAsync(Partition(shop.Key), [.. shop.GroupBy(row => (row.Conversation, row.Episode)).Select(same => Edit(same.Last(), version))], cancellation).ConfigureAwait(false);
        var hours = new IndexedTable(Hours(batch.Generation));
        foreach (var shop in batch.Hours.GroupBy(hour => hour.Shop))
            await hours.ChangeAsync(Partition(shop.Key), [.. shop.GroupBy(HourKey).Select(same => Edit(same.Key, Sum(same), version))], cancellation).ConfigureAwait(false);
        await hours.ChangeAsync(Shops, [.. batch.Hours.Where(hour => hour.Queue.Length == 0).GroupBy(ShopHourKey).Select(same => Edit(same.Key, Sum(same), version))], cancellation).ConfigureAwait(false);
        await PruneAsync(batch, cancellation).ConfigureAwait(false);
    }

    public async ValueTask<EpisodeRow?> FindAsync(int generation, ConversationId conversation, int episode, CancellationToken cancellation) =>
        await new IndexedTable(Episodes(generation)).FindAsync(Partition(conversation.Shop), Key(conversation, episode), cancellation).ConfigureAwait(false) is { } row ? ProjectionJson.ReadRow(row.Payload) : null;

    /// <summary>Newest first, after the cursor.</summary>
    public IAsyncEnumerable<EpisodeRow> QueryAsync(int generation, ShopId shop, EpisodeQuery query, EpisodeCursor? after, CancellationToken cancellation)
    {
        var index = query.Agent is { } agent ? $"a_{RowKey.Hash(agent.Value)}_" : query.Phase is { } phase ? $"p_{(int)phase}_" : "e_";
        var from = index;
        if (query.To is { } to) from = $"{index}{RowKey.Down(to.UtcTicks)}~";
        if (after is { } cursor)
        {
            var next = $"{index}{RowKey.Down(cursor.OpenedAtTicks)}_{Key(ConversationId.Parse(cursor.Conversation), cursor.Episode)}!";
            if (string.CompareOrdinal(next, from) > 0) from = next;
        }
        var until = query.From is { } first ? $"{index}{RowKey.Down(first.UtcTicks)}~" : index + "~";
        var filter = Tables.Between(Partition(shop), from, until);
        if (query.Phase is { } only) filter += $" and F eq '{(int)only}'";
        if (query.Topic is { } topic) filter += $" and T eq '{RowKey.Hash(topic)}'";
        return Episodes(generation).ListAsync(filter, Math.Min(query.Limit + 1, Tables.MaxPage), cancellation).Select(entity => ProjectionJson.ReadRow(new StoredRow(entity).Payload));
    }

    /// <summary>The episodes of a customer with a shop, on whatever channel.</summary>
    public IAsyncEnumerable<EpisodeRow> OfCustomerAsync(int generation, ShopId shop, string customer, CancellationToken cancellation) =>
        Episodes(generation).ListAsync(Tables.Prefixed(Partition(shop), CustomerIndex(customer)), Tables.MaxPage, cancellation).Select(entity => ProjectionJson.ReadRow(new StoredRow(entity).Payload));

    public async ValueTask RemoveAsync(int generation, IReadOnlyList<EpisodeRow> rows, CancellationToken cancellation)
    {
        foreach (var shop in rows.GroupBy(row => row.Conversation.Shop))
            await new IndexedTable(Episodes(generation)).ChangeAsync(Partition(shop.Key), [.. shop.Select(row => new RowEdit(Key(row.Conversation, row.Episode), _ => null))], cancellation).ConfigureAwait(false);
    }

    public IAsyncEnumerable<ArrivalHour> HoursAsync(int generation, ShopId shop, long from, long to, CancellationToken cancellation) =>
        ReadHoursAsync(generation, Tables.Between(Partition(shop), IndexedTable.Primary(RowKey.Up(from)), IndexedTable.Primary(RowKey.Up(to))), cancellation);

    public IAsyncEnumerable<ArrivalHour> ShopHoursAsync(int generation, long from, CancellationToken cancellation) =>
        ReadHoursAsync(generation, Tables.Between(Shops, IndexedTable.Primary(RowKey.Up(from)), IndexedTable.Primary("~")), cancellation);

    private IAsyncEnumerable<ArrivalHour> ReadHoursAsync(int generation, string filter, CancellationToken cancellation) =>
        Hours(generation).ListAsync(filter, Tables.MaxPage, cancellation).Select(entity => ProjectionJson.ReadHour(new StoredRow(entity).Payload));

    private static RowEdit Edit(EpisodeRow row, string version) => new(Key(row.Conversation, row.Episode), stored =>
    {
        if (IsNewer(stored, version)) return RowEdit.Keep;
        var time = RowKey.Down(row.OpenedAt.UtcTicks);
        List<string> indexes = [$"e_{time}", $"p_{(int)row.Phase}_{time}", $"{CustomerIndex(row.Conversation.Customer)}{time}"];
        if (row.Agent is { } agent) indexes.Add($"a_{RowKey.Hash(agent.Value)}_{time}");
        return new RowContent(ProjectionJson.Write(row), indexes, (VersionColumn, version), ("F", $"{(int)row.Phase}"), ("T", row.Topic is { } topic ? RowKey.Hash(topic) : null));
    });

    private static RowEdit Edit(string key, ArrivalHour more, string version) => new(key, stored =>
        IsNewer(stored, version) ? RowEdit.Keep : new RowContent(ProjectionJson.Write(stored is null ? more : ProjectionJson.ReadHour(stored.Payload).Plus(more)), [], (VersionColumn, version)));

    private static bool IsNewer(StoredRow? stored, string version) => stored?.Entity.Text(VersionColumn) is { } there && string.CompareOrdinal(there, version) >= 0;

    /// <summary>Once for each day that begins.</summary>
    private async ValueTask PruneAsync(EpisodeBatch batch, CancellationToken cancellation)
    {
        if (batch.Hours.Length == 0 || batch.Hours.Max(hour => hour.Hour) / 24 is var day && day <= _prunedDay) return;
        var before = Math.Max(0, (day - ArrivalHour.KeptDays) * 24);
        var until = IndexedTable.Primary(RowKey.Up(before));
        var table = Hours(batch.Generation);
        var old = await table.ListAsync(Tables.Between(Shops, IndexedTable.Primary(""), until), cancellation: cancellation).ToListAsync(cancellation).ConfigureAwait(false);
        foreach (var shop in old.Select(entity => ProjectionJson.ReadHour(new StoredRow(entity).Payload).Shop).Distinct())
            await RemoveAsync(table, await table.ListAsync(Tables.Between(Partition(shop), IndexedTable.Primary(""), until), cancellation: cancellation).ToListAsync(cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);
        await RemoveAsync(table, old, cancellation).ConfigureAwait(false);
        _prunedDay = day;
    }

    private static async ValueTask RemoveAsync(Tables table, List<TableEntity> rows, CancellationToken cancellation)
    {
        foreach (var part in rows.Chunk(Tables.MaxChanges))
            await table.TransactAsync([.. part.Select(row => new TableChange(TableAction.Delete, new TableEntity(row.Partition, row.Row)))], cancellation).ConfigureAwait(false);
    }

    private static ArrivalHour Sum(IEnumerable<ArrivalHour> hours) => hours.Aggregate((one, other) => one.Plus(other));

    private static string Key(ConversationId conversation, int episode) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{RowKey.Hash(conversation.ToString())}{episode:D8}");

    private static string CustomerIndex(string customer) => $"u_{RowKey.Hash(customer)}_";

    private static string HourKey(ArrivalHour hour) => $"{RowKey.Up(hour.Hour)}_{RowKey.Hash(hour.Queue)}";

    private static string ShopHourKey(ArrivalHour hour) => $"{RowKey.Up(hour.Hour)}_{RowKey.Partition(hour.Shop.Value)}";

    private static string Partition(ShopId shop) => $"s_{RowKey.Partition(shop.Value)}";

    private Tables Episodes(int generation) => store.Table($"episodes{generation}");

    private Tables Hours(int generation) => store.Table($"hours{generation}");
}
