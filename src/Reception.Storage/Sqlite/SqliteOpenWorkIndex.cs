using Reception.Domain.Journal;

namespace Reception.Storage.Sqlite;

/// <summary>The open-work index over a <see cref="SqliteStore"/>; corrections go through the same writer as appends.</summary>
public sealed class SqliteOpenWorkIndex(SqliteStore store) : IOpenWorkIndex
{
    public ValueTask<IReadOnlyList<OpenWork>> GetDueAsync(int shard, DateTimeOffset now, int max, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(shard);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(shard, WorkShard.Count);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(max);
        return store.Reads.ReadAsync(session => OpenWorkSql.Due(session, shard, now, max), cancellation);
    }

    public ValueTask<IReadOnlyList<OpenWork>> GetWaitingAsync(string queue, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(queue);
        return store.Reads.ReadAsync(session => OpenWorkSql.Waiting(session, queue), cancellation);
    }

    public ValueTask<IReadOnlyList<string>> GetQueuesAsync(CancellationToken cancellation = default) => store.Reads.ReadAsync(OpenWorkSql.Queues, cancellation);

    public async ValueTask RescheduleAsync(string work, long epoch, DateTimeOffset? nextStepAt, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(work);
        await store.Writer.WriteAsync(new RescheduleWrite(work, epoch, nextStepAt), cancellation).ConfigureAwait(false);
    }

    private sealed class RescheduleWrite(string work, long epoch, DateTimeOffset? nextStepAt) : StoreWrite<bool>
    {
        public override void Apply(WriteSession session)
        {
            OpenWorkSql.Reschedule(session, work, epoch, nextStepAt);
            Result = true;
        }
    }
}
