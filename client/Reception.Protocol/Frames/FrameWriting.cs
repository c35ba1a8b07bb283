using System.Buffers;
using System.Collections.Frozen;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Reception.Protocol.Frames;

/// <summary>
/// The frames that servers send most, written by the code that is generated for them. The serializer itself takes that way only with its own
/// encoder, which writes each Chinese character as six letters; here the writer brings the encoder. The bytes are the same (a test says so).
/// </summary>
internal static class FrameWriting
{
    private const int KeptBytes = 64 * 1024;
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private static readonly FrozenDictionary<Type, Action<Utf8JsonWriter, Frame>> Writers = Table(
        Of(FrameJson.Default.WelcomeFrame), Of(FrameJson.Default.AckFrame), Of(FrameJson.Default.PushFrame), Of(FrameJson.Default.PlaceFrame), Of(FrameJson.Default.DoneFrame),
        Of(FrameJson.Default.OfferFrame), Of(FrameJson.Default.AgentFrame), Of(FrameJson.Default.ErrorFrame));

    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Writer)? kept;

    /// <summary>Null: there is no code for this frame.</summary>
    public static byte[]? TryWrite(Frame frame)
    {
        if (!Writers.TryGetValue(frame.GetType(), out var write)) return null;
        var (buffer, writer) = kept ??= New();
        buffer.ResetWrittenCount();
        writer.Reset(buffer);
        write(writer, frame);
        writer.Flush();
        var bytes = buffer.WrittenSpan.ToArray();
        if (buffer.Capacity > KeptBytes) kept = null;
        return bytes;
    }

    private static (ArrayBufferWriter<byte>, Utf8JsonWriter) New()
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        return (buffer, new Utf8JsonWriter(buffer, Options));
    }

    private static (Type, Action<Utf8JsonWriter, Frame>?) Of<T>(JsonTypeInfo<T> type)
        where T : Frame => (typeof(T), type.SerializeHandler is { } write ? (writer, frame) => write(writer, (T)frame) : null);

    private static FrozenDictionary<Type, Action<Utf8JsonWriter, Frame>> Table(params (Type Type, Action<Utf8JsonWriter, Frame>? Write)[] writers) =>
        writers.Where(one => one.Write is not null).ToFrozenDictionary(one => one.Type, one => one.Write!);
}
