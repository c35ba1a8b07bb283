using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Reception.Storage.Migration;

/// <summary>
/// A digest of a set: the sum of the SHA-256 of its members, so that the order in which they are read does not matter. It finds what was lost,
/// doubled or changed by accident; it is no signature.
/// </summary>
internal sealed class ContentDigest
{
    private readonly ulong[] _sum = new ulong[4];

    public long Count { get; private set; }

    public void Add(string kind, string key, long number, ReadOnlySpan<byte> bytes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{kind}\n{key}\n{number}\n{bytes.Length}\n")));
        hash.AppendData(bytes);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        for (var i = 0; i < _sum.Length; i++) _sum[i] += BinaryPrimitives.ReadUInt64LittleEndian(digest[(i * 8)..]);
        Count++;
    }

    public override string ToString() => string.Concat(_sum.Select(part => part.ToString("x16", CultureInfo.InvariantCulture)));
}
