namespace Reception.Protocol.Frames;

/// <summary>The value of a frame's <c>type</c>.</summary>
public static class FrameTypes
{
    // Both sockets, from the client
    public const string Hello = "hello";
    public const string Post = "post";
    public const string Confirm = "confirm";
    public const string Typing = "typing";
    public const string Resume = "resume";
    public const string Close = "close";
    public const string Ping = "ping";

    // The customer's socket, from the client
    public const string Human = "human";
    public const string Rate = "rate";
    public const string RateAnswer = "rate-answer";

    // The agent's socket, from the client
    public const string Presence = "presence";
    public const string Ready = "ready";
    public const string Accept = "accept";
    public const string Decline = "decline";
    public const string HandBack = "hand-back";
    public const string Transfer = "transfer";
    public const string Mute = "mute";
    public const string Note = "note";

    // Transfers and consults, from the agent's client
    public const string Consult = "consult";
    public const string ConsultEnd = "consult-end";
    public const string Join = "join";
    public const string Leave = "leave";
    public const string Internal = "internal";
    public const string SendOutside = "send-outside";

    // The supervisor's socket, from the client
    public const string Monitor = "monitor";
    public const string Whisper = "whisper";
    public const string TakeOver = "take-over";
    public const string Reassign = "reassign";

    // From the server
    public const string Staff = "staff";
    public const string Consulted = "consulted";
    public const string Welcome = "welcome";
    public const string Ack = "ack";
    public const string Push = "push";
    public const string Messages = "messages";
    public const string Place = "place";
    public const string Offer = "offer";
    public const string OfferGone = "offer-gone";
    public const string Proposal = "proposal";
    public const string WorkOrder = "work-order";
    public const string Agent = "agent";
    public const string Done = "done";
    public const string Pong = "pong";
    public const string Error = "error";
    public const string Moving = "moving";
    public const string Bye = "bye";
}
