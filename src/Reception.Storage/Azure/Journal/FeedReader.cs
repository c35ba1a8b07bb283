using System.Globalization;
using Reception.Domain.Journal;
using Reception.Storage.Azure.Client;

namespace Reception.Storage.Azure.Journal;

/// <summary>
/// The feed as projections read it: for each record, in order, the frame that it announced. A record whose frame is another's, or is of an
/// erased conversation, is passed over. A record whose frame is not there yet ends the page; when that lasts, the reader itself writes an
/// empty frame in its place, conditional on position like any append, and so makes sure that the append cannot come any more.
/// </summary>
internal sealed class FeedReader(AzureStore store)
{
    private const int MostAtOnce = 16;
    private const int LeastRecords = 64;

    /// <summary>In the metadata of a blob that was erased: records up to this position are of what is gone.</summary>
    public const string ErasedMetadata = "erased";

    private readonly Lock _lock = new();
    private long _ripe;
    private long _seen;
    private long _since;

    private enum Fate
    {
        There,
        Never,
        Open,
    }

    public async ValueTask<IReadOnlyList<FeedItem>> ReadAsync(long after, int max, CancellationToken cancellation)
    {
        var (segment, offset) = (Place.Segment(after), Place.Offset(after));
        while (true)
        {
            var content = await store.FeedBlobs.GetAsync(FeedWriter.Name(segment), offset, Math.Max(max, LeastRecords) * FeedRecord.Size, cancellation).ConfigureAwait(false);
            var whole = content is null ? 0 : content.Bytes.Length / FeedRecord.Size;
            if (whole == 0)
            {
                if (!await IsPassedAsync(segment, offset, cancellation).ConfigureAwait(false)) return [];
                (segment, offset) = (segment + 1, 0);
                continue;
            }
            var records = new List<(long Position, FeedRecord Record)>();
            var isRolled = false;
            var read = 0;
            for (; read < whole && !isRolled && records.Count < max; read++)
            {
                var position = Place.Of(segment, offset + (read + 1) * FeedRecord.Size);
                var record = FeedRecord.Read(content!.Bytes.Span[(read * FeedRecord.Size)..]);
                if (record is null) store.Damages.Report(DamageKind.Corrupted, FeedWriter.Name(segment), Place.Offset(position) - FeedRecord.Size, FeedRecord.Size);
                else if (record.Value.IsRolled) isRolled = true;
                else records.Add((position, record.Value));
            }
            var (items, isOpen) = await ResolveAsync(records, cancellation).ConfigureAwait(false);
            if (items.Count > 0 || isOpen) return items;
            (segment, offset) = isRolled ? (segment + 1, 0) : (segment, offset + read * FeedRecord.Size);
        }
    }

    private async ValueTask<(List<FeedItem> Items, bool IsOpen)> ResolveAsync(List<(long Position, FeedRecord Record)> records, CancellationToken cancellation)
    {
        var items = new List<FeedItem>();
        for (var start = 0; start < records.Count; start += MostAtOnce)
        {
            var part = records.Skip(start).Take(MostAtOnce).ToArray();
            var found = await Task.WhenAll(part.Select(entry => ResolveAsync(entry.Position, entry.Record, cancellation))).ConfigureAwait(false);
            for (var i = 0; i < part.Length; i++)
            {
                var (fate, frame) = found[i];
                if (fate == Fate.Open)
                {
                    if (items.Count > 0 || !await EndAsync(part[i].Position, part[i].Record, cancellation).ConfigureAwait(false)) return (items, true);
                    (fate, frame) = await ResolveAsync(part[i].Position, part[i].Record, cancellation).ConfigureAwait(false);
                }
                if (fate == Fate.There) items.Add(new FeedItem(part[i].Position, frame!.Conversation, frame.Sequence, frame.Events(), frame.IsCheckpoint));
            }
        }
        return (items, false);
    }

    private async Task<(Fate Fate, JournalFrame? Frame)> ResolveAsync(long position, FeedRecord record, CancellationToken cancellation)
    {
        if (store.Recent.Find(position) is { } own) return own switch
        {
            { IsSettled: false } => (Fate.Open, null),
            { Frame: null } => (Fate.Never, null),
            _ => (Fate.There, own.Frame),
        };
        var (blobs, name) = (store.JournalBlobs(record.Key), record.Key.Name(record.Segment));
        if (await blobs.GetAsync(name, record.Offset, record.Length, cancellation).ConfigureAwait(false) is { } content)
        {
            if (JournalFrame.Read(content.Bytes) is { } frame) return frame.Kind == FrameKind.Events && frame.Feed == position ? (Fate.There, frame) : (Fate.Never, null);
            if (IsErased(content.Properties, position)) return (Fate.Never, null);
            // another frame that is longer than the announced one, or damaged bytes
            if (JournalFrame.ClaimedLength(content.Bytes.Span) <= record.Length) store.Damages.Report(DamageKind.Corrupted, name, record.Offset, record.Length);
            return (Fate.Never, null);
        }
        var found = await blobs.FindAsync(name, cancellation).ConfigureAwait(false);
        if (found is not null && IsErased(found, position)) return (Fate.Never, null);
        if (found is not null && found.Length < record.Offset) store.Damages.Report(DamageKind.Short, name, found.Length, record.Offset - found.Length);
        return (Fate.Open, null);
    }

    private static bool IsErased(BlobProperties blob, long position) =>
        blob.Metadata.TryGetValue(ErasedMetadata, out var text) && long.TryParse(text, CultureInfo.InvariantCulture, out var erased) && position <= erased;

    /// <summary>False: wait longer. True: whatever it was to become, it is decided now.</summary>
    private async ValueTask<bool> EndAsync(long position, FeedRecord record, CancellationToken cancellation)
    {
        if (store.Recent.Find(position) is not null || !await IsRipeAsync(position, cancellation).ConfigureAwait(false)) return false;
        var tail = (await store.Segments.ReadEndAsync(record.Key, cancellation).ConfigureAwait(false)).Tail;
        if (tail.Place > Place.Of(record.Segment, record.Offset)) return true;
        var blobs = store.JournalBlobs(record.Key);
        // a blob that is not there may have been removed by its account's rules: then all records up to now are void, not this one alone
        var all = new Dictionary<string, string> { [ErasedMetadata] = Volatile.Read(ref _ripe).ToString(CultureInfo.InvariantCulture) };
        if (!tail.Exists) await blobs.CreateAppendAsync(record.Key.Name(tail.Segment), tail.Segment == 0 ? all : null, cancellation: cancellation).ConfigureAwait(false);
        var empty = JournalFrame.Write(FrameKind.Void, false, "", tail.Last + 1, 0, position, tail.Checkpoint, []);
        var (result, _) = await blobs.AppendAsync(record.Key.Name(tail.Segment), empty, tail.Length, cancellation).ConfigureAwait(false);
        if (result != AppendResult.Appended) return false;
        store.Recent.Refused(position);
        return true;
    }

    /// <summary>Whether this reader has known the record for its patience; then so has it every record before the end of the feed as it was then.</summary>
    private async ValueTask<bool> IsRipeAsync(long position, CancellationToken cancellation)
    {
        if (position <= Volatile.Read(ref _ripe)) return true;
        if (position > Volatile.Read(ref _seen))
        {
            var now = store.Time.GetTimestamp();
            var end = await store.FeedBlobs.FindAsync(FeedWriter.Name(Place.Segment(position)), cancellation).ConfigureAwait(false);
            lock (_lock)
            {
                if (position <= _seen) return false;
                (_seen, _since) = (Math.Max(position, Place.Of(Place.Segment(position), end?.Length ?? 0)), now);
            }
            return false;
        }
        lock (_lock)
        {
            if (store.Time.GetElapsedTime(_since) < store.Options.FeedPatience) return false;
            _ripe = Math.Max(_ripe, _seen);
            return position <= _ripe;
        }
    }

    /// <summary>Whether the feed goes on in another segment although this one ends before the offset: bytes were lost.</summary>
    private async ValueTask<bool> IsPassedAsync(int segment, long offset, CancellationToken cancellation)
    {
        var found = await store.FeedBlobs.FindAsync(FeedWriter.Name(segment), cancellation).ConfigureAwait(false);
        if (found is not null && found.Length >= offset) return false;
        if (offset > 0) store.Damages.Report(DamageKind.Short, FeedWriter.Name(segment), found?.Length ?? 0, offset - (found?.Length ?? 0));
        var goesOn = await store.FeedBlobs.FindAsync(FeedWriter.Name(segment + 1), cancellation).ConfigureAwait(false) is not null;
        if (!goesOn && offset > 0) await store.Feed.PassAsync(Place.Of(segment, offset), cancellation).ConfigureAwait(false);
        return goesOn || offset > 0;
    }
}
