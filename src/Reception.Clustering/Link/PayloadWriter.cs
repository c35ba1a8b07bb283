using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Reception.Clustering.Link;

/// <summary>
/// The body of one frame in the making. Numbers are little-endian, texts and bytes carry their length, a null is length -1. Both ends
/// are of one build (the hello compares the protocol's number), so nothing here is versioned or stored.
/// </summary>
public sealed class PayloadWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new(1024);

    /// <summary>What was written so far.</summary>
    public ReadOnlySpan<byte> Written => _buffer.WrittenSpan;

    /// <summary>Bytes written so far.</summary>
    public int Length => _buffer.WrittenCount;

    /// <summary>Room that this writer holds, in bytes.</summary>
    internal int Capacity => _buffer.Capacity;

    internal void Clear() => _buffer.ResetWrittenCount();

    public PayloadWriter Byte(byte value)
    {
        _buffer.GetSpan(1)[0] = value;
        _buffer.Advance(1);
        return this;
    }

    public PayloadWriter Flag(bool value) => Byte(value ? (byte)1 : (byte)0);

    public PayloadWriter Int(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_buffer.GetSpan(4), value);
        _buffer.Advance(4);
        return this;
    }

    public PayloadWriter Long(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_buffer.GetSpan(8), value);
        _buffer.Advance(8);
        return this;
    }

    /// <summary>To the tick, in UTC.</summary>
    public PayloadWriter Time(DateTimeOffset? value) => value is { } time ? Long(time.UtcTicks) : Long(-1);

    public PayloadWriter Bytes(ReadOnlySpan<byte> value)
    {
        Int(value.Length);
        _buffer.Write(value);
        return this;
    }

    public PayloadWriter Text(string? value)
    {
        if (value is null) return Int(-1);
        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        var span = _buffer.GetSpan(4 + most);
        var used = Encoding.UTF8.GetBytes(value, span[4..]);
        BinaryPrimitives.WriteInt32LittleEndian(span, used);
        _buffer.Advance(4 + used);
        return this;
    }
}
