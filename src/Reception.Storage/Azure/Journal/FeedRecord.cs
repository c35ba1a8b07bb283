using System.Buffers.Binary;

namespace Reception.Storage.Azure.Journal;

/// <summary>
/// 64 bytes of the feed that announce an append before it is made: in which blob, at which offset, how long, which events. No name and no
/// text, so nothing of a customer stays in the feed. <see cref="IsRolled"/>: the feed goes on in its next segment. Persisted: never change it.
/// </summary>
internal readonly record struct FeedRecord(BlobKey Key, int Segment, long Offset, int Length, long Sequence, int Count, ulong Nonce, bool IsRolled = false)
{
    public const int Size = 64;

    private const byte Mark = 0xFE;

    public void Write(Span<byte> bytes)
    {
        bytes[0] = Mark;
        bytes[1] = (byte)(IsRolled ? 3 : 1);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[2..], (ushort)Count);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[4..], Length);
        BinaryPrimitives.WriteUInt128LittleEndian(bytes[8..], Key.Customer);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[24..], Key.Conversation);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[32..], Segment);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[36..], Offset);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[44..], Sequence);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[52..], Nonce);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[60..], Crc32C.Of(bytes[..60]));
    }

    /// <summary>Null: the bytes are damaged.</summary>
    public static FeedRecord? Read(ReadOnlySpan<byte> bytes) =>
        bytes.Length < Size || bytes[0] != Mark || BinaryPrimitives.ReadUInt32LittleEndian(bytes[60..]) != Crc32C.Of(bytes[..60]) ? null
            : new FeedRecord(
                new BlobKey(BinaryPrimitives.ReadUInt128LittleEndian(bytes[8..]), BinaryPrimitives.ReadUInt64LittleEndian(bytes[24..])), BinaryPrimitives.ReadInt32LittleEndian(bytes[32..]),
                BinaryPrimitives.ReadInt64LittleEndian(bytes[36..]), BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]), BinaryPrimitives.ReadInt64LittleEndian(bytes[44..]),
                BinaryPrimitives.ReadUInt16LittleEndian(bytes[2..]), BinaryPrimitives.ReadUInt64LittleEndian(bytes[52..]), bytes[1] == 3);
}
