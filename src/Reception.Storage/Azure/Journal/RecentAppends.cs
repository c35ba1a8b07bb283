namespace Reception.Storage.Azure.Journal;

/// <summary>
/// What this process knows of feed records it wrote itself: under way, refused, or appended with these events. A projector in the same process
/// need not read those again. Bounded in bytes; what is forgotten is read from its blob.
/// </summary>
internal sealed class RecentAppends(long maxBytes)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<long, Entry> _entries = [];
    private readonly Queue<(long Position, long Bytes)> _order = new();
    private long _bytes;

    public void Begin(long position)
    {
        lock (_lock) _entries[position] = Entry.UnderWay;
    }

    public void Appended(long position, JournalFrame frame) => Settle(position, new Entry(IsSettled: true, frame), frame.Length + 128);

    public void Refused(long position) => Settle(position, new Entry(IsSettled: true, null), 128);

    /// <summary>What became of it is open.</summary>
    public void Forget(long position)
    {
        lock (_lock) _entries.Remove(position);
    }

    /// <summary>Lets go of the text of a conversation that is being erased.</summary>
    public void Forget(BlobKey key)
    {
        lock (_lock)
        {
            foreach (var (position, _) in _entries.Where(entry => entry.Value.Frame is { } frame && BlobKey.Of(frame.Conversation) == key).ToArray())
                _entries[position] = new Entry(IsSettled: true, null);
        }
    }

    public Entry? Find(long position)
    {
        lock (_lock) return _entries.GetValueOrDefault(position);
    }

    private void Settle(long position, Entry entry, long bytes)
    {
        lock (_lock)
        {
            _entries[position] = entry;
            _order.Enqueue((position, bytes));
            for (_bytes += bytes; _bytes > maxBytes && _order.TryDequeue(out var oldest); _bytes -= oldest.Bytes) _entries.Remove(oldest.Position);
        }
    }

    /// <summary>A settled entry without a frame was refused.</summary>
    public sealed record Entry(bool IsSettled, JournalFrame? Frame)
    {
        public static Entry UnderWay { get; } = new(IsSettled: false, null);
    }
}
