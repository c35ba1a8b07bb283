using System.Buffers;
using Reception.Domain.Journal;

namespace Reception.Storage.Journal;

/// <summary>
/// The events of one append as one blob: for each its length (7 bits a byte, least first, the high bit says that more follow)
/// and its bytes. Persisted: never change it, add a schema version instead.
/// </summary>
internal static class EventFrame
{
    /// <summary>The most events of one append.</summary>
    public const int MaxEvents = 256;

    /// <summary>The largest event, in bytes.</summary>
    public const int MaxEventBytes = 256 * 1024;

    /// <summary>Throws <see cref="ArgumentException"/> naming the first bound that the append breaks.</summary>
    public static void Validate(JournalAppend append)
    {
        ArgumentNullException.ThrowIfNull(append);
        ArgumentOutOfRangeException.ThrowIfNegative(append.ExpectedSequence);
        if (append.Events is not { Count: > 0 and <= MaxEvents }) throw new ArgumentException($"An append has 1 to {MaxEvents} events; this one has {append.Events?.Count ?? 0}.", nameof(append));
        foreach (var payload in append.Events)
            if (payload.Length > MaxEventBytes) throw new ArgumentException($"An event has at most {MaxEventBytes} bytes; this one has {payload.Length}.", nameof(append));
        if (append.OpenWork is { Row: { } row } change && row.Work != change.Work) throw new ArgumentException($"The row's work '{row.Work}' is not the changed work '{change.Work}'.", nameof(append));
        if (append.OpenWork is { Work.Length: 0 or > ConversationHasher.MaxKeyBytes }) throw new ArgumentException("The changed work has no valid key.", nameof(append));
    }

    /// <summary>About the bytes of a row with these events.</summary>
    public static int Size(IReadOnlyList<ReadOnlyMemory<byte>> events)
    {
        var size = 128;
        for (var i = 0; i < events.Count; i++) size += events[i].Length;
        return size;
    }

    public static void Write(IReadOnlyList<ReadOnlyMemory<byte>> events, ArrayBufferWriter<byte> buffer)
    {
        for (var i = 0; i < events.Count; i++)
        {
            var payload = events[i].Span;
            var head = buffer.GetSpan(5);
            var used = 0;
            for (var length = (uint)payload.Length; ; length >>= 7)
            {
                head[used++] = (byte)(length < 0x80 ? length : (length & 0x7F) | 0x80);
                if (length < 0x80) break;
            }
            buffer.Advance(used);
            buffer.Write(payload);
        }
    }

    /// <summary>The events of a blob, all in one copy. Throws <see cref="InvalidDataException"/> when it is not well formed.</summary>
    public static ReadOnlyMemory<byte>[] Read(ReadOnlySpan<byte> blob, int count)
    {
        var bytes = blob.ToArray();
        var events = new ReadOnlyMemory<byte>[count];
        var at = 0;
        for (var i = 0; i < count; i++)
        {
            var length = ReadLength(bytes, ref at);
            if (length > bytes.Length - at) throw new InvalidDataException("A journal row is cut short.");
            events[i] = bytes.AsMemory(at, length);
            at += length;
        }
        return at == bytes.Length ? events : throw new InvalidDataException("A journal row has bytes after its last event.");
    }

    private static int ReadLength(byte[] bytes, ref int at)
    {
        var length = 0;
        for (var shift = 0; at < bytes.Length && shift < 28; shift += 7)
        {
            var b = bytes[at++];
            length |= (b & 0x7F) << shift;
            if (b < 0x80) return length;
        }
        throw new InvalidDataException("A journal row has no valid event length.");
    }
}
