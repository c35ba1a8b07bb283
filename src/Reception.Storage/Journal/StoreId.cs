using System.Buffers.Binary;

namespace Reception.Storage.Journal;

/// <summary>
/// 128 random bits made with the data file: they tell whether a file beside it (a snapshot, the projections) belongs to it, and
/// are the secret of its key hash.
/// </summary>
internal readonly record struct StoreId(ulong Key0, ulong Key1)
{
    public const int Size = 16;

    public static StoreId From(Guid random) => Read(random.ToByteArray());

    public static StoreId Read(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt64LittleEndian(bytes), BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]));

    public byte[] ToBytes()
    {
        var bytes = new byte[Size];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, Key0);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(8), Key1);
        return bytes;
    }
}
