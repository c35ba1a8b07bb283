using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;

namespace Reception.Clustering.Link;

/// <summary>
/// One message: length of what follows (u32), call (u32), code (u8: an operation on the way there, an <see cref="AnswerCode"/> on the way
/// back), body.
/// </summary>
internal readonly record struct Frame(uint Call, byte Code, ReadOnlyMemory<byte> Body)
{
    public const int HeadBytes = 9;

    /// <summary>The largest frame: above the largest append (256 events of 256 KiB) and the largest grain state (64 MiB).</summary>
    public const int MaxBytes = 128 << 20;

    public static void WriteHead(Span<byte> head, uint call, byte code, int bodyLength)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(head, (uint)(bodyLength + HeadBytes - 4));
        BinaryPrimitives.WriteUInt32LittleEndian(head[4..], call);
        head[8] = code;
    }

    /// <summary>The first frame of the buffer, its body copied; false: not all of it is there yet.</summary>
    public static bool TryRead(ref ReadOnlySequence<byte> buffer, out Frame frame)
    {
        frame = default;
        if (buffer.Length < HeadBytes) return false;
        Span<byte> head = stackalloc byte[HeadBytes];
        buffer.Slice(0, HeadBytes).CopyTo(head);
        var length = BinaryPrimitives.ReadUInt32LittleEndian(head);
        if (length is < HeadBytes - 4 or > MaxBytes) throw new InvalidDataException($"A frame of {length} bytes came over the store's link.");
        if (buffer.Length < length + 4) return false;
        var body = buffer.Slice(HeadBytes, length + 4 - HeadBytes).ToArray();
        frame = new Frame(BinaryPrimitives.ReadUInt32LittleEndian(head[4..]), head[8], body);
        buffer = buffer.Slice(length + 4);
        return true;
    }

    /// <summary>Every frame until the other side closes; <paramref name="take"/> may answer a task that holds the reading back.</summary>
    public static async Task ReadAllAsync(PipeReader input, Func<Frame, ValueTask> take, CancellationToken cancellation)
    {
        while (true)
        {
            var read = await input.ReadAsync(cancellation).ConfigureAwait(false);
            var buffer = read.Buffer;
            while (TryRead(ref buffer, out var frame)) await take(frame).ConfigureAwait(false);
            input.AdvanceTo(buffer.Start, buffer.End);
            if (read.IsCompleted || read.IsCanceled) return;
        }
    }
}

/// <summary>How a call ended.</summary>
internal enum AnswerCode : byte
{
    /// <summary>The body is the answer.</summary>
    Done = 0,
    /// <summary>The store cannot now; the body is a text.</summary>
    Unavailable = 1,
    /// <summary>The caller's fault (<see cref="ArgumentException"/>); the body is a text.</summary>
    Misuse = 2,
    /// <summary>Anything else; the body is a text.</summary>
    Failed = 3,
}
