namespace Reception.Cluster.Linearizability;

/// <summary>Which operations have been applied: an immutable bit set that can be compared.</summary>
internal sealed class AppliedSet : IEquatable<AppliedSet>
{
    private readonly ulong[] _bits;
    private readonly int _hash;

    public AppliedSet(int count)
        : this(new ulong[(count + 63) / 64])
    {
    }

    private AppliedSet(ulong[] bits)
    {
        _bits = bits;
        var hash = default(HashCode);
        foreach (var word in bits) hash.Add(word);
        _hash = hash.ToHashCode();
    }

    public AppliedSet With(int operation) => Flip(operation);

    public AppliedSet Without(int operation) => Flip(operation);

    public bool Equals(AppliedSet? other) => other is not null && _bits.AsSpan().SequenceEqual(other._bits);

    public override bool Equals(object? obj) => Equals(obj as AppliedSet);

    public override int GetHashCode() => _hash;

    private AppliedSet Flip(int operation)
    {
        var bits = (ulong[])_bits.Clone();
        bits[operation / 64] ^= 1UL << (operation % 64);
        return new(bits);
    }
}
