using Reception.Domain.Journal;
using Reception.Storage.Journal;

namespace Reception.Storage.Remote;

/// <summary>
/// The journal in the store process. Appends of a silo that wait at the same moment travel together and are committed together with those
/// of the others. An append that was sent is awaited whatever its caller's cancellation says; when its answer is lost it is
/// <see cref="JournalUnavailableException"/>, and the expected sequence refuses it a second time.
/// </summary>
public sealed class RemoteConversationJournal(RemoteStore store) : IConversationJournal
{
    public ValueTask<AppendOutcome> AppendAsync(JournalAppend append, CancellationToken cancellation = default)
    {
        EventFrame.Validate(append);
        ConversationHasher.Validate(append.Conversation);
        cancellation.ThrowIfCancellationRequested();
        return store.CallAsync(JournalCalls.Append, append, JournalCalls.WriteAppend, static reader => (AppendOutcome)reader.Byte(), CancellationToken.None);
    }

    public ValueTask<long> GetLastSequenceAsync(string conversation, CancellationToken cancellation = default)
    {
        ConversationHasher.Validate(conversation);
        return store.CallAsync(JournalCalls.LastSequence, conversation, static (writer, state) => writer.Text(state), static reader => reader.Long(), cancellation);
    }

    public ValueTask<IReadOnlyList<JournalEvent>> ReadAsync(string conversation, long afterSequence, int max, CancellationToken cancellation = default)
    {
        ConversationHasher.Validate(conversation);
        ArgumentOutOfRangeException.ThrowIfNegative(afterSequence);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(max);
        return store.CallAsync(JournalCalls.Read, (conversation, afterSequence, max), static (writer, state) => writer.Text(state.conversation).Long(state.afterSequence).Int(state.max), JournalCalls.ReadEvents, cancellation);
    }

    public ValueTask<IReadOnlyList<JournalEvent>> ReadFromCheckpointAsync(string conversation, CancellationToken cancellation = default)
    {
        ConversationHasher.Validate(conversation);
        return store.CallAsync(JournalCalls.ReadFromCheckpoint, conversation, static (writer, state) => writer.Text(state), JournalCalls.ReadEvents, cancellation);
    }

    public ValueTask<IReadOnlyList<FeedItem>> ReadFeedAsync(long afterPosition, int max, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(afterPosition);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(max);
        return store.CallAsync(JournalCalls.ReadFeed, (afterPosition, max), static (writer, state) => writer.Long(state.afterPosition).Int(state.max), JournalCalls.ReadFeedItems, cancellation);
    }
}
