using Reception.Domain.Journal;
using Reception.Storage.Azure.Client;

namespace Reception.Storage.Azure.Rows;

/// <summary>The open-work index on tables: each question is asked of every account (and of every shard, where it is not of one).</summary>
public sealed class AzureOpenWorkIndex(AzureStore store) : IOpenWorkIndex
{
    private readonly OpenWorkTable _rows = new(store);

    public async ValueTask<IReadOnlyList<OpenWork>> GetDueAsync(int shard, DateTimeOffset now, int max, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(shard);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(shard, WorkShard.Count);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(max);
        await store.EnsureOpenAsync().ConfigureAwait(false);
        var filter = Tables.Between(OpenWorkTable.Partition(shard), OpenWorkTable.DuePrefix, OpenWorkTable.DuePrefix + RowKey.Up(now.UtcTicks + 1));
        var rows = await EachAsync(Accounts(), account => _rows.ListAsync(account, filter, Math.Min(max, Tables.MaxPage), cancellation).Take(max), cancellation).ConfigureAwait(false);
        return [.. rows.OrderBy(row => row.NextStepAt).ThenBy(row => row.Work, StringComparer.Ordinal).Take(max)];
    }

    public async ValueTask<IReadOnlyList<OpenWork>> GetWaitingAsync(string queue, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(queue);
        await store.EnsureOpenAsync().ConfigureAwait(false);
        var rows = await EachAsync(Partitions(), at => _rows.ListAsync(at.Account, Tables.Prefixed(OpenWorkTable.Partition(at.Shard), OpenWorkTable.QueuePrefix(queue)), Tables.MaxPage, cancellation), cancellation).ConfigureAwait(false);
        return [.. rows.OrderBy(row => row.DueTime).ThenBy(row => row.Arrival).ThenBy(row => row.Work, StringComparer.Ordinal)];
    }

    public async ValueTask<IReadOnlyList<string>> GetQueuesAsync(CancellationToken cancellation = default)
    {
        await store.EnsureOpenAsync().ConfigureAwait(false);
        var names = await EachAsync(Partitions(), at => QueuesAsync(at.Account, OpenWorkTable.Partition(at.Shard), cancellation), cancellation).ConfigureAwait(false);
        return [.. names.Distinct(StringComparer.Ordinal)];
    }

    public async ValueTask RescheduleAsync(string work, long epoch, DateTimeOffset? nextStepAt, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(work);
        await store.EnsureOpenAsync().ConfigureAwait(false);
        await StorageFailure.GuardAsync(_rows.RescheduleAsync(work, epoch, nextStepAt, cancellation)).ConfigureAwait(false);
    }

    /// <summary>Page by page; after each page the rest of its last queue is passed over, so a long queue costs one page.</summary>
    private async IAsyncEnumerable<string> QueuesAsync(int account, string partition, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var from = "q_"; ;)
        {
            var page = await _rows.ListAsync(account, Tables.Between(partition, from, "q~"), Tables.MaxPage, cancellation).Take(Tables.MaxPage).ToListAsync(cancellation).ConfigureAwait(false);
            foreach (var name in page.Select(row => row.Queue!).Distinct(StringComparer.Ordinal)) yield return name;
            if (page.Count < Tables.MaxPage) yield break;
            from = OpenWorkTable.QueuePrefix(page[^1].Queue!) + "~";
        }
    }

    private IEnumerable<int> Accounts() => Enumerable.Range(0, _rows.Accounts);

    private IEnumerable<(int Account, int Shard)> Partitions() => Accounts().SelectMany(account => Enumerable.Range(0, WorkShard.Count).Select(shard => (account, shard)));

    private static async ValueTask<List<T>> EachAsync<TAt, T>(IEnumerable<TAt> places, Func<TAt, IAsyncEnumerable<T>> read, CancellationToken cancellation)
    {
        var found = await StorageFailure.GuardAsync(new ValueTask<List<T>[]>(Task.WhenAll(places.Select(at => read(at).ToListAsync(cancellation).AsTask())))).ConfigureAwait(false);
        return [.. found.SelectMany(rows => rows)];
    }
}
