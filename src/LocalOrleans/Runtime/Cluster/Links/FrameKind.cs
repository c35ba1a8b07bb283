namespace LocalOrleans;

/// <summary>
/// What a frame says. On the wire: length of the rest (u32), kind (u8), number of the call (u64, 0 if none), body. Little-endian; everything behind the number is
/// written by <see cref="Writer"/>. The first frames of a connection are its hello, see <see cref="Handshake"/>.
/// </summary>
internal enum FrameKind : byte
{
    /// <summary>Protocol number and a nonce; from the accepting end also its proof of the secret.</summary>
    Challenge = 1,

    /// <summary>Proof of the secret (from the opening end) and who one is.</summary>
    Hello = 2,

    /// <summary>A text: no link will come of this connection.</summary>
    Refused = 3,

    /// <summary>Flags, view version, time-out, target, source, context, method, arguments.</summary>
    Call = 4,

    /// <summary>The call's result.</summary>
    Value = 5,

    /// <summary>The call's exception.</summary>
    Fault = 6,

    /// <summary>The call was not begun: its target belongs to another silo in the view with this version.</summary>
    Redirect = 7,

    /// <summary>The caller has cancelled.</summary>
    Cancel = 8,

    /// <summary>A silo tells a client which silos there are.</summary>
    View = 9,

    /// <summary>A message between memberships.</summary>
    Tell = 10,

    /// <summary>No call comes after this one; answered by the same. Then its sender, when all is answered, closes the link.</summary>
    Goodbye = 12,

    /// <summary>Never sent: stands for an answer nobody waits for.</summary>
    Dropped = 11,
}

/// <summary>One writer per thread for frames.</summary>
internal static class FrameWriter
{
    /// <summary>Bytes before the body.</summary>
    public const int Header = 13;

    /// <summary>Most bytes of a frame, header included.</summary>
    public const int MaxFrame = 16 << 20;

    [ThreadStatic]
    private static Writer? s_spare;

    public static Writer Begin(FrameKind kind, ulong number = 0)
    {
        var writer = s_spare ?? new Writer(copying: false);
        s_spare = null;
        writer.WriteFixed(0u);
        writer.WriteByte((byte)kind);
        writer.WriteFixed(number);
        return writer;
    }

    /// <summary>Fills in the length and, for a call, its number; throws if the frame is too long.</summary>
    public static ReadOnlySpan<byte> End(Writer writer)
    {
        writer.Patch(0, writer.Written.Length - sizeof(uint));
        return writer.Written;
    }

    public static void Return(Writer writer)
    {
        writer.Reset();
        s_spare = writer;
    }
}
