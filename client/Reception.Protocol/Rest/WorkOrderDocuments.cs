namespace Reception.Protocol.Rest;

/// <summary>
/// A new work order. <see cref="Id"/> is the caller's own: the same again creates nothing. <see cref="Customer"/> is the shop's id of the
/// customer, or <see cref="Conversation"/> (shop/channel/customer) the chat it came from.
/// </summary>
public sealed record WorkOrderRequest(
    string? Id,
    string? Kind = null,
    string? Title = null,
    string? Details = null,
    string? OrderNumber = null,
    int? Stars = null,
    string? CustomerName = null,
    string? Customer = null,
    string? Conversation = null,
    string? Queue = null,
    string? Topic = null,
    string? Channel = null,
    string? Language = null,
    int? Priority = null,
    SkillDocument?[]? Skills = null,
    DateTimeOffset? NotBefore = null,
    DateTimeOffset? Deadline = null,
    string? PreferredAgent = null);

/// <summary>A command on a work order: the caller's own id of it, the epoch that was read (or If-Match), a note's text, a result or a reason, the queue of a transfer.</summary>
public sealed record WorkOrderCommandRequest(string? Id, long? Epoch = null, string? Text = null, string? Queue = null);

/// <summary>One line of a list of work orders.</summary>
public sealed record WorkOrderRowDocument(
    string Number,
    string Kind,
    string Phase,
    long Epoch,
    string Title,
    string Queue,
    string? Agent,
    string? Topic,
    string? OrderNumber,
    int? Stars,
    string? CustomerName,
    DateTimeOffset CreatedAt,
    DateTimeOffset Arrival,
    DateTimeOffset? AssignedAt,
    DateTimeOffset? EndedAt,
    int Notes,
    int Missed,
    DateTimeOffset UpdatedAt);

public sealed record WorkOrderPageDocument(WorkOrderRowDocument[] Rows, string? NextCursor);
