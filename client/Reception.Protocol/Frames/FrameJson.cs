using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Reception.Protocol.Frames;

/// <summary>Source-generated JSON of all frames: camel case, nulls left out, unknown fields ignored.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = false,
    MaxDepth = Limits.JsonDepth)]
[JsonSerializable(typeof(HelloFrame))]
[JsonSerializable(typeof(PostFrame))]
[JsonSerializable(typeof(ConfirmFrame))]
[JsonSerializable(typeof(TypingFrame))]
[JsonSerializable(typeof(ResumeFrame))]
[JsonSerializable(typeof(CloseFrame))]
[JsonSerializable(typeof(PingFrame))]
[JsonSerializable(typeof(HumanFrame))]
[JsonSerializable(typeof(RateFrame))]
[JsonSerializable(typeof(RateAnswerFrame))]
[JsonSerializable(typeof(PresenceFrame))]
[JsonSerializable(typeof(ReadyFrame))]
[JsonSerializable(typeof(AcceptFrame))]
[JsonSerializable(typeof(DeclineFrame))]
[JsonSerializable(typeof(HandBackFrame))]
[JsonSerializable(typeof(TransferFrame))]
[JsonSerializable(typeof(MuteFrame))]
[JsonSerializable(typeof(NoteFrame))]
[JsonSerializable(typeof(ConsultFrame))]
[JsonSerializable(typeof(ConsultEndFrame))]
[JsonSerializable(typeof(JoinFrame))]
[JsonSerializable(typeof(LeaveFrame))]
[JsonSerializable(typeof(InternalFrame))]
[JsonSerializable(typeof(SendOutsideFrame))]
[JsonSerializable(typeof(MonitorFrame))]
[JsonSerializable(typeof(WhisperFrame))]
[JsonSerializable(typeof(TakeOverFrame))]
[JsonSerializable(typeof(ReassignFrame))]
[JsonSerializable(typeof(StaffFrame))]
[JsonSerializable(typeof(ConsultedFrame))]
[JsonSerializable(typeof(WelcomeFrame))]
[JsonSerializable(typeof(AckFrame))]
[JsonSerializable(typeof(PushFrame))]
[JsonSerializable(typeof(MessagesFrame))]
[JsonSerializable(typeof(PlaceFrame))]
[JsonSerializable(typeof(OtherTypingFrame))]
[JsonSerializable(typeof(OfferFrame))]
[JsonSerializable(typeof(OfferGoneFrame))]
[JsonSerializable(typeof(ProposalFrame))]
[JsonSerializable(typeof(WorkOrderFrame))]
[JsonSerializable(typeof(AgentFrame))]
[JsonSerializable(typeof(DoneFrame))]
[JsonSerializable(typeof(PongFrame))]
[JsonSerializable(typeof(ErrorFrame))]
[JsonSerializable(typeof(MovingFrame))]
[JsonSerializable(typeof(ByeFrame))]
public sealed partial class FrameJson : JsonSerializerContext;

/// <summary>The context to use: Chinese stays readable and short on the wire (it is never put into HTML as text).</summary>
public static class FrameWire
{
    public static FrameJson Json { get; } = new(new JsonSerializerOptions(FrameJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
