using System.Text;
using Reception.Domain.Journal;

namespace Reception.Grains.Tests.Stores;

/// <summary>What a test does to an append.</summary>
public enum AppendFault
{
    None = 0,
    /// <summary>Nothing is written and the writer is told so.</summary>
    FailBefore = 1,
    /// <summary>It is written, and the writer is told that it failed.</summary>
    FailAfter = 2,
}

/// <summary>Journal and open-work index with one commit for both, as the specification says.</summary>
public sealed class MemoryJournal : IConversationJournal, IOpenWorkIndex
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<(JournalEvent Event, bool Checkpoint)>> _threads = [];
    private readonly Dictionary<string, OpenWork> _rows = [];
    private readonly List<FeedItem> _feed = [];
    private int _dueReads;

    /// <summary>How often a Sweeper has looked into its shard.</summary>
    public int DueReads => Volatile.Read(ref _dueReads);

    /// <summary>Asked before each append.</summary>
    public Func<JournalAppend, AppendFault> Fault { get; set; } = _ => AppendFault.None;

    /// <summary>All rows of the index.</summary>
    public IReadOnlyList<OpenWork> Rows
    {
        get
        {
            lock (_lock) return [.. _rows.Values];
        }
    }

    /// <summary>Puts a row that no append wrote.</summary>
    public void Put(OpenWork row)
    {
        lock (_lock) _rows[row.Work] = row;
    }

    /// <summary>True when one of the events has this text in it.</summary>
    public static bool Contains(JournalAppend append, string text) => append.Events.Any(e => Encoding.UTF8.GetString(e.Span).Contains(text, StringComparison.Ordinal));

    public ValueTask<AppendOutcome> AppendAsync(JournalAppend append, CancellationToken cancellation = default)
    {
        var fault = Fault(append);
        if (fault == AppendFault.FailBefore) throw new JournalUnavailableException("The test said so, before.");
        lock (_lock)
        {
            var thread = Thread(append.Conversation);
            if (thread.Count != append.ExpectedSequence) return new(AppendOutcome.Conflict);
            for (var i = 0; i < append.Events.Count; i++) thread.Add((new JournalEvent(thread.Count + 1, append.Events[i].ToArray()), append.Checkpoint && i == 0));
            _feed.Add(new FeedItem(_feed.Count + 1, append.Conversation, append.ExpectedSequence + 1, append.Events, append.Checkpoint));
            if (append.OpenWork is { Row: { } row }) _rows[row.Work] = row;
            else if (append.OpenWork is { } gone) _rows.Remove(gone.Work);
        }
        if (fault == AppendFault.FailAfter) throw new JournalUnavailableException("The test said so, after.");
        return new(AppendOutcome.Appended);
    }

    public ValueTask<long> GetLastSequenceAsync(string conversation, CancellationToken cancellation = default)
    {
        lock (_lock) return new(Thread(conversation).Count);
    }

    public ValueTask<IReadOnlyList<JournalEvent>> ReadAsync(string conversation, long afterSequence, int max, CancellationToken cancellation = default)
    {
        lock (_lock) return new([.. Thread(conversation).Skip((int)afterSequence).Take(max).Select(e => e.Event)]);
    }

    public ValueTask<IReadOnlyList<JournalEvent>> ReadFromCheckpointAsync(string conversation, CancellationToken cancellation = default)
    {
        lock (_lock)
        {
            var thread = Thread(conversation);
            return new([.. thread.Skip(Math.Max(0, thread.FindLastIndex(e => e.Checkpoint))).Select(e => e.Event)]);
        }
    }

    public ValueTask<IReadOnlyList<FeedItem>> ReadFeedAsync(long afterPosition, int max, CancellationToken cancellation = default)
    {
        lock (_lock) return new([.. _feed.Skip((int)afterPosition).Take(max)]);
    }

    public ValueTask<IReadOnlyList<OpenWork>> GetDueAsync(int shard, DateTimeOffset now, int max, CancellationToken cancellation = default)
    {
        Interlocked.Increment(ref _dueReads);
        lock (_lock) return new([.. _rows.Values.Where(r => WorkShard.Of(r.Work) == shard && r.NextStepAt <= now).OrderBy(r => r.NextStepAt).Take(max)]);
    }

    public ValueTask<IReadOnlyList<OpenWork>> GetWaitingAsync(string queue, CancellationToken cancellation = default)
    {
        lock (_lock) return new([.. _rows.Values.Where(r => r.Queue == queue).OrderBy(r => r.DueTime).ThenBy(r => r.Arrival)]);
    }

    public ValueTask<IReadOnlyList<string>> GetQueuesAsync(CancellationToken cancellation = default)
    {
        lock (_lock) return new([.. _rows.Values.Select(r => r.Queue).OfType<string>().Distinct()]);
    }

    public ValueTask RescheduleAsync(string work, long epoch, DateTimeOffset? nextStepAt, CancellationToken cancellation = default)
    {
        lock (_lock)
        {
            if (!_rows.TryGetValue(work, out var row) || row.Epoch != epoch) return default;
            if (nextStepAt is { } at) _rows[work] = row with { NextStepAt = at };
            else _rows.Remove(work);
        }
        return default;
    }

    private List<(JournalEvent Event, bool Checkpoint)> Thread(string conversation)
    {
        if (!_threads.TryGetValue(conversation, out var thread)) _threads.Add(conversation, thread = []);
        return thread;
    }
}
