namespace Reception.Storage.Azure.Journal;

/// <summary>
/// Where a conversation ends. <see cref="Exists"/>: the segment's blob is there. <see cref="IsDamaged"/>: its last bytes are no frame, so the
/// next append begins a new segment behind a mark. <see cref="Erased"/>: what the first segment says of an erasure; ends from before and after one
/// are not compared.
/// </summary>
internal sealed record BlobTail(int Segment, long Length, long Last, long Checkpoint, int Blocks, bool Exists, bool IsDamaged = false, string? Erased = null)
{
    /// <summary>A conversation never written to.</summary>
    public static BlobTail None { get; } = new(0, 0, 0, Journal.Place.None, 0, Exists: false);

    public long Place => Journal.Place.Of(Segment, Length);
}

/// <summary>
/// The ends of the conversations that this process has written to or opened lately. Only a hint for appends, which are conditional; and what
/// this process knows to be acknowledged. Two generations: the older goes when the younger is full.
/// </summary>
internal sealed class TailCache(int capacity)
{
    private readonly Lock _lock = new();
    private Dictionary<BlobKey, BlobTail> _young = [];
    private Dictionary<BlobKey, BlobTail> _old = [];

    public int Count
    {
        get { lock (_lock) return _young.Count + _old.Count; }
    }

    public BlobTail? Find(BlobKey key)
    {
        lock (_lock)
        {
            if (_young.TryGetValue(key, out var tail)) return tail;
            if (!_old.Remove(key, out tail)) return null;
            Add(key, tail);
            return tail;
        }
    }

    public void Set(BlobKey key, BlobTail tail)
    {
        lock (_lock)
        {
            _old.Remove(key);
            Add(key, tail);
        }
    }

    public void Remove(BlobKey key)
    {
        lock (_lock)
        {
            _old.Remove(key);
            _young.Remove(key);
        }
    }

    private void Add(BlobKey key, BlobTail tail)
    {
        _young[key] = tail;
        if (_young.Count < Math.Max(1, capacity / 2)) return;
        (_old, _young) = (_young, []);
    }
}
