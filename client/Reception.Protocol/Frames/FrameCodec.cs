using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Reception.Protocol.Errors;

namespace Reception.Protocol.Frames;

/// <summary>
/// Bytes to frames and back. The type is found by one pass over the top level, so that its place in the object does not
/// matter; then the frame is read with its own source-generated metadata. Reading never throws.
/// </summary>
public static class FrameCodec
{
    private static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = Limits.JsonDepth, CommentHandling = JsonCommentHandling.Disallow };

    /// <summary>What a customer may send.</summary>
    public static FrozenDictionary<string, JsonTypeInfo> FromCustomer { get; } = Table(
        FrameWire.Json.HelloFrame, FrameWire.Json.PostFrame, FrameWire.Json.ConfirmFrame, FrameWire.Json.TypingFrame, FrameWire.Json.ResumeFrame,
        FrameWire.Json.CloseFrame, FrameWire.Json.PingFrame, FrameWire.Json.HumanFrame, FrameWire.Json.RateFrame,
        FrameWire.Json.RateAnswerFrame);

    /// <summary>What an agent may send.</summary>
    public static FrozenDictionary<string, JsonTypeInfo> FromAgent { get; } = Table(
        FrameWire.Json.HelloFrame, FrameWire.Json.PostFrame, FrameWire.Json.ConfirmFrame, FrameWire.Json.TypingFrame, FrameWire.Json.ResumeFrame,
        FrameWire.Json.CloseFrame, FrameWire.Json.PingFrame, FrameWire.Json.PresenceFrame, FrameWire.Json.ReadyFrame, FrameWire.Json.AcceptFrame, FrameWire.Json.DeclineFrame,
        FrameWire.Json.HandBackFrame, FrameWire.Json.TransferFrame, FrameWire.Json.MuteFrame, FrameWire.Json.NoteFrame,
        FrameWire.Json.ConsultFrame, FrameWire.Json.ConsultEndFrame, FrameWire.Json.JoinFrame, FrameWire.Json.LeaveFrame, FrameWire.Json.InternalFrame, FrameWire.Json.SendOutsideFrame);

    /// <summary>What a supervisor may send.</summary>
    public static FrozenDictionary<string, JsonTypeInfo> FromSupervisor { get; } = Table(
        FrameWire.Json.HelloFrame, FrameWire.Json.PingFrame, FrameWire.Json.ConfirmFrame, FrameWire.Json.ResumeFrame,
        FrameWire.Json.MonitorFrame, FrameWire.Json.LeaveFrame, FrameWire.Json.WhisperFrame, FrameWire.Json.TakeOverFrame, FrameWire.Json.ReassignFrame);

    /// <summary>What a server may send.</summary>
    public static FrozenDictionary<string, JsonTypeInfo> FromServer { get; } = Table(
        FrameWire.Json.WelcomeFrame, FrameWire.Json.AckFrame, FrameWire.Json.PushFrame, FrameWire.Json.MessagesFrame, FrameWire.Json.PlaceFrame,
        FrameWire.Json.OtherTypingFrame, FrameWire.Json.OfferFrame, FrameWire.Json.OfferGoneFrame, FrameWire.Json.ProposalFrame, FrameWire.Json.WorkOrderFrame, FrameWire.Json.AgentFrame,
        FrameWire.Json.StaffFrame, FrameWire.Json.ConsultedFrame, FrameWire.Json.DoneFrame, FrameWire.Json.PongFrame, FrameWire.Json.ErrorFrame, FrameWire.Json.MovingFrame, FrameWire.Json.ByeFrame);

    /// <summary>The frame, or the code that says why not.</summary>
    public static Frame? Read(ReadOnlySpan<byte> utf8, FrozenDictionary<string, JsonTypeInfo> types, out RefusalCode? error)
    {
        error = null;
        try
        {
            if (FindType(utf8) is not { } type)
            {
                error = ErrorCodes.BadFrame;
                return null;
            }
            if (types.TryGetValue(type, out var info)) return (Frame?)JsonSerializer.Deserialize(utf8, info);
            error = ErrorCodes.UnknownType;
        }
        catch (JsonException exception)
        {
            // The path is set once the text is known to be JSON of the wrong shape.
            error = exception.Path is { Length: > 1 } ? ErrorCodes.BadFrame with { Message = $"{exception.Path} is not of the expected kind." } : ErrorCodes.BadJson;
        }
        catch (InvalidOperationException)
        {
            error = ErrorCodes.BadJson; // half a surrogate pair in an escape
        }
        return null;
    }

    /// <summary>The bytes of one text frame.</summary>
    public static byte[] Write(Frame frame) => FrameWriting.TryWrite(frame) ?? JsonSerializer.SerializeToUtf8Bytes(frame, FrameWire.Json.GetTypeInfo(frame.GetType())!);

    private static string? FindType(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, ReaderOptions);
        string? type = null;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw new JsonException();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isType = reader.ValueTextEquals("type"u8);
            reader.Read();
            if (isType) type = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            else reader.Skip();
        }
        while (reader.Read()) { } // the rest has to be JSON too
        return type;
    }

    private static FrozenDictionary<string, JsonTypeInfo> Table(params JsonTypeInfo[] infos) => infos.ToFrozenDictionary(
        info => TypeOf(info.Type), StringComparer.Ordinal);

    private static string TypeOf(Type frame)
    {
        if (FrameNames.Of(frame) is { } name) return name;
        throw new InvalidOperationException($"{frame.Name} has no frame type.");
    }
}
