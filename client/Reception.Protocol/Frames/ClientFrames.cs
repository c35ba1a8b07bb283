using System.Text.Json.Serialization;

namespace Reception.Protocol.Frames;

/// <summary>A frame in either direction.</summary>
public abstract record Frame([property: JsonPropertyOrder(-2)] string Type);

/// <summary>A frame of a client; <see cref="Id"/> comes back in its answer, and makes a repeated command harmless.</summary>
public abstract record ClientFrame(string Type) : Frame(Type)
{
    [JsonPropertyOrder(-1)]
    public string? Id { get; init; }
}

/// <summary>The first frame. Agents name what they saw of their threads, customers where they go on.</summary>
public sealed record HelloFrame() : ClientFrame(FrameTypes.Hello)
{
    public string? Token { get; init; }

    public string? Shop { get; init; }

    public string? Channel { get; init; }

    public long? After { get; init; }

    public ContextDocument? Context { get; init; }

    public ThreadPosition[]? Threads { get; init; }
}

public sealed record PostFrame() : ClientFrame(FrameTypes.Post)
{
    public PostedMessage[]? Messages { get; init; }

    public string? Conversation { get; init; }

    public long? Epoch { get; init; }

    public string? Proposal { get; init; }
}

public sealed record ConfirmFrame() : ClientFrame(FrameTypes.Confirm)
{
    public string? Conversation { get; init; }

    public long? Sequence { get; init; }
}

public sealed record TypingFrame() : ClientFrame(FrameTypes.Typing)
{
    public string? Conversation { get; init; }

    public string? Author { get; init; }
}

public sealed record ResumeFrame() : ClientFrame(FrameTypes.Resume)
{
    public string? Conversation { get; init; }

    public long? After { get; init; }
}

public sealed record CloseFrame() : ClientFrame(FrameTypes.Close)
{
    public string? Conversation { get; init; }

    public long? Epoch { get; init; }

    /// <summary>What came of a work order.</summary>
    public string? Text { get; init; }
}

public sealed record PingFrame() : ClientFrame(FrameTypes.Ping);

public sealed record HumanFrame() : ClientFrame(FrameTypes.Human);

public sealed record RateFrame() : ClientFrame(FrameTypes.Rate)
{
    public int? Stars { get; init; }

    public string? Comment { get; init; }
}

/// <summary>Whether an answer of the bot, a line of the thread, helped.</summary>
public sealed record RateAnswerFrame() : ClientFrame(FrameTypes.RateAnswer)
{
    public long? Sequence { get; init; }

    public bool? Helpful { get; init; }
}

public sealed record PresenceFrame() : ClientFrame(FrameTypes.Presence)
{
    public string? Intent { get; init; }

    /// <summary>Why he is away: break, training, meeting …</summary>
    public string? Reason { get; init; }
}

/// <summary>Ends the wrap-up of one conversation, or of all.</summary>
public sealed record ReadyFrame() : ClientFrame(FrameTypes.Ready)
{
    public string? Conversation { get; init; }
}

public sealed record AcceptFrame() : ClientFrame(FrameTypes.Accept)
{
    public string? Offer { get; init; }
}

public sealed record DeclineFrame() : ClientFrame(FrameTypes.Decline)
{
    public string? Offer { get; init; }
}

public sealed record HandBackFrame() : ClientFrame(FrameTypes.HandBack)
{
    public string? Conversation { get; init; }

    public long? Epoch { get; init; }
}

public sealed record TransferFrame() : ClientFrame(FrameTypes.Transfer)
{
    public string? Conversation { get; init; }

    public long? Epoch { get; init; }

    public string? Queue { get; init; }

    public string? Agent { get; init; }

    public int? Seconds { get; init; }

    public string? Why { get; init; }
}

public sealed record MuteFrame() : ClientFrame(FrameTypes.Mute)
{
    public string? Conversation { get; init; }

    public long? Epoch { get; init; }

    public bool? Muted { get; init; }
}
