using System.Collections.Concurrent;
using Reception.Domain.Journal;
using Reception.Storage.Azure.Client;

namespace Reception.Storage.Azure.Rows;

/// <summary>A row's bytes, the keys under which it can be found in order, and columns that a query may filter by.</summary>
internal sealed record RowContent(byte[] Payload, IReadOnlyList<string> Indexes, params (string Name, string? Value)[] Columns);

/// <summary>A row as it is stored.</summary>
internal sealed record StoredRow(TableEntity Entity)
{
    public byte[] Payload => PayloadColumns.Read(Entity);

    public string[] Indexes => Entity.Text(IndexedTable.IndexColumn)?.Split('\n', StringSplitOptions.RemoveEmptyEntries) ?? [];
}

/// <summary>A change to one row, decided from what is stored: null content removes it, <see cref="Keep"/> leaves it.</summary>
internal sealed record RowEdit(string Key, Func<StoredRow?, RowContent?> Decide)
{
    /// <summary>Answered by <see cref="Decide"/>: nothing is to be done.</summary>
    public static RowContent Keep { get; } = new([], []);
}

/// <summary>
/// A table with indexes, which tables have not: a row is one entity <c>w_{key}</c> and a copy <c>{index}_{key}</c> for each index, all in one
/// partition, changed in one entity group transaction that names the tag of the first. So the copies are always those of the row, and a
/// list in order is one query.
/// </summary>
/// <param name="table">The table.</param>
/// <param name="remembered">Rows whose last state is remembered with its tag, so that a change need not read first; a tag that is old is refused and read anew.</param>
internal sealed class IndexedTable(Tables table, int remembered = 0)
{
    public const string IndexColumn = "Indexes";
    private const int MostTries = 12;
    private const int MostAtOnce = 16;

    private readonly ConcurrentDictionary<(string Partition, string Key), StoredRow> _known = new();

    public static string Primary(string key) => "w_" + key;

    public async ValueTask<StoredRow?> FindAsync(string partition, string key, CancellationToken cancellation = default) =>
        await table.FindAsync(partition, Primary(key), cancellation).ConfigureAwait(false) is { } entity ? new StoredRow(entity) : null;

    /// <summary>Changes one row; answers what was there before. <paramref name="isNew"/>: a row that is not remembered is taken for one that is not there, first.</summary>
    public async ValueTask<StoredRow?> ChangeAsync(string partition, RowEdit edit, bool isNew = false, CancellationToken cancellation = default)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var isKnown = _known.TryRemove((partition, edit.Key), out var stored);
            if (!isKnown && !(isNew && tries == 0)) stored = await FindAsync(partition, edit.Key, cancellation).ConfigureAwait(false);
            var changes = Changes(partition, edit, stored);
            if (changes.Count == 0 && isKnown) continue; // what is remembered may be old: read, and decide again
            if (changes.Count == 0 || await table.TransactAsync(changes, cancellation).ConfigureAwait(false))
            {
                Remember(partition, edit.Key, changes.Count == 0 ? stored : changes[0].Action == TableAction.Delete ? null : new StoredRow(changes[0].Entity));
                return stored;
            }
        }
        throw new JournalUnavailableException($"A row of {table.Table} is changed by others all the time.");
    }

    /// <summary>Changes many rows of a partition, as many in one transaction as fit; each row is changed whole, the rows not together.</summary>
    public async ValueTask ChangeAsync(string partition, IReadOnlyList<RowEdit> edits, CancellationToken cancellation = default)
    {
        foreach (var part in edits.Chunk(MostAtOnce))
        {
            var stored = await Task.WhenAll(part.Select(edit => FindAsync(partition, edit.Key, cancellation).AsTask())).ConfigureAwait(false);
            var (batch, members, bytes) = (new List<TableChange>(), new List<RowEdit>(), 0L);
            for (var i = 0; i < part.Length; i++)
            {
                var changes = Changes(partition, part[i], stored[i]);
                var size = changes.Sum(change => 600L + change.Entity.Values.Values.Sum(value => value is byte[] payload ? payload.Length * 4L / 3 : 64));
                if (batch.Count + changes.Count > Tables.MaxChanges || bytes + size > Tables.MaxTransactionBytes) await FlushAsync().ConfigureAwait(false);
                batch.AddRange(changes);
                if (changes.Count > 0) members.Add(part[i]);
                bytes += size;
            }
            await FlushAsync().ConfigureAwait(false);

            async ValueTask FlushAsync()
            {
                if (batch.Count > 0 && !await table.TransactAsync(batch, cancellation).ConfigureAwait(false))
                    foreach (var member in members) await ChangeAsync(partition, member, cancellation: cancellation).ConfigureAwait(false);
                batch.Clear();
                members.Clear();
                bytes = 0;
            }
        }
    }

    /// <summary>Rows under a filter of index keys, in their order.</summary>
    public IAsyncEnumerable<StoredRow> ListAsync(string filter, int page, CancellationToken cancellation) =>
        table.ListAsync(filter, page, cancellation).Select(entity => new StoredRow(entity));

    private void Remember(string partition, string key, StoredRow? row)
    {
        if (remembered == 0 || row?.Entity.ETag is null) return;
        if (_known.Count >= remembered) _known.Clear();
        _known[(partition, key)] = row;
    }

    private static List<TableChange> Changes(string partition, RowEdit edit, StoredRow? stored)
    {
        var content = edit.Decide(stored);
        if (ReferenceEquals(content, RowEdit.Keep) || content is null && stored is null) return [];
        var changes = new List<TableChange>();
        var primary = new TableEntity(partition, Primary(edit.Key)) { ETag = stored?.Entity.ETag };
        var before = stored?.Indexes ?? [];
        if (content is null) changes.Add(new TableChange(TableAction.Delete, primary));
        else
        {
            Fill(primary, content);
            primary.Values[IndexColumn] = string.Join('\n', content.Indexes.Select(index => $"{index}_{edit.Key}"));
            changes.Add(new TableChange(stored is null ? TableAction.Insert : TableAction.Replace, primary));
            foreach (var index in content.Indexes)
            {
                var copy = new TableEntity(partition, $"{index}_{edit.Key}");
                Fill(copy, content);
                changes.Add(new TableChange(TableAction.Put, copy));
            }
        }
        var now = changes.Select(change => change.Entity.Row).ToHashSet(StringComparer.Ordinal);
        changes.AddRange(before.Where(index => !now.Contains(index)).Select(index => new TableChange(TableAction.Delete, new TableEntity(partition, index))));
        return changes;
    }

    private static void Fill(TableEntity entity, RowContent content)
    {
        PayloadColumns.Write(entity, content.Payload);
        foreach (var (name, value) in content.Columns) entity.Values[name] = value;
    }
}

/// <summary>Bytes over as many columns as they need: one has at most 64 KiB.</summary>
internal static class PayloadColumns
{
    private const int Most = 60 << 10;
    private const int MostColumns = 8;

    public static void Write(TableEntity entity, byte[] payload)
    {
        if (payload.Length > Most * MostColumns) throw new ArgumentException($"A row has at most {Most * MostColumns} bytes; this one has {payload.Length}.", nameof(payload));
        for (var column = 0; column == 0 || column * Most < payload.Length; column++)
            entity.Values[$"P{column}"] = payload[(column * Most)..Math.Min(payload.Length, (column + 1) * Most)];
    }

    public static byte[] Read(TableEntity entity)
    {
        var first = entity.Bytes("P0");
        if (!entity.Values.ContainsKey("P1")) return first;
        return [.. Enumerable.Range(0, MostColumns).SelectMany(column => entity.Bytes($"P{column}"))];
    }
}
