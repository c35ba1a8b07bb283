using Reception.Contracts.Ids;
using Reception.Contracts.Routing;

namespace Reception.Contracts.WorkOrders;

/// <summary>How a work order stands. That it is offered to somebody is the queue's and his matter: it waits until it is his.</summary>
public enum WorkOrderPhase
{
    /// <summary>Does not exist.</summary>
    None = 0,
    /// <summary>Not in its queue before its time.</summary>
    Scheduled = 1,
    /// <summary>The queue owns it.</summary>
    Waiting = 2,
    /// <summary>An agent owns it.</summary>
    Owned = 3,
    Done = 4,
    Cancelled = 5,
}

/// <summary>What is promised of a work order.</summary>
public enum WorkOrderDeadline { FirstReply = 0, Resolution = 1 }

[GenerateSerializer, Immutable]
public sealed record WorkOrderNote(DateTimeOffset At, string By, string Text);

/// <summary>
/// A work order as agents and operators see it. <see cref="Epoch"/> rises with each change of owner. <see cref="FirstReplyDue"/> and
/// <see cref="ResolutionDue"/> are the deadlines (null: none, or kept); <see cref="Missed"/> names those that passed.
/// <see cref="Notes"/> are the newest 50.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record WorkOrderView(
    ConversationId Id,
    long Version,
    WorkOrderPhase Phase,
    long Epoch,
    WorkOrderFields Fields,
    WorkRequest Request,
    string? Topic,
    string Queue,
    AgentId? Agent,
    string? AgentName,
    DateTimeOffset CreatedAt,
    DateTimeOffset Arrival,
    DateTimeOffset? AssignedAt,
    DateTimeOffset? RepliedAt,
    DateTimeOffset? EndedAt,
    DateTimeOffset? FirstReplyDue,
    DateTimeOffset? ResolutionDue,
    WorkOrderDeadline[] Missed,
    WorkOrderNote[] Notes,
    string? Result,
    AssignmentExplanation? Why = null)
{
    public string Number => Id.Customer;
}
