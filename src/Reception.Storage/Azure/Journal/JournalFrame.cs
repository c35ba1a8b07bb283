using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Reception.Storage.Journal;

namespace Reception.Storage.Azure.Journal;

/// <summary>What a frame is.</summary>
internal enum FrameKind : byte
{
    /// <summary>The events of one append.</summary>
    Events = 1,
    /// <summary>Nothing: written by a reader of the feed, so that an append that was announced and never came cannot come any more.</summary>
    Void = 2,
    /// <summary>The segment has ended; the conversation goes on in the next one.</summary>
    Rolled = 3,
}

/// <summary>
/// One append as it stands in a blob: a head of 48 bytes, the conversation's key, the events (<see cref="EventFrame"/>), and an end of 12 bytes
/// with the frame's length and check sum, so that a blob can be read from either end. Little-endian. Persisted: never change it.
/// <list type="bullet">
/// <item><see cref="Sequence"/>: of the first event; of the next one where there are none.</item>
/// <item><see cref="Feed"/>: the position of the feed's record that announced it. A record whose frame names another position is void.</item>
/// <item><see cref="Checkpoint"/>: the place of the newest frame, up to this one, that begins with a checkpoint; <see cref="Place.None"/>.</item>
/// </list>
/// </summary>
internal sealed record JournalFrame(FrameKind Kind, bool IsCheckpoint, string Conversation, long Sequence, int Count, long Feed, long Checkpoint, ReadOnlyMemory<byte> Body, int Length)
{
    public const int HeadBytes = 48;
    public const int EndBytes = 12;

    /// <summary>More than the largest append.</summary>
    public const int MaxLength = 80 << 20;

    private const uint Magic = 0x31464A52; // "RJF1"
    private const uint EndMagic = 0x464A5231;

    /// <summary>The sequence of the last event up to this frame's end.</summary>
    public long Last => Sequence + Count - 1;

    public IReadOnlyList<ReadOnlyMemory<byte>> Events() => EventFrame.Read(Body.Span, Count);

    /// <summary>The bytes of a frame; its length is known before its feed position is.</summary>
    public static byte[] Write(FrameKind kind, bool isCheckpoint, string conversation, long sequence, int count, long feed, long checkpoint, ReadOnlySpan<byte> body)
    {
        var key = Encoding.UTF8.GetByteCount(conversation);
        var bytes = new byte[HeadBytes + key + body.Length + EndBytes];
        var span = bytes.AsSpan();
        BinaryPrimitives.WriteUInt32LittleEndian(span, Magic);
        span[4] = (byte)kind;
        span[5] = (byte)(isCheckpoint ? 1 : 0);
        BinaryPrimitives.WriteUInt16LittleEndian(span[6..], (ushort)key);
        BinaryPrimitives.WriteInt32LittleEndian(span[8..], bytes.Length);
        BinaryPrimitives.WriteInt32LittleEndian(span[12..], count);
        BinaryPrimitives.WriteInt64LittleEndian(span[16..], sequence);
        BinaryPrimitives.WriteInt64LittleEndian(span[24..], feed);
        BinaryPrimitives.WriteInt64LittleEndian(span[32..], checkpoint);
        Encoding.UTF8.GetBytes(conversation, span[HeadBytes..]);
        body.CopyTo(span[(HeadBytes + key)..]);
        var end = span[^EndBytes..];
        BinaryPrimitives.WriteInt32LittleEndian(end, bytes.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(end[4..], Crc32C.Of(span[..^8]));
        BinaryPrimitives.WriteUInt32LittleEndian(end[8..], EndMagic);
        return bytes;
    }

    public static int SizeOf(string conversation, int body) => HeadBytes + Encoding.UTF8.GetByteCount(conversation) + body + EndBytes;

    public static ArrayBufferWriter<byte> BodyOf(IReadOnlyList<ReadOnlyMemory<byte>> events)
    {
        var body = new ArrayBufferWriter<byte>(EventFrame.Size(events) + events.Count * 5);
        EventFrame.Write(events, body);
        return body;
    }

    /// <summary>The length that a head at the start of these bytes claims; 0: there is no head, or not enough of it.</summary>
    public static int ClaimedLength(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeadBytes || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != Magic) return 0;
        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]);
        return length is >= HeadBytes + EndBytes and <= MaxLength ? length : 0;
    }

    /// <summary>The length that an end at the end of these bytes claims; 0: there is no end.</summary>
    public static int ClaimedLengthAtEnd(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < EndBytes || BinaryPrimitives.ReadUInt32LittleEndian(bytes[^4..]) != EndMagic) return 0;
        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes[^EndBytes..]);
        return length is >= HeadBytes + EndBytes and <= MaxLength ? length : 0;
    }

    /// <summary>The frame at the start of these bytes; null when they are not a whole one with a true check sum.</summary>
    public static JournalFrame? Read(ReadOnlyMemory<byte> bytes)
    {
        var span = bytes.Span;
        var length = ClaimedLength(span);
        if (length == 0 || length > span.Length || ClaimedLengthAtEnd(span[..length]) != length) return null;
        if (BinaryPrimitives.ReadUInt32LittleEndian(span[(length - 8)..]) != Crc32C.Of(span[..(length - 8)])) return null;
        var key = BinaryPrimitives.ReadUInt16LittleEndian(span[6..]);
        var body = length - HeadBytes - EndBytes - key;
        return body < 0 ? null : new JournalFrame((FrameKind)span[4], span[5] != 0, Encoding.UTF8.GetString(span.Slice(HeadBytes, key)), BinaryPrimitives.ReadInt64LittleEndian(span[16..]),
            BinaryPrimitives.ReadInt32LittleEndian(span[12..]), BinaryPrimitives.ReadInt64LittleEndian(span[24..]), BinaryPrimitives.ReadInt64LittleEndian(span[32..]), bytes.Slice(HeadBytes + key, body), length);
    }

    /// <summary>The frame that ends where these bytes end.</summary>
    public static JournalFrame? ReadLast(ReadOnlyMemory<byte> bytes)
    {
        var length = ClaimedLengthAtEnd(bytes.Span);
        return length == 0 || length > bytes.Length ? null : Read(bytes[^length..]);
    }

    /// <summary>The next offset, from one on, where a whole frame stands, or one that may go on after these bytes; -1: none in these bytes.</summary>
    public static int Find(ReadOnlyMemory<byte> bytes, int from, bool orCut = false)
    {
        Span<byte> magic = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(magic, Magic);
        for (var at = from; ;)
        {
            var next = bytes.Span[at..].IndexOf(magic);
            if (next < 0) return -1;
            at += next;
            if (Read(bytes[at..]) is not null || orCut && ClaimedLength(bytes.Span[at..]) > bytes.Length - at) return at;
            at++;
        }
    }
}
