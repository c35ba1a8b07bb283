namespace Reception.Domain.Journal;

/// <summary>What became of an append.</summary>
public enum AppendOutcome
{
    /// <summary>Durable, with the index change, in one commit.</summary>
    Appended = 0,
    /// <summary>Another writer was first: the expected sequence is not the last one. Nothing was written.</summary>
    Conflict = 1,
}

/// <summary>
/// One turn's events for one conversation. <see cref="Checkpoint"/>: the first of these events carries the state before it,
/// so a reader that wants the present need not read further back. Events are 1 to 256, each at most 256 KiB.
/// </summary>
public sealed record JournalAppend(string Conversation, long ExpectedSequence, IReadOnlyList<ReadOnlyMemory<byte>> Events, bool Checkpoint, OpenWorkChange? OpenWork);

/// <summary>One stored event: sequences of a conversation start at 1 and have no gap.</summary>
public readonly record struct JournalEvent(long Sequence, ReadOnlyMemory<byte> Payload);

/// <summary>One stored append in the order of commits, for projections. <see cref="Checkpoint"/> as in <see cref="JournalAppend"/>.</summary>
public sealed record FeedItem(long Position, string Conversation, long FirstSequence, IReadOnlyList<ReadOnlyMemory<byte>> Events, bool Checkpoint = false);

/// <summary>
/// The truth of every conversation. One append per turn; the acknowledgement comes after the commit. Appends are conditional on
/// the expected sequence: the fence against a second activation. Failures of the store throw <see cref="JournalUnavailableException"/>,
/// after which the append may or may not have happened: read again before trying again.
/// </summary>
public interface IConversationJournal
{
    ValueTask<AppendOutcome> AppendAsync(JournalAppend append, CancellationToken cancellation = default);

    /// <summary>The last sequence, 0 for a conversation never written to.</summary>
    ValueTask<long> GetLastSequenceAsync(string conversation, CancellationToken cancellation = default);

    /// <summary>Events after <paramref name="afterSequence"/> in order, at most <paramref name="max"/>.</summary>
    ValueTask<IReadOnlyList<JournalEvent>> ReadAsync(string conversation, long afterSequence, int max, CancellationToken cancellation = default);

    /// <summary>Events from the newest checkpoint on, in order: what an activation needs.</summary>
    ValueTask<IReadOnlyList<JournalEvent>> ReadFromCheckpointAsync(string conversation, CancellationToken cancellation = default);

    /// <summary>Appends of all conversations after <paramref name="afterPosition"/> in commit order, at most <paramref name="max"/>.</summary>
    ValueTask<IReadOnlyList<FeedItem>> ReadFeedAsync(long afterPosition, int max, CancellationToken cancellation = default);
}

/// <summary>The store cannot be reached or refused to write; retryable.</summary>
public sealed class JournalUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
