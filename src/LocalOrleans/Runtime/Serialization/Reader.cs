using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;

namespace LocalOrleans;

/// <summary>Reads what <see cref="Writer"/> wrote. Every length is checked against what is left: bad input throws <see cref="InvalidDataException"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct Reader
{
    private ReadOnlySpan<byte> _rest;
    private readonly List<object>? _kept;

    internal Reader(ReadOnlySpan<byte> bytes, List<object>? kept, CallRuntime? runtime)
    {
        _rest = bytes;
        _kept = kept;
        Runtime = runtime;
    }

    internal CallRuntime? Runtime { get; }

    internal readonly ReadOnlySpan<byte> Rest => _rest;

    /// <summary>One byte.</summary>
    public byte ReadByte() => Take(1)[0];

    /// <summary>An unsigned number.</summary>
    public ulong ReadUInt()
    {
        ulong value = 0;
        for (var shift = 0; shift < 70; shift += 7)
        {
            var b = ReadByte();
            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80) return value;
        }

        throw new InvalidDataException("A number is longer than ten bytes.");
    }

    /// <summary>A signed number.</summary>
    public long ReadInt()
    {
        var value = ReadUInt();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    /// <summary>A value of fixed size.</summary>
    public T ReadFixed<T>() where T : unmanaged => MemoryMarshal.Read<T>(Take(System.Runtime.CompilerServices.Unsafe.SizeOf<T>()));

    /// <summary>Bytes with their count; valid as long as the input is.</summary>
    public ReadOnlySpan<byte> ReadBytes() => Take(Length(ReadUInt()));

    /// <summary>Text or null.</summary>
    public string? ReadString()
    {
        var count = ReadUInt();
        return count == 0 ? null : Encoding.UTF8.GetString(Take(Length(count - 1)));
    }

    /// <summary>A count of items, each of at least one byte.</summary>
    public int ReadCount() => Length(ReadUInt());

    internal object ReadKept() =>
        ReadUInt() is var number && _kept is not null && number < (ulong)_kept.Count ? _kept[(int)number] : throw new InvalidDataException("No object was kept under this number.");

    private readonly int Length(ulong count) => count <= (ulong)_rest.Length ? (int)count : throw new InvalidDataException("A length goes past the end.");

    private ReadOnlySpan<byte> Take(int count)
    {
        if ((uint)count > (uint)_rest.Length) throw new InvalidDataException("The value is cut off.");
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
