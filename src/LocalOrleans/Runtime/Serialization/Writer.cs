using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;

namespace LocalOrleans;

/// <summary>
/// Writes values one after the other into a buffer that grows: numbers as variable-length integers, text as UTF-8 with its length before it.
/// While a value is only copied within the process, what nobody can change is not written but noted as an object.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Writer
{
    private byte[] _buffer = new byte[256];
    private int _length;
    private List<object>? _kept;

    internal Writer(bool copying) => Copying = copying;

    internal bool Copying { get; }

    internal ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    internal List<object>? Kept => _kept;

    /// <summary>One byte.</summary>
    public void WriteByte(byte value) => Take(1)[0] = value;

    /// <summary>An unsigned number in one to ten bytes.</summary>
    public void WriteUInt(ulong value)
    {
        while (value >= 0x80)
        {
            WriteByte((byte)(value | 0x80));
            value >>= 7;
        }

        WriteByte((byte)value);
    }

    /// <summary>A signed number, small ones in few bytes.</summary>
    public void WriteInt(long value) => WriteUInt((ulong)((value << 1) ^ (value >> 63)));

    /// <summary>A value of fixed size as it lies in memory (little-endian machines only).</summary>
    public void WriteFixed<T>(T value) where T : unmanaged => MemoryMarshal.Write(Take(System.Runtime.CompilerServices.Unsafe.SizeOf<T>()), value);

    /// <summary>Bytes with their count.</summary>
    public void WriteBytes(ReadOnlySpan<byte> value)
    {
        WriteUInt((ulong)value.Length);
        value.CopyTo(Take(value.Length));
    }

    /// <summary>Bytes as they are.</summary>
    internal void WriteSpan(ReadOnlySpan<byte> value) => value.CopyTo(Take(value.Length));

    /// <summary>Text or null.</summary>
    public void WriteString(string? value)
    {
        if (value is null)
        {
            WriteByte(0);
            return;
        }

        var count = Encoding.UTF8.GetByteCount(value);
        WriteUInt((ulong)count + 1);
        Encoding.UTF8.GetBytes(value, Take(count));
    }

    internal void Keep(object value)
    {
        _kept ??= [];
        WriteUInt((ulong)_kept.Count);
        _kept.Add(value);
    }

    internal void Reset()
    {
        _length = 0;
        _kept?.Clear();
        if (_buffer.Length > 1 << 20) _buffer = new byte[256];
    }

    internal void Patch<T>(int at, T value) where T : unmanaged => MemoryMarshal.Write(_buffer.AsSpan(at), value);

    private Span<byte> Take(int count)
    {
        if (_buffer.Length - _length < count) Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + count));
        var span = _buffer.AsSpan(_length, count);
        _length += count;
        return span;
    }
}
