using Reception.Domain.Journal;
using Reception.Storage.Azure.Client;

namespace Reception.Storage.Azure.Journal;

/// <summary>The steps of an append; one at a time for a conversation in this process.</summary>
public sealed partial class AzureConversationJournal
{
    private async ValueTask<AppendOutcome> AppendAsync(BlobKey key, JournalAppend append)
    {
        Func<Task>? undo = null;
        var outcome = AppendOutcome.Conflict;
        var body = JournalFrame.BodyOf(append.Events);
        for (var tries = 0; tries < MostTries; tries++)
        {
            var known = _store.Tails.Find(key);
            var tail = known ?? (append.ExpectedSequence == 0 && tries == 0 ? BlobTail.None : await LoadAsync(key).ConfigureAwait(false));
            if (tail.Last < append.ExpectedSequence && known is not null) tail = await LoadAsync(key).ConfigureAwait(false);
            if (tail.Last != append.ExpectedSequence) break;
            if (tail.IsDamaged || tail.Blocks >= _store.Options.BlocksPerBlob)
            {
                tail = await RollAsync(key, tail).ConfigureAwait(false);
                if (tail.Last != append.ExpectedSequence) continue;
            }
            if (!tail.Exists && !await _store.JournalBlobs(key).CreateAppendAsync(key.Name(tail.Segment)).ConfigureAwait(false) && tail.Segment == 0)
            {
                await LoadAsync(key).ConfigureAwait(false);
                continue;
            }
            if (append.OpenWork is { Row: { } row } && undo is null) undo = await _openWork.PutAsync(row).ConfigureAwait(false);
            var result = await TryAsync(key, append, tail, body.WrittenMemory).ConfigureAwait(false);
            if (result == AppendResult.Appended)
            {
                outcome = AppendOutcome.Appended;
                break;
            }
            if (result == AppendResult.Full) _store.Tails.Set(key, tail with { Blocks = Blobs.MaxBlocks });
            else await LoadAsync(key, tail).ConfigureAwait(false);
            if (tries == MostTries - 1) throw new JournalUnavailableException("The conversation's blob is written by others all the time.");
        }
        await SettleAsync(append, outcome, undo).ConfigureAwait(false);
        return outcome;
    }

    private async ValueTask<AppendResult> TryAsync(BlobKey key, JournalAppend append, BlobTail tail, ReadOnlyMemory<byte> body)
    {
        var (sequence, count) = (append.ExpectedSequence + 1, append.Events.Count);
        var size = JournalFrame.SizeOf(append.Conversation, body.Length);
        var feed = await _store.Feed.AddAsync(new FeedRecord(key, tail.Segment, tail.Length, size, sequence, count, NextNonce())).ConfigureAwait(false);
        _store.Recent.Begin(feed);
        try
        {
            var checkpoint = append.Checkpoint ? tail.Place : tail.Checkpoint;
            var bytes = JournalFrame.Write(FrameKind.Events, append.Checkpoint, append.Conversation, sequence, count, feed, checkpoint, body.Span);
            var (result, blocks) = await _store.JournalBlobs(key).AppendAsync(key.Name(tail.Segment), bytes, tail.Length).ConfigureAwait(false);
            if (result == AppendResult.Appended)
            {
                _store.Tails.Set(key, new BlobTail(tail.Segment, tail.Length + bytes.Length, sequence + count - 1, checkpoint, blocks, Exists: true, Erased: tail.Erased));
                _store.Recent.Appended(feed, JournalFrame.Read(bytes)!);
            }
            else _store.Recent.Refused(feed);
            return result;
        }
        catch
        {
            _store.Recent.Forget(feed);
            _store.Tails.Remove(key); // whether it happened is open: the next append reads the end
            throw;
        }
    }

    /// <summary>Reads the end and remembers it; what was known to be there and is not is reported.</summary>
    private async ValueTask<BlobTail> LoadAsync(BlobKey key, BlobTail? known = null)
    {
        known ??= _store.Tails.Find(key);
        var found = (await _store.Segments.ReadEndAsync(key, CancellationToken.None).ConfigureAwait(false)).Tail;
        Compare(key, known, found);
        _store.Tails.Set(key, found);
        return found;
    }

    /// <summary>Ends a segment with a mark, so that nobody can append to it any more, and goes to the next.</summary>
    private async ValueTask<BlobTail> RollAsync(BlobKey key, BlobTail tail)
    {
        var mark = JournalFrame.Write(FrameKind.Rolled, false, "", tail.Last + 1, 0, (long)(NextNonce() >> 1), tail.Checkpoint, []);
        var (result, _) = await _store.JournalBlobs(key).AppendAsync(key.Name(tail.Segment), mark, tail.Length).ConfigureAwait(false);
        if (result != AppendResult.Appended) return await LoadAsync(key).ConfigureAwait(false);
        var next = new BlobTail(tail.Segment + 1, 0, tail.Last, tail.Checkpoint, 0, Exists: false);
        _store.Tails.Set(key, next);
        return next;
    }

    private async ValueTask SettleAsync(JournalAppend append, AppendOutcome outcome, Func<Task>? undo)
    {
        if (outcome == AppendOutcome.Conflict && undo is null || outcome == AppendOutcome.Appended && append.OpenWork is not { Row: null }) return;
        try
        {
            if (outcome == AppendOutcome.Conflict) await undo!().ConfigureAwait(false);
            else await _openWork.RemoveAsync(append.OpenWork!.Work).ConfigureAwait(false);
        }
        catch (Exception error) when (StorageFailure.IsOfStore(error) || error is JournalUnavailableException)
        {
            LogRowStale(_store.Logger, outcome == AppendOutcome.Conflict ? "restored" : "removed", error);
        }
    }
}
