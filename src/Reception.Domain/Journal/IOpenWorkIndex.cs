namespace Reception.Domain.Journal;

/// <summary>
/// A row of the open-work index: every conversation in a state that is not final has one, written in the same commit as the event
/// that began the state. Rows may be stale, never missing. <see cref="NextStepAt"/> is when a Sweeper looks at it;
/// <see cref="DueTime"/> orders the queue. <see cref="Request"/> is what the wait asks for, as <see cref="RoutingJson"/> writes it.
/// </summary>
public sealed record OpenWork(
    string Work,
    string? Queue,
    long Epoch,
    DateTimeOffset Arrival,
    DateTimeOffset DueTime,
    DateTimeOffset NextStepAt,
    int Weight,
    string? Preferred,
    DateTimeOffset? PreferredUntil,
    string? Topic,
    int Reason,
    string? CustomerName,
    string? Request = null);

/// <summary>Put (row set) or remove (row null) the one row of a work.</summary>
public sealed record OpenWorkChange(string Work, OpenWork? Row);

/// <summary>Reads and corrects the index. Writing with an event goes through <see cref="IConversationJournal.AppendAsync"/>.</summary>
public interface IOpenWorkIndex
{
    /// <summary>Rows of a shard (0 to 15, see <see cref="WorkShard"/>) whose next step is due, oldest first.</summary>
    ValueTask<IReadOnlyList<OpenWork>> GetDueAsync(int shard, DateTimeOffset now, int max, CancellationToken cancellation = default);

    /// <summary>Rows that wait in a queue, in queue order: what a queue is rebuilt from.</summary>
    ValueTask<IReadOnlyList<OpenWork>> GetWaitingAsync(string queue, CancellationToken cancellation = default);

    /// <summary>The names of all queues in which work waits, each once: a Sweeper wakes those whose silo died.</summary>
    ValueTask<IReadOnlyList<string>> GetQueuesAsync(CancellationToken cancellation = default);

    /// <summary>Moves the next step of a row, or removes a stale row; does nothing when the row's epoch is another by now.</summary>
    ValueTask RescheduleAsync(string work, long epoch, DateTimeOffset? nextStepAt, CancellationToken cancellation = default);
}

/// <summary>The stable shard of a work key: FNV-1a over its UTF-8 bytes, modulo 16. Stored rows depend on it.</summary>
public static class WorkShard
{
    public const int Count = 16;

    public static int Of(string work)
    {
        var hash = 14695981039346656037UL;
        foreach (var b in System.Text.Encoding.UTF8.GetBytes(work)) hash = (hash ^ b) * 1099511628211UL;
        return (int)((hash ^ (hash >> 32)) & (Count - 1));
    }
}
