namespace Reception.Storage.Azure.Client;

/// <summary>What a blob says of itself. <see cref="Blocks"/>: committed blocks of an append blob, 0 of another.</summary>
public sealed record BlobProperties(long Length, string ETag, int Blocks, IReadOnlyDictionary<string, string> Metadata);

/// <summary>A whole blob or a range of it; <see cref="BlobProperties.Length"/> is that of the whole.</summary>
public sealed record BlobContent(BlobProperties Properties, ReadOnlyMemory<byte> Bytes);

/// <summary>One name of a listing.</summary>
public readonly record struct BlobItem(string Name, long Length);

/// <summary>What became of a conditional append.</summary>
public enum AppendResult
{
    /// <summary>The bytes stand at the position that was asked for.</summary>
    Appended = 0,
    /// <summary>The blob's end is elsewhere: another writer was first, or bytes are missing.</summary>
    Moved = 1,
    /// <summary>There is no such blob.</summary>
    Missing = 2,
    /// <summary>The blob has as many blocks as a blob may have.</summary>
    Full = 3,
}
