using Reception.Contracts.Conversations;

namespace Reception.Grains.Conversations;

/// <summary>The newest internal lines of a conversation in memory, at most <see cref="Capacity"/>; older ones are read from the journal.</summary>
internal sealed class RecentLines
{
    public const int Capacity = 64;

    private readonly Queue<InternalLine> _lines = new();

    public void Add(InternalLine line)
    {
        if (_lines.Count == Capacity) _lines.Dequeue();
        _lines.Enqueue(line);
    }

    /// <summary>Those of a reader after a number; false when some of what was asked for is older than what is kept.</summary>
    public bool TryGet(long after, StaffMember reader, out InternalLine[] lines)
    {
        var complete = _lines.TryPeek(out var oldest) && oldest.Number <= after + 1;
        lines = complete ? [.. _lines.Where(l => l.Number > after && l.IsFor(reader))] : [];
        return complete;
    }
}
