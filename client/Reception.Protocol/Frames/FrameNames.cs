using System.Collections.Frozen;

namespace Reception.Protocol.Frames;

/// <summary>Which record stands for which <c>type</c>.</summary>
public static class FrameNames
{
    private static readonly FrozenDictionary<Type, string> Names = new Dictionary<Type, string>
    {
        [typeof(HelloFrame)] = FrameTypes.Hello,
        [typeof(PostFrame)] = FrameTypes.Post,
        [typeof(ConfirmFrame)] = FrameTypes.Confirm,
        [typeof(TypingFrame)] = FrameTypes.Typing,
        [typeof(ResumeFrame)] = FrameTypes.Resume,
        [typeof(CloseFrame)] = FrameTypes.Close,
        [typeof(PingFrame)] = FrameTypes.Ping,
        [typeof(HumanFrame)] = FrameTypes.Human,
        [typeof(RateFrame)] = FrameTypes.Rate,
        [typeof(RateAnswerFrame)] = FrameTypes.RateAnswer,
        [typeof(PresenceFrame)] = FrameTypes.Presence,
        [typeof(ReadyFrame)] = FrameTypes.Ready,
        [typeof(AcceptFrame)] = FrameTypes.Accept,
        [typeof(DeclineFrame)] = FrameTypes.Decline,
        [typeof(HandBackFrame)] = FrameTypes.HandBack,
        [typeof(TransferFrame)] = FrameTypes.Transfer,
        [typeof(MuteFrame)] = FrameTypes.Mute,
        [typeof(NoteFrame)] = FrameTypes.Note,
        [typeof(ConsultFrame)] = FrameTypes.Consult,
        [typeof(ConsultEndFrame)] = FrameTypes.ConsultEnd,
        [typeof(JoinFrame)] = FrameTypes.Join,
        [typeof(LeaveFrame)] = FrameTypes.Leave,
        [typeof(InternalFrame)] = FrameTypes.Internal,
        [typeof(SendOutsideFrame)] = FrameTypes.SendOutside,
        [typeof(MonitorFrame)] = FrameTypes.Monitor,
        [typeof(WhisperFrame)] = FrameTypes.Whisper,
        [typeof(TakeOverFrame)] = FrameTypes.TakeOver,
        [typeof(ReassignFrame)] = FrameTypes.Reassign,
        [typeof(StaffFrame)] = FrameTypes.Staff,
        [typeof(ConsultedFrame)] = FrameTypes.Consulted,
        [typeof(WelcomeFrame)] = FrameTypes.Welcome,
        [typeof(AckFrame)] = FrameTypes.Ack,
        [typeof(PushFrame)] = FrameTypes.Push,
        [typeof(MessagesFrame)] = FrameTypes.Messages,
        [typeof(PlaceFrame)] = FrameTypes.Place,
        [typeof(OtherTypingFrame)] = FrameTypes.Typing,
        [typeof(OfferFrame)] = FrameTypes.Offer,
        [typeof(OfferGoneFrame)] = FrameTypes.OfferGone,
        [typeof(ProposalFrame)] = FrameTypes.Proposal,
        [typeof(WorkOrderFrame)] = FrameTypes.WorkOrder,
        [typeof(AgentFrame)] = FrameTypes.Agent,
        [typeof(DoneFrame)] = FrameTypes.Done,
        [typeof(PongFrame)] = FrameTypes.Pong,
        [typeof(ErrorFrame)] = FrameTypes.Error,
        [typeof(MovingFrame)] = FrameTypes.Moving,
        [typeof(ByeFrame)] = FrameTypes.Bye,
    }.ToFrozenDictionary();

    /// <summary>Null for what is no frame.</summary>
    public static string? Of(Type frame) => Names.GetValueOrDefault(frame);
}
