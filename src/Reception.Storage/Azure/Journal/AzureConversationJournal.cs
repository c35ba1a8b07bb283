using Microsoft.Extensions.Logging;
using Reception.Domain.Journal;
using Reception.Storage.Azure.Client;
using Reception.Storage.Azure.Rows;
using Reception.Storage.Journal;

namespace Reception.Storage.Azure.Journal;

/// <summary>
/// The journal on append blobs, one blob a conversation. An append is: (1) the row of the open-work index, if one is to be there; (2) a record in
/// the feed, together with those of all appends that come meanwhile; (3) one append to the blob, conditional on its length; (4) the
/// removal of the row, if it is to go. So rows may be stale and records may be empty, but neither is ever missing.
/// </summary>
/// <remarks>
/// <b>The fence.</b> The length of the blob is the version. Who writes knows it from his last append or from having read the end; when another
/// was first, the service refuses, the end is read again, and the expected sequence decides. A retry cannot double an append: it names the
/// same length, and when it is refused the bytes there are compared (<see cref="Blobs.AppendAsync"/>).
/// <b>Cancellation</b> counts until the first request; from then on an append is carried to its end.
/// </remarks>
public sealed partial class AzureConversationJournal : IConversationJournal
{
    private const int Stripes = 4_096;
    private const int MostTries = 8;

    private readonly AzureStore _store;
    private readonly OpenWorkTable _openWork;
    private readonly FeedReader _feed;
    private readonly SemaphoreSlim[] _stripes = [.. Enumerable.Range(0, Stripes).Select(_ => new SemaphoreSlim(1))];

    public AzureConversationJournal(AzureStore store)
    {
        _store = store;
        _openWork = new OpenWorkTable(store);
        _feed = new FeedReader(store);
    }

    public async ValueTask<AppendOutcome> AppendAsync(JournalAppend append, CancellationToken cancellation = default)
    {
        EventFrame.Validate(append);
        var key = BlobKey.Of(append.Conversation);
        cancellation.ThrowIfCancellationRequested();
        await _store.EnsureOpenAsync().ConfigureAwait(false);
        var stripe = _stripes[(int)(key.Conversation % Stripes)];
        await stripe.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var outcome = await StorageFailure.GuardAsync(AppendAsync(key, append)).ConfigureAwait(false);
            if (outcome == AppendOutcome.Appended) _store.Instruments.OnAppended();
            else _store.Instruments.OnConflict();
            return outcome;
        }
        catch
        {
            _store.Instruments.OnBatchFailed();
            throw;
        }
        finally
        {
            stripe.Release();
        }
    }

    public async ValueTask<long> GetLastSequenceAsync(string conversation, CancellationToken cancellation = default)
    {
        var end = await ReadEndAsync(BlobKey.Of(conversation), cancellation).ConfigureAwait(false);
        return end.Tail.Last;
    }

    public async ValueTask<IReadOnlyList<JournalEvent>> ReadAsync(string conversation, long afterSequence, int max, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(afterSequence);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(max);
        var key = BlobKey.Of(conversation);
        var end = await ReadEndAsync(key, cancellation).ConfigureAwait(false);
        if (end.Tail.Last <= afterSequence) return [];
        return InBytes(end, conversation, afterSequence, max) ?? await StorageFailure.GuardAsync(ReadAsync()).ConfigureAwait(false);

        async ValueTask<IReadOnlyList<JournalEvent>> ReadAsync()
        {
            var from = afterSequence == 0 ? 0 : await _store.Segments.LocateAsync(key, end.Tail, afterSequence + 1, cancellation).ConfigureAwait(false);
            return await _store.Segments.ReadAsync(key, conversation, from, end.Tail, afterSequence, max, cancellation).ConfigureAwait(false);
        }
    }

    public async ValueTask<IReadOnlyList<JournalEvent>> ReadFromCheckpointAsync(string conversation, CancellationToken cancellation = default)
    {
        var key = BlobKey.Of(conversation);
        var end = await ReadEndAsync(key, cancellation).ConfigureAwait(false);
        if (end.Tail.Last == 0) return [];
        var from = end.Tail.Checkpoint == Place.None ? 0 : end.Tail.Checkpoint;
        if (Place.Segment(from) == end.Tail.Segment && Place.Offset(from) >= end.Offset && !end.Bytes.IsEmpty)
        {
            var at = (int)(Place.Offset(from) - end.Offset);
            if (at < end.Bytes.Length && Walk(end.Bytes[at..], conversation, 0, int.MaxValue) is { } events) return events;
        }
        return await StorageFailure.GuardAsync(ReadAsync()).ConfigureAwait(false);

        async ValueTask<IReadOnlyList<JournalEvent>> ReadAsync() =>
            await _store.Segments.ReadAsync(key, conversation, from, end.Tail, 0, int.MaxValue, cancellation).ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyList<FeedItem>> ReadFeedAsync(long afterPosition, int max, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(afterPosition);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(max);
        await _store.EnsureOpenAsync().ConfigureAwait(false);
        return await StorageFailure.GuardAsync(_feed.ReadAsync(afterPosition, max, cancellation)).ConfigureAwait(false);
    }

    /// <summary>The end as the service has it now, compared with what this process knows to be acknowledged.</summary>
    private async ValueTask<SegmentReader.End> ReadEndAsync(BlobKey key, CancellationToken cancellation)
    {
        await _store.EnsureOpenAsync().ConfigureAwait(false);
        var known = _store.Tails.Find(key);
        var end = await StorageFailure.GuardAsync(_store.Segments.ReadEndAsync(key, cancellation)).ConfigureAwait(false);
        Compare(key, known, end.Tail);
        if (known is not null && _store.Tails.Find(key) == known) _store.Tails.Set(key, end.Tail);
        else if (known is null && end.Tail.Exists && _store.Tails.Find(key) is null) _store.Tails.Set(key, end.Tail);
        return end;
    }

    private void Compare(BlobKey key, BlobTail? known, BlobTail found)
    {
        if (known is { Exists: true } && found.Place < known.Place && known.Erased == found.Erased) _store.Damages.Report(DamageKind.Short, key.Name(known.Segment), found.Length, known.Length - found.Length);
    }

    /// <summary>Events out of the bytes of the end; null when they begin too late, or are not whole.</summary>
    private static List<JournalEvent>? InBytes(SegmentReader.End end, string conversation, long after, int max)
    {
        var start = end.Bytes.IsEmpty ? -1 : JournalFrame.Find(end.Bytes, 0);
        return start < 0 || JournalFrame.Read(end.Bytes[start..])!.Sequence > after + 1 ? null : Walk(end.Bytes[start..], conversation, after, max);
    }

    private static List<JournalEvent>? Walk(ReadOnlyMemory<byte> bytes, string conversation, long after, int max)
    {
        var events = new List<JournalEvent>();
        var next = 0L;
        for (; !bytes.IsEmpty && events.Count < max;)
        {
            if (JournalFrame.Read(bytes) is not { } frame) return null;
            bytes = bytes[frame.Length..];
            if (frame.Kind != FrameKind.Events) continue;
            if (frame.Conversation != conversation || next != 0 && frame.Sequence != next) return null;
            next = frame.Last + 1;
            if (frame.Last <= after) continue;
            var payloads = frame.Events();
            for (var i = 0; i < payloads.Count && events.Count < max; i++)
                if (frame.Sequence + i > after) events.Add(new JournalEvent(frame.Sequence + i, payloads[i]));
        }
        return events;
    }

    private ulong NextNonce() => BitConverter.ToUInt64(_store.Random.NextId().ToByteArray());

    [LoggerMessage(Level = LogLevel.Warning, Message = "A row of the open-work index could not be {Change}; it is stale until its next step.")]
    private static partial void LogRowStale(ILogger logger, string change, Exception error);
}
