namespace Reception.Storage.Journal;

/// <summary>One place of the table and of the snapshot; position 0 is a free place.</summary>
internal readonly record struct TailEntry(ulong High, uint Low, uint Sequence, long Position);

/// <summary>Open addressing with linear probing; at most four of five places taken; grows by a quarter.</summary>
internal sealed class TailSegment
{
    private readonly Lock _lock = new();
    private TailEntry[] _entries = new TailEntry[8];

    public int Count { get; private set; }

    public long Bytes => _entries.Length * 24L;

    public bool TryGet(in ConversationHash key, out ConversationTail tail)
    {
        lock (_lock)
        {
            ref readonly var entry = ref _entries[Find(_entries, key)];
            tail = new ConversationTail(entry.Position, entry.Sequence);
            return entry.Position != 0;
        }
    }

    public void Set(in ConversationHash key, in ConversationTail tail)
    {
        lock (_lock)
        {
            var index = Find(_entries, key);
            if (_entries[index].Position == 0 && ++Count * 5L > _entries.Length * 4L)
            {
                Grow();
                index = Find(_entries, key);
            }
            if (_entries[index].Position >= tail.Position) return;
            _entries[index] = new TailEntry(key.High, key.Low, checked((uint)tail.Sequence), tail.Position);
        }
    }

    public TailEntry[] Copy()
    {
        lock (_lock) return [.. _entries.Where(entry => entry.Position != 0)];
    }

    private static int Find(TailEntry[] entries, in ConversationHash key)
    {
        var index = (int)(((key.High & uint.MaxValue) * (ulong)entries.Length) >> 32);
        while (entries[index].Position != 0 && (entries[index].High != key.High || entries[index].Low != key.Low))
            index = index + 1 == entries.Length ? 0 : index + 1;
        return index;
    }

    public void Reserve(int count)
    {
        lock (_lock)
        {
            if (count * 4L / 3 > _entries.Length) Resize((int)Math.Min(count * 4L / 3, Array.MaxLength));
        }
    }

    private void Grow() => Resize((int)Math.Min(Math.Max(_entries.Length + 8L, _entries.Length * 5L / 4), Array.MaxLength));

    private void Resize(int places)
    {
        var larger = new TailEntry[places];
        foreach (ref readonly var entry in _entries.AsSpan())
            if (entry.Position != 0) larger[Find(larger, new ConversationHash(entry.High, entry.Low))] = entry;
        _entries = larger;
    }
}
