using System.Numerics;

namespace Orleans.Runtime;

/// <summary>FNV-1a with a final avalanche (Murmur3's): equal in every process, good enough to place grains and to compare contracts.</summary>
internal static class StableHash
{
    public static uint ComputeHash(ReadOnlySpan<byte> data)
    {
        var hash = 2166136261u;
        foreach (var b in data) hash = (hash ^ b) * 16777619u;
        return Avalanche(hash);
    }

    public static uint Combine(uint left, uint right) => Avalanche(BitOperations.RotateLeft(left, 5) ^ (right * 0x9E3779B1u));

    private static uint Avalanche(uint hash)
    {
        hash = (hash ^ (hash >> 16)) * 0x85EBCA6Bu;
        hash = (hash ^ (hash >> 13)) * 0xC2B2AE35u;
        return hash ^ (hash >> 16);
    }
}
