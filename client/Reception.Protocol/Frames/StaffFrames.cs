namespace Reception.Protocol.Frames;

/// <summary>Asks a colleague or an outside party; the customer sees nothing of it.</summary>
public sealed record ConsultFrame() : ClientFrame(FrameTypes.Consult)
{
    public string? Conversation { get; init; }

    public long? Epoch { get; init; }

    public string? Agent { get; init; }

    public string? Party { get; init; }

    public string? Question { get; init; }
}

/// <summary>Ends a consult; <see cref="Complete"/>: the colleague becomes the owner.</summary>
public sealed record ConsultEndFrame() : ClientFrame(FrameTypes.ConsultEnd)
{
    public string? Conversation { get; init; }

    public long? Epoch { get; init; }

    public bool? Complete { get; init; }
}

/// <summary>Follows an invitation to a consult.</summary>
public sealed record JoinFrame() : ClientFrame(FrameTypes.Join)
{
    public string? Conversation { get; init; }

    public long? After { get; init; }
}

/// <summary>A colleague leaves a consult, a supervisor reads along no more.</summary>
public sealed record LeaveFrame() : ClientFrame(FrameTypes.Leave)
{
    public string? Conversation { get; init; }
}

/// <summary>A line that only staff see; <see cref="OfParty"/>: what an outside party said.</summary>
public sealed record InternalFrame() : ClientFrame(FrameTypes.Internal)
{
    public string? Conversation { get; init; }

    public long? Epoch { get; init; }

    public string? Text { get; init; }

    public bool? OfParty { get; init; }
}

/// <summary>Sends the customer to an outside party of the channel.</summary>
public sealed record SendOutsideFrame() : ClientFrame(FrameTypes.SendOutside)
{
    public string? Conversation { get; init; }

    public long? Epoch { get; init; }

    public string? Party { get; init; }

    public bool? Close { get; init; }

    public string? Note { get; init; }
}

/// <summary>A supervisor reads along.</summary>
public sealed record MonitorFrame() : ClientFrame(FrameTypes.Monitor)
{
    public string? Conversation { get; init; }

    public long? After { get; init; }

    public string? Why { get; init; }
}

/// <summary>A supervisor's line to the owning agent alone.</summary>
public sealed record WhisperFrame() : ClientFrame(FrameTypes.Whisper)
{
    public string? Conversation { get; init; }

    public long? Epoch { get; init; }

    public string? Text { get; init; }
}

/// <summary>The supervisor becomes the owner.</summary>
public sealed record TakeOverFrame() : ClientFrame(FrameTypes.TakeOver)
{
    public string? Conversation { get; init; }

    public long? Epoch { get; init; }

    public string? Why { get; init; }
}

/// <summary>A supervisor sends a conversation to an agent or a queue.</summary>
public sealed record ReassignFrame() : ClientFrame(FrameTypes.Reassign)
{
    public string? Conversation { get; init; }

    public long? Epoch { get; init; }

    public string? Agent { get; init; }

    public string? Queue { get; init; }

    public int? Seconds { get; init; }

    public string? Why { get; init; }
}

/// <summary>What only staff see: a newer picture, new internal lines, or both.</summary>
public sealed record StaffFrame(string Conversation, StaffDocument? Staff = null, InternalDocument[]? Lines = null) : Frame(FrameTypes.Staff);

/// <summary>A colleague asks this agent into a conversation, or does not any more.</summary>
public sealed record ConsultedFrame(ConsultedDocument Consulted) : Frame(FrameTypes.Consulted);
