using System.Text;

namespace Reception.Domain.Knowledge;

/// <summary>
/// Which conversations use a version that is in force for a share of them. A stable hash of conversation and version (FNV-1a, 64 bits,
/// mixed as in splitmix64) falls into one of 10,000 places; the first <c>share</c> % of them use it. So a conversation stays with
/// its version, a share that is raised keeps those it had, and another version is tried on other customers.
/// </summary>
public static class CanaryShare
{
    private const uint Places = 10_000;

    /// <summary>Whether this conversation uses the version. Share in per cent, 0 to 100.</summary>
    public static bool Includes(string conversation, long version, int share) => Place(conversation, version) < (uint)Math.Clamp(share, 0, 100) * (Places / 100);

    private static ulong Place(string conversation, long version)
    {
        Span<byte> utf8 = stackalloc byte[512];
        var length = Encoding.UTF8.TryGetBytes(conversation, utf8, out var written) ? written : Encoding.UTF8.GetBytes(conversation.AsSpan(0, 128), utf8);
        var hash = 14695981039346656037UL;
        foreach (var b in utf8[..length]) hash = (hash ^ b) * 1099511628211UL;
        hash ^= (ulong)version * 0x9E3779B97F4A7C15UL;
        hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9UL;
        hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EBUL;
        return (hash ^ (hash >> 31)) % Places;
    }
}
