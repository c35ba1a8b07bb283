using System.Text.Json.Serialization;
using Reception.Contracts.Routing;
using Reception.Contracts.WorkOrders;
using Reception.Domain.Conversations.Events;

namespace Reception.Domain.WorkOrders.Events;

/// <summary>
/// Something that happened to a work order, as the journal keeps it for good in the stream of its own id. Discriminators and field names
/// are frozen by golden files: a field is added, never changed; a type is added, never renamed.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "e")]
[JsonDerivedType(typeof(Created), "created")]
[JsonDerivedType(typeof(Entered), "entered")]
[JsonDerivedType(typeof(Taken), "taken")]
[JsonDerivedType(typeof(Noted), "noted")]
[JsonDerivedType(typeof(Returned), "returned")]
[JsonDerivedType(typeof(Moved), "moved")]
[JsonDerivedType(typeof(Completed), "completed")]
[JsonDerivedType(typeof(Cancelled), "cancelled")]
[JsonDerivedType(typeof(Reopened), "reopened")]
[JsonDerivedType(typeof(DeadlineMissed), "missed")]
public abstract record WorkOrderEvent(DateTimeOffset At);

/// <summary>The owner changed; <see cref="Epoch"/> is the new one, one above the last.</summary>
public abstract record OwnerEvent(DateTimeOffset At, long Epoch) : WorkOrderEvent(At);

/// <summary>When it has to be answered and be done; null: no such target.</summary>
public sealed record Deadlines(DateTimeOffset? FirstReply = null, DateTimeOffset? Resolution = null);

/// <summary>It exists: in its queue, or (with <see cref="NotBefore"/>) kept out of it until then.</summary>
public sealed record Created(
    DateTimeOffset At, long Epoch, string CreatorId, WorkOrderFields Fields, string? Topic, Wait Wait, Deadlines Deadlines, DateTimeOffset? NotBefore = null, string? By = null)
    : OwnerEvent(At, Epoch);

/// <summary>Its time has come: into its queue.</summary>
public sealed record Entered(DateTimeOffset At, long Epoch) : OwnerEvent(At, Epoch);

/// <summary>From the queue to the agent who accepted the offer.</summary>
public sealed record Taken(DateTimeOffset At, long Epoch, string Agent, string? AgentName, Guid Offer, AssignmentExplanation? Why = null) : OwnerEvent(At, Epoch);

/// <summary>A note. <see cref="IsReply"/>: the first of its owner, which keeps the deadline of the first reply.</summary>
public sealed record Noted(DateTimeOffset At, string By, string Text, string CommandId, bool IsReply = false) : WorkOrderEvent(At);

/// <summary>From an agent who was lost, or whose hold was, back to the queue at the original arrival time.</summary>
public sealed record Returned(DateTimeOffset At, long Epoch, string Agent, Wait Wait) : OwnerEvent(At, Epoch);

/// <summary>To another queue, the arrival time kept. No command: an overflow of the queue.</summary>
public sealed record Moved(DateTimeOffset At, long Epoch, string By, Wait Wait, string? CommandId = null) : OwnerEvent(At, Epoch);

/// <summary>Done.</summary>
public sealed record Completed(DateTimeOffset At, long Epoch, string By, string? Result, string? CommandId = null) : OwnerEvent(At, Epoch);

/// <summary>Will not be done.</summary>
public sealed record Cancelled(DateTimeOffset At, long Epoch, string By, string? Reason, string CommandId) : OwnerEvent(At, Epoch);

/// <summary>What was done or cancelled waits again, as new work.</summary>
public sealed record Reopened(DateTimeOffset At, long Epoch, string By, string? Reason, Wait Wait, Deadlines Deadlines, string CommandId) : OwnerEvent(At, Epoch);

/// <summary>A deadline passed before it was kept; once per deadline.</summary>
public sealed record DeadlineMissed(DateTimeOffset At, WorkOrderDeadline Deadline) : WorkOrderEvent(At);
