using System.Buffers.Binary;
using System.Text;

namespace Reception.Storage.Journal;

/// <summary>
/// A conversation's key as 96 bits. Two of 1,000,000,000 keys share one with a chance of 6e-12, and a reader compares the key
/// in the row with the one it asked for, so a shared hash would be an error and never another customer's text.
/// </summary>
internal readonly record struct ConversationHash(ulong High, uint Low)
{
    public const int Size = 12;

    public static ConversationHash Read(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadUInt64LittleEndian(bytes), BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]));

    public byte[] ToBytes()
    {
        var bytes = new byte[Size];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, High);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), Low);
        return bytes;
    }
}

/// <summary>Hashes keys with the secret of one store.</summary>
internal readonly struct ConversationHasher(StoreId store)
{
    /// <summary>The longest conversation key, in UTF-8 bytes.</summary>
    public const int MaxKeyBytes = 512;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly SipHash _hash = new(store.Key0, store.Key1);

    /// <summary>Throws <see cref="ArgumentException"/> on an empty, overlong or malformed key.</summary>
    public ConversationHash Of(string conversation)
    {
        Span<byte> utf8 = stackalloc byte[MaxKeyBytes];
        return Of(utf8[..Write(conversation, utf8)]);
    }

    /// <summary>Throws as <see cref="Of(string)"/> does, without a store's secret.</summary>
    public static void Validate(string conversation)
    {
        Span<byte> utf8 = stackalloc byte[MaxKeyBytes];
        Write(conversation, utf8);
    }

    private static int Write(string conversation, Span<byte> utf8)
    {
        ArgumentException.ThrowIfNullOrEmpty(conversation);
        if (conversation.Length > MaxKeyBytes || !Strict.TryGetBytes(conversation, utf8, out var length))
            throw new ArgumentException($"A conversation key has at most {MaxKeyBytes} bytes as UTF-8.", nameof(conversation));
        return length;
    }

    public ConversationHash Of(ReadOnlySpan<byte> utf8)
    {
        var hash = _hash.Compute(utf8);
        return new ConversationHash((ulong)hash, (uint)(hash >> 64));
    }
}
