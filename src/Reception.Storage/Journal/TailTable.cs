namespace Reception.Storage.Journal;

/// <summary>The last row of a conversation: its position in the feed and the sequence of its last event.</summary>
internal readonly record struct ConversationTail(long Position, long Sequence);

/// <summary>
/// Conversation → last row, for every conversation there is, in memory: 24 bytes an entry, 30 to 38 bytes a conversation with
/// the free places. 256 segments by hash, so that growing moves a 256th at a time. One writer, any number of readers.
/// </summary>
internal sealed class TailTable
{
    public const int Segments = 256;

    private readonly TailSegment[] _segments = [.. Enumerable.Range(0, Segments).Select(_ => new TailSegment())];

    public long Count => _segments.Sum(segment => (long)segment.Count);

    public long Bytes => _segments.Sum(segment => segment.Bytes);

    public bool TryGet(in ConversationHash key, out ConversationTail tail) => Segment(key).TryGet(key, out tail);

    /// <summary>An older position than the known one changes nothing, so a row may be read twice.</summary>
    public void Set(in ConversationHash key, in ConversationTail tail) => Segment(key).Set(key, tail);

    /// <summary>Room for so many at once. Entries that come in the order of a copy need it: they would pile up in a table that grows.</summary>
    public void Reserve(long count)
    {
        foreach (var segment in _segments) segment.Reserve((int)(count / Segments));
    }

    /// <summary>A copy of one segment's entries, each as it was at some moment during the call.</summary>
    public TailEntry[] Copy(int segment) => _segments[segment].Copy();

    private TailSegment Segment(in ConversationHash key) => _segments[key.High >> 56];
}
