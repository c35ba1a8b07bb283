using Reception.Domain.Journal;

namespace Reception.Storage.Remote;

/// <summary>The open-work index in the store process.</summary>
public sealed class RemoteOpenWorkIndex(RemoteStore store) : IOpenWorkIndex
{
    public ValueTask<IReadOnlyList<OpenWork>> GetDueAsync(int shard, DateTimeOffset now, int max, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(shard);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(shard, WorkShard.Count);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(max);
        return store.CallAsync(JournalCalls.Due, (shard, now, max), static (writer, state) => writer.Int(state.shard).Time(state.now).Int(state.max), JournalCalls.ReadWorks, cancellation);
    }

    public ValueTask<IReadOnlyList<OpenWork>> GetWaitingAsync(string queue, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(queue);
        return store.CallAsync(JournalCalls.Waiting, queue, static (writer, state) => writer.Text(state), JournalCalls.ReadWorks, cancellation);
    }

    public ValueTask<IReadOnlyList<string>> GetQueuesAsync(CancellationToken cancellation = default) => store.CallAsync(
        JournalCalls.Queues, 0, static (_, _) => { }, static IReadOnlyList<string> (reader) => reader.Many(static reader => reader.Text()), cancellation);

    public async ValueTask RescheduleAsync(string work, long epoch, DateTimeOffset? nextStepAt, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(work);
        await store.CallAsync(JournalCalls.Reschedule, (work, epoch, nextStepAt), static (writer, state) => writer.Text(state.work).Long(state.epoch).Time(state.nextStepAt), RemoteStore.Nothing, cancellation).ConfigureAwait(false);
    }
}
