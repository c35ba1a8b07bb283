namespace Reception.Protocol.Frames;

/// <summary>The answer to hello. The messages follow as pushes, up to the view's last sequence.</summary>
public sealed record WelcomeFrame(string Session, string Role, LimitsDocument Limits, ViewDocument? View = null, PlaceDocument? Place = null, AgentDocument? Agent = null, string? Greeting = null) : Frame(FrameTypes.Welcome);

/// <summary>These messages are stored for good.</summary>
public sealed record AckFrame(string? Id, AckDocument[] Acks, string? Conversation = null) : Frame(FrameTypes.Ack);

/// <summary>New messages in order, without a gap, or a newer view, or both.</summary>
public sealed record PushFrame(string Conversation, MessageDocument[]? Messages = null, ViewDocument? View = null) : Frame(FrameTypes.Push);

/// <summary>The answer to resume; more follow while the last message is below <see cref="Last"/>.</summary>
public sealed record MessagesFrame(string? Id, string Conversation, MessageDocument[] Messages, long Last) : Frame(FrameTypes.Messages);

public sealed record PlaceFrame(string Conversation, int Place, int? FromSeconds, int? ToSeconds) : Frame(FrameTypes.Place);

/// <summary>The other side is writing.</summary>
public sealed record OtherTypingFrame(string Conversation, string Author) : Frame(FrameTypes.Typing);

public sealed record OfferFrame(OfferDocument Offer) : Frame(FrameTypes.Offer);

public sealed record OfferGoneFrame(string Offer) : Frame(FrameTypes.OfferGone);

public sealed record ProposalFrame(string Conversation, ProposalDocument Proposal) : Frame(FrameTypes.Proposal);

public sealed record AgentFrame(AgentDocument Agent) : Frame(FrameTypes.Agent);

/// <summary>The command was carried out (now or, when <see cref="Repeated"/>, before).</summary>
public sealed record DoneFrame(string? Id, bool Repeated = false, ViewDocument? View = null, AgentDocument? Agent = null, WorkOrderDocument? WorkOrder = null) : Frame(FrameTypes.Done);

public sealed record PongFrame(string? Id) : Frame(FrameTypes.Pong);

/// <summary>A refusal; <see cref="Do"/> says what to do about it.</summary>
public sealed record ErrorFrame(string? Id, string Code, string Message, string Do, int? RetryAfterMs = null, ViewDocument? View = null) : Frame(FrameTypes.Error);

/// <summary>This server is going down: after <see cref="AfterMs"/> leave, connect anew and resume. Until then all goes on as before.</summary>
public sealed record MovingFrame(int AfterMs) : Frame(FrameTypes.Moving);

/// <summary>The last frame before the server closes; <see cref="Resume"/> says whether coming back with the same token makes sense.</summary>
public sealed record ByeFrame(string Code, string Message, string Do, bool Resume, int? RetryAfterMs = null) : Frame(FrameTypes.Bye);
