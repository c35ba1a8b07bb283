using System.Text;

namespace Orleans.Runtime;

/// <summary>An immutable span of UTF-8 bytes with its hash computed once: the stuff grain types and keys are made of.</summary>
[Immutable]
public readonly struct IdSpan : IEquatable<IdSpan>, IComparable<IdSpan>
{
    private readonly byte[]? _value;
    private readonly int _hashCode;

    /// <summary>Takes ownership of <paramref name="value"/>.</summary>
    public IdSpan(byte[] value)
    {
        if (value.Length == 0) return;
        _value = value;
        _hashCode = (int)StableHash.ComputeHash(value);
    }

    /// <summary>The bytes.</summary>
    public ReadOnlyMemory<byte> Value => _value;

    /// <summary>True for the default and the empty value.</summary>
    public bool IsDefault => _value is null || _value.Length == 0;

    /// <summary>The UTF-8 bytes of <paramref name="id"/>.</summary>
    public static IdSpan Create(string id) => new(Encoding.UTF8.GetBytes(id));

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> AsSpan() => _value;

    /// <inheritdoc/>
    public bool Equals(IdSpan other) =>
        ReferenceEquals(_value, other._value)
        || (_hashCode == other._hashCode && _value is not null && other._value is not null && _value.AsSpan().SequenceEqual(other._value));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is IdSpan other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _hashCode;

    /// <summary>A hash that is equal in every process.</summary>
    public uint GetUniformHashCode() => unchecked((uint)_hashCode);

    /// <inheritdoc/>
    public int CompareTo(IdSpan other) => AsSpan().SequenceCompareTo(other.AsSpan());

    /// <inheritdoc/>
    public override string ToString() => _value is null ? "" : Encoding.UTF8.GetString(_value);

    /// <summary>Compares bytes.</summary>
    public static bool operator ==(IdSpan left, IdSpan right) => left.Equals(right);

    /// <summary>Compares bytes.</summary>
    public static bool operator !=(IdSpan left, IdSpan right) => !left.Equals(right);
}
