namespace Reception.Protocol.Frames;

/// <summary>
/// A work order, review or call-back. <see cref="Work"/> is its id (shop/~order/number), by which offers, holds and frames name it;
/// <see cref="Conversation"/> the chat it came from. Notes are the newest 50.
/// </summary>
public sealed record WorkOrderDocument(
    string Work,
    string Number,
    string Kind,
    string Phase,
    long Version,
    long Epoch,
    string Title,
    string? Details,
    string? OrderNumber,
    int? Stars,
    string? CustomerName,
    string? Customer,
    string? Conversation,
    string? Topic,
    string Queue,
    int Priority,
    string? Agent,
    string? AgentName,
    DateTimeOffset CreatedAt,
    DateTimeOffset Arrival,
    DateTimeOffset? AssignedAt,
    DateTimeOffset? RepliedAt,
    DateTimeOffset? EndedAt,
    DateTimeOffset? FirstReplyDue,
    DateTimeOffset? ResolutionDue,
    string[] Missed,
    NoteDocument[] Notes,
    string? Result,
    Dictionary<string, string>? Labels = null);

/// <summary>A note on a work order.</summary>
public sealed record NoteDocument(DateTimeOffset At, string By, string Text);

/// <summary>Adds a note to a work order that the agent has or had.</summary>
public sealed record NoteFrame() : ClientFrame(FrameTypes.Note)
{
    public string? Conversation { get; init; }

    public string? Text { get; init; }
}

/// <summary>A work order that the agent holds: after hello, when it becomes his, and when it changes hands.</summary>
public sealed record WorkOrderFrame(WorkOrderDocument WorkOrder) : Frame(FrameTypes.WorkOrder);
