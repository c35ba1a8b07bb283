using System.Buffers.Binary;
using System.Text;

namespace Reception.Clustering.Link;

/// <summary>
/// Reads what a <see cref="PayloadWriter"/> wrote, in the same order. Bytes are slices of the frame, not copies. Throws
/// <see cref="InvalidDataException"/> when the frame ends too early.
/// </summary>
public sealed class PayloadReader(ReadOnlyMemory<byte> frame)
{
    private int _at;

    public byte Byte() => Take(1).Span[0];

    public bool Flag() => Byte() != 0;

    public int Int() => BinaryPrimitives.ReadInt32LittleEndian(Take(4).Span);

    public long Long() => BinaryPrimitives.ReadInt64LittleEndian(Take(8).Span);

    public DateTimeOffset Time() => new(Long(), TimeSpan.Zero);

    public DateTimeOffset? TimeOrNull() => Long() is >= 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    public ReadOnlyMemory<byte> Bytes() => Take(Int());

    public string Text() => TextOrNull() ?? throw new InvalidDataException("A frame lacks a text.");

    public string? TextOrNull() => Int() is >= 0 and var length ? Encoding.UTF8.GetString(Take(length).Span) : null;

    /// <summary>A count, and that many values.</summary>
    public T[] Many<T>(Func<PayloadReader, T> read)
    {
        var count = Int();
        if (count < 0 || count > frame.Length) throw new InvalidDataException("A frame has no valid count.");
        var values = new T[count];
        for (var i = 0; i < values.Length; i++) values[i] = read(this);
        return values;
    }

    private ReadOnlyMemory<byte> Take(int length)
    {
        if (length < 0 || length > frame.Length - _at) throw new InvalidDataException("A frame is cut short.");
        var taken = frame.Slice(_at, length);
        _at += length;
        return taken;
    }
}
