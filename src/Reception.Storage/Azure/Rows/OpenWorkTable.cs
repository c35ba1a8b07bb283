using Reception.Domain.Journal;
using Reception.Storage.Azure.Client;
using Reception.Storage.Azure.Journal;
using Reception.Storage.Json;

namespace Reception.Storage.Azure.Rows;

/// <summary>
/// The rows of work that is not final: in the account of the work, one partition a shard, found by next step (<c>d_</c>) and by queue
/// (<c>q_</c>) as well.
/// </summary>
internal sealed class OpenWorkTable(AzureStore store)
{
    private const int MostRemembered = 20_000;

    private readonly IndexedTable[] _tables = [.. Enumerable.Range(0, store.Accounts).Select(account => new IndexedTable(store.OpenWorkTable(account), MostRemembered))];

    public int Accounts => _tables.Length;

    public static string Partition(int shard) => $"s{shard:x}";

    public static string DuePrefix => "d_";

    public static string QueuePrefix(string queue) => $"q_{RowKey.Hash(queue)}_";

    /// <summary>Puts a row; the answer puts back what it replaced, unless another has changed it since.</summary>
    public async ValueTask<Func<Task>> PutAsync(OpenWork row)
    {
        var (table, partition, name) = Where(row.Work);
        var content = Content(row);
        var before = await table.ChangeAsync(partition, new RowEdit(name, _ => content), isNew: true).ConfigureAwait(false);
        return () => table.ChangeAsync(partition, new RowEdit(name, stored =>
            stored is null || !stored.Payload.AsSpan().SequenceEqual(content.Payload) ? RowEdit.Keep : before is null ? null : Content(Read(before)))).AsTask();
    }

    public async ValueTask<OpenWork?> FindAsync(string work, CancellationToken cancellation)
    {
        var (table, partition, name) = Where(work);
        return await table.FindAsync(partition, name, cancellation).ConfigureAwait(false) is { } row ? Read(row) : null;
    }

    public async ValueTask RemoveAsync(string work)
    {
        var (table, partition, name) = Where(work);
        await table.ChangeAsync(partition, new RowEdit(name, _ => null)).ConfigureAwait(false);
    }

    public async ValueTask RescheduleAsync(string work, long epoch, DateTimeOffset? nextStepAt, CancellationToken cancellation)
    {
        var (table, partition, name) = Where(work);
        await table.ChangeAsync(partition, new RowEdit(name, stored =>
            stored is null || Read(stored) is not { } row || row.Epoch != epoch ? RowEdit.Keep : nextStepAt is { } at ? Content(row with { NextStepAt = at }) : null), cancellation: cancellation).ConfigureAwait(false);
    }

    /// <summary>Rows of one account and shard under a filter.</summary>
    public IAsyncEnumerable<OpenWork> ListAsync(int account, string filter, int page, CancellationToken cancellation) =>
        _tables[account].ListAsync(filter, page, cancellation).Select(Read);

    private static OpenWork Read(StoredRow row) => OpenWorkJson.Read(row.Payload);

    private static RowContent Content(OpenWork row)
    {
        var due = DuePrefix + RowKey.Up(row.NextStepAt);
        return row.Queue is { } queue
            ? new RowContent(OpenWorkJson.Write(row), [due, $"{QueuePrefix(queue)}{RowKey.Up(row.DueTime)}_{RowKey.Up(row.Arrival)}"])
            : new RowContent(OpenWorkJson.Write(row), [due]);
    }

    private (IndexedTable Table, string Partition, string Key) Where(string work) =>
        (_tables[BlobKey.Account(BlobKey.Of(work).Customer, _tables.Length)], Partition(WorkShard.Of(work)), RowKey.Hash(work));
}
