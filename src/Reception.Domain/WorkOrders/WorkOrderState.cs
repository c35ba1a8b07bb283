using System.Collections.Immutable;
using Reception.Contracts.Ids;
using Reception.Contracts.Routing;
using Reception.Contracts.WorkOrders;
using Reception.Domain.Conversations;
using Reception.Domain.Conversations.Events;
using Reception.Domain.WorkOrders.Events;

namespace Reception.Domain.WorkOrders;

/// <summary>
/// A work order as a fold of its events (this folder: events, fold, the decider <see cref="WorkOrder"/>, and what others are told; no I/O,
/// time is passed in). Invariants: <see cref="Agent"/> and <see cref="Offer"/> are set exactly in <see cref="WorkOrderPhase.Owned"/>;
/// <see cref="Wait"/> is set from its creation on; <see cref="Epoch"/> only rises, by one at a time.
/// </summary>
public sealed record WorkOrderState
{
    /// <summary>Notes kept in memory and shown; all of them stand in the journal.</summary>
    public const int ShownNotes = 50;

    public required ConversationId Id { get; init; }

    /// <summary>The sequence of the newest event, 0 before the first.</summary>
    public long Version { get; init; }

    public WorkOrderPhase Phase { get; init; }
    public long Epoch { get; init; }
    public string CreatorId { get; init; } = "";
    public WorkOrderFields Fields { get; init; } = new("");
    public string? Topic { get; init; }
    public Wait? Wait { get; init; }
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>When scheduled work began to wait: the steps of its queue count from here, its place from its arrival.</summary>
    public DateTimeOffset? EnteredAt { get; init; }

    public Deadlines Deadlines { get; init; } = new();
    public ImmutableArray<WorkOrderDeadline> Missed { get; init; } = [];
    public string? Agent { get; init; }
    public string? AgentName { get; init; }
    public Guid? Offer { get; init; }
    public AssignmentExplanation? Why { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? AssignedAt { get; init; }
    public DateTimeOffset? RepliedAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public ImmutableArray<WorkOrderNote> Notes { get; init; } = [];
    public int NoteCount { get; init; }
    public string? Result { get; init; }

    /// <summary>The last agent who owned it and his epoch: who is told again after a crash that it is no longer his, and asked first when it is reopened.</summary>
    public string? LastAgent { get; init; }

    public long LastAgentEpoch { get; init; }

    /// <summary>The last queue it waited in and the epoch of that wait.</summary>
    public string? LastQueue { get; init; }

    public long LastQueueEpoch { get; init; }

    /// <summary>Who took it from the queue it waited in last; null: nobody, or it has gone on since.</summary>
    public AgentId? Taker => Phase == WorkOrderPhase.Owned && Epoch == LastQueueEpoch + 1 && AgentId.TryParse(Agent, out var agent) ? agent : null;

    /// <summary>Commands that were carried out.</summary>
    public SeenIds Commands { get; init; } = SeenIds.Empty;

    public WorkKind Kind => Wait?.Request?.Kind ?? WorkKind.WorkOrder;

    public bool IsOpen => Phase is WorkOrderPhase.Scheduled or WorkOrderPhase.Waiting or WorkOrderPhase.Owned;

    /// <summary>A call-back whose agent writes in the customer's conversation, once that has become his.</summary>
    public bool IsCallBackTurn => Phase == WorkOrderPhase.Owned && Kind == WorkKind.CallBack && Fields.Conversation is not null;

    /// <summary>Deadlines that are neither kept nor missed yet.</summary>
    public IEnumerable<(WorkOrderDeadline Deadline, DateTimeOffset At)> Pending
    {
        get
        {
            if (!IsOpen) yield break;
            if (Deadlines.FirstReply is { } reply && RepliedAt is null && !Missed.Contains(WorkOrderDeadline.FirstReply)) yield return (WorkOrderDeadline.FirstReply, reply);
            if (Deadlines.Resolution is { } done && !Missed.Contains(WorkOrderDeadline.Resolution)) yield return (WorkOrderDeadline.Resolution, done);
        }
    }

    /// <summary>Null before its creation.</summary>
    public WorkOrderView? ToView() => Wait is null ? null : new(
        Id, Version, Phase, Epoch, Fields, Wait.Request ?? new(WorkKind.WorkOrder), Topic, Wait.Queue, Agent is null ? null : new AgentId(Agent), AgentName, CreatedAt, Wait.Arrival,
        AssignedAt, RepliedAt, EndedAt, RepliedAt is null ? Deadlines.FirstReply : null, Deadlines.Resolution, [.. Missed], [.. Notes], Result, Why);
}
