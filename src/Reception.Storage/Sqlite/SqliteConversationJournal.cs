using Reception.Domain.Journal;
using Reception.Storage.Journal;

namespace Reception.Storage.Sqlite;

/// <summary>The journal over a <see cref="SqliteStore"/>. A cancelled append was not and will not be written.</summary>
public sealed class SqliteConversationJournal(SqliteStore store) : IConversationJournal
{
    public ValueTask<AppendOutcome> AppendAsync(JournalAppend append, CancellationToken cancellation = default)
    {
        EventFrame.Validate(append);
        var write = new AppendWrite(append, store.Context.Hasher.Of(append.Conversation), store.Context.Instruments);
        return store.Writer.WriteAsync(write, cancellation);
    }

    public async ValueTask<long> GetLastSequenceAsync(string conversation, CancellationToken cancellation = default)
    {
        await store.SettleAsync(cancellation).ConfigureAwait(false);
        return Tail(conversation).Sequence;
    }

    public async ValueTask<IReadOnlyList<JournalEvent>> ReadAsync(string conversation, long afterSequence, int max, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(afterSequence);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(max);
        await store.SettleAsync(cancellation).ConfigureAwait(false);
        var tail = Tail(conversation);
        if (tail.Sequence <= afterSequence) return [];
        return await store.Reads.ReadAsync(session => JournalSql.ReadAfter(session, conversation, tail, afterSequence, max), cancellation).ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyList<JournalEvent>> ReadFromCheckpointAsync(string conversation, CancellationToken cancellation = default)
    {
        await store.SettleAsync(cancellation).ConfigureAwait(false);
        var tail = Tail(conversation);
        if (tail.Sequence == 0) return [];
        return await store.Reads.ReadAsync(session => JournalSql.ReadFromCheckpoint(session, conversation, tail), cancellation).ConfigureAwait(false);
    }

    public ValueTask<IReadOnlyList<FeedItem>> ReadFeedAsync(long afterPosition, int max, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(afterPosition);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(max);
        return store.Reads.ReadAsync(session => JournalSql.ReadFeed(session, afterPosition, max), cancellation);
    }

    private ConversationTail Tail(string conversation) =>
        store.Context.Tails.TryGet(store.Context.Hasher.Of(conversation), out var tail) ? tail : default;
}
