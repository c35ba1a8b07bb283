using Reception.Domain.Journal;
using Reception.Storage.Azure.Client;

namespace Reception.Storage.Azure.Journal;

/// <summary>
/// Reads the blobs of conversations: the end (two requests, whatever the length), and events from a place on. Damaged bytes are reported and
/// passed over.
/// </summary>
internal sealed class SegmentReader(Func<BlobKey, Blobs> blobsOf, JournalDamages damages)
{
    private const int EndBytes = 64 << 10;
    private const int ChunkBytes = 1 << 20;
    private const int MaxChunkBytes = 8 << 20;

    /// <summary>The end of a conversation, and the last bytes of its last segment, which begin at <see cref="End.Offset"/>.</summary>
    public readonly record struct End(BlobTail Tail, long Offset, ReadOnlyMemory<byte> Bytes);

    public async ValueTask<End> ReadEndAsync(BlobKey key, CancellationToken cancellation)
    {
        var end = await ReadEndAsync(key, 0, cancellation).ConfigureAwait(false);
        if (!end.Tail.Exists || end.Last is { Kind: not FrameKind.Rolled }) return new End(end.Tail, end.Offset, end.Bytes);
        // marked, damaged or empty: which segment is the last?
        var last = 0;
        await foreach (var item in blobsOf(key).ListAsync(key.Names, cancellation).ConfigureAwait(false)) last = Math.Max(last, BlobKey.SegmentOf(item.Name));
        var at = last == 0 ? end : await ReadEndAsync(key, last, cancellation).ConfigureAwait(false);
        if (at.Last is { Kind: FrameKind.Rolled }) return new End(at.Tail with { Segment = last + 1, Length = 0, Blocks = 0, Exists = false }, 0, default);
        if (at.Tail.Length > 0 || last == 0) return new End(at.Tail, at.Offset, at.Bytes);
        var before = await ReadEndAsync(key, last - 1, cancellation).ConfigureAwait(false); // made, and nothing in it yet
        return new End(at.Tail with { Last = before.Tail.Last, Checkpoint = before.Tail.Checkpoint }, 0, default);
    }

    /// <summary>
    /// Events after a sequence, in order, at most so many; <paramref name="from"/> is a place at or before the first of them, where a frame begins.
    /// </summary>
    public async ValueTask<List<JournalEvent>> ReadAsync(BlobKey key, string conversation, long from, BlobTail tail, long after, int max, CancellationToken cancellation)
    {
        var events = new List<JournalEvent>();
        var next = 0L;
        for (var segment = Place.Segment(from); segment <= tail.Segment && events.Count < max; segment++)
        {
            var offset = segment == Place.Segment(from) ? Place.Offset(from) : 0;
            await foreach (var (at, frame) in FramesAsync(key, segment, offset, cancellation).ConfigureAwait(false))
            {
                if (frame.Kind != FrameKind.Events) continue;
                if (frame.Conversation != conversation) throw new InvalidDataException($"Blob {key.Name(segment)} is not of the conversation that was asked for.");
                if (next != 0 && frame.Sequence != next) damages.Report(DamageKind.Gap, key.Name(segment), at, frame.Sequence - next);
                next = frame.Last + 1;
                if (frame.Last <= after) continue;
                var payloads = frame.Events();
                for (var i = 0; i < payloads.Count && events.Count < max; i++)
                {
                    var sequence = frame.Sequence + i;
                    if (sequence > after && (events.Count == 0 || sequence > events[^1].Sequence)) events.Add(new JournalEvent(sequence, payloads[i]));
                }
                if (events.Count >= max) break;
            }
        }
        return events;
    }

    /// <summary>A place at or before the frame of a sequence: by halving, so that a long blob is not read from its start.</summary>
    public async ValueTask<long> LocateAsync(BlobKey key, BlobTail tail, long sequence, CancellationToken cancellation)
    {
        for (var segment = tail.Segment; segment >= 0; segment--)
        {
            if (await FirstAsync(key, segment, 0, cancellation).ConfigureAwait(false) is not { } first) continue;
            if (first.Frame.Sequence > sequence && segment > 0) continue;
            var length = segment == tail.Segment ? tail.Length : (await blobsOf(key).FindAsync(key.Name(segment), cancellation).ConfigureAwait(false))?.Length ?? 0;
            var (low, high) = (first.Offset, length);
            while (high - low > ChunkBytes)
            {
                var middle = low + (high - low) / 2;
                if (await FirstAsync(key, segment, middle, cancellation).ConfigureAwait(false) is not { } found || found.Offset >= high || found.Frame.Sequence > sequence) high = middle;
                else low = found.Offset;
            }
            return Place.Of(segment, low);
        }
        return Place.Of(0, 0);
    }

    /// <summary>The frames of one segment from an offset on, where one begins.</summary>
    public async IAsyncEnumerable<(long Offset, JournalFrame Frame)> FramesAsync(
        BlobKey key, int segment, long offset, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var size = ChunkBytes;
        while (await blobsOf(key).GetAsync(key.Name(segment), offset, size, cancellation).ConfigureAwait(false) is { } chunk)
        {
            var isLast = offset + chunk.Bytes.Length >= chunk.Properties.Length;
            var at = 0;
            while (at < chunk.Bytes.Length)
            {
                var rest = chunk.Bytes[at..];
                if (JournalFrame.Read(rest) is { } frame)
                {
                    yield return (offset + at, frame);
                    at += frame.Length;
                    continue;
                }
                var claimed = JournalFrame.ClaimedLength(rest.Span);
                var goesOn = claimed > rest.Length || rest.Length < JournalFrame.HeadBytes;
                if (!isLast && goesOn && at > 0) break; // cut by the end of the chunk: read again from here
                if (!isLast && goesOn && offset + at + claimed <= chunk.Properties.Length && size < JournalFrame.MaxLength)
                {
                    size = Math.Max(claimed, size * 2);
                    break;
                }
                var next = JournalFrame.Find(chunk.Bytes, at + 1, orCut: !isLast);
                var end = next >= 0 ? next : isLast ? chunk.Bytes.Length : Math.Max(at + 1, chunk.Bytes.Length - JournalFrame.HeadBytes);
                damages.Report(DamageKind.Corrupted, key.Name(segment), offset + at, end - at);
                at = end;
                if (!isLast && JournalFrame.Read(chunk.Bytes[at..]) is null) break;
            }
            offset += at;
            if (offset >= chunk.Properties.Length) yield break;
            if (at > 0) size = Math.Min(Math.Max(ChunkBytes, size * 2), MaxChunkBytes);
        }
    }

    private async ValueTask<(BlobTail Tail, JournalFrame? Last, long Offset, ReadOnlyMemory<byte> Bytes)> ReadEndAsync(BlobKey key, int segment, CancellationToken cancellation)
    {
        var name = key.Name(segment);
        if (await blobsOf(key).FindAsync(name, cancellation).ConfigureAwait(false) is not { } found) return (BlobTail.None with { Segment = segment }, null, 0, default);
        var empty = new BlobTail(segment, found.Length, 0, Place.None, found.Blocks, Exists: true, Erased: found.Metadata.GetValueOrDefault(FeedReader.ErasedMetadata));
        if (found.Length == 0) return (empty, null, 0, default);
        var offset = Math.Max(0, found.Length - EndBytes);
        var bytes = await GetAsync(name, offset, found.Length).ConfigureAwait(false);
        if (JournalFrame.ClaimedLengthAtEnd(bytes.Span) is var claimed && claimed > bytes.Length && claimed <= found.Length)
        {
            offset = found.Length - claimed;
            bytes = await GetAsync(name, offset, found.Length).ConfigureAwait(false);
        }
        if (JournalFrame.ReadLast(bytes) is { } last) return (empty with { Last = last.Last, Checkpoint = last.Checkpoint }, last, offset, bytes);
        JournalFrame? whole = null; // a damaged end: what is whole before it counts
        await foreach (var (_, frame) in FramesAsync(key, segment, 0, cancellation).ConfigureAwait(false)) whole = frame;
        if (whole is null && segment > 0) whole = (await ReadEndAsync(key, segment - 1, cancellation).ConfigureAwait(false)).Last;
        return (empty with { Last = whole?.Last ?? 0, Checkpoint = whole?.Checkpoint ?? Place.None, IsDamaged = true }, null, 0, default);

        async ValueTask<ReadOnlyMemory<byte>> GetAsync(string blob, long from, long to)
        {
            var content = await blobsOf(key).GetAsync(blob, from, checked((int)(to - from)), cancellation).ConfigureAwait(false);
            return content?.Bytes ?? throw new InvalidDataException($"Blob {blob} became shorter while it was read.");
        }
    }

    /// <summary>The first whole frame at or after an offset, within the bytes of one request.</summary>
    private async ValueTask<(long Offset, JournalFrame Frame)?> FirstAsync(BlobKey key, int segment, long offset, CancellationToken cancellation)
    {
        if (await blobsOf(key).GetAsync(key.Name(segment), offset, 2 * EndBytes, cancellation).ConfigureAwait(false) is not { } chunk) return null;
        var at = JournalFrame.Find(chunk.Bytes, 0);
        return at < 0 ? null : (offset + at, JournalFrame.Read(chunk.Bytes[at..])!);
    }
}
