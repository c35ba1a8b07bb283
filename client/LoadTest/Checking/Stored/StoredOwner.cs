namespace Reception.LoadTest.Checking.Stored;

internal enum OwnerKind { Nobody = 0, Bot = 1, Queue = 2, Agent = 3, Scheduled = 4 }

/// <summary>Who owns a conversation or work order after an event. <see cref="Wait"/> stays while an agent serves: a requeue goes back to it.</summary>
internal readonly record struct StoredOwner(OwnerKind Kind, long Epoch, string? Agent = null, StoredWait? Wait = null)
{
    /// <summary>What it takes of an agent's capacity. A chat that came to him out of a queue takes at least 1.</summary>
    public int Weight { get; init; } = Math.Max(1, Wait?.Weight ?? 1);

    /// <summary>Who owns it after an event; a text where the event may not follow.</summary>
    /// <param name="isOrder">The stream is a work order's: some words mean another thing there.</param>
    public (StoredOwner Owner, string? Error) After(in StoredEvent happened, bool isOrder)
    {
        if (happened.Kind == EventKind.DueMoved && happened.Wait is { } earlier) return (this with { Wait = earlier }, null);
        var next = Next(happened, isOrder);
        if (next is { } owner && owner.Epoch != Epoch + 1) return (owner, $"event [{happened.Number}] {happened.Kind} goes from epoch {Epoch} to {owner.Epoch}");
        return MayFollow(happened, isOrder) ? (next ?? this, null) : (next ?? this, $"event [{happened.Number}] {happened.Kind}{(happened.Agent is { } agent ? $" of {agent}" : "")} while {this} owns it");
    }

    public override string ToString() => Kind == OwnerKind.Agent ? $"agent {Agent}" : Kind.ToString().ToLowerInvariant();

    private StoredOwner? Next(in StoredEvent happened, bool isOrder) => happened.Kind switch
    {
        EventKind.Opened or EventKind.HandedBack or EventKind.WaitEnded => new(OwnerKind.Bot, happened.Epoch),
        EventKind.Closed or EventKind.Completed or EventKind.Cancelled => new(OwnerKind.Nobody, happened.Epoch),
        EventKind.Assigned => new(OwnerKind.Agent, happened.Epoch, happened.Agent, Wait),
        EventKind.Taken when isOrder => new(OwnerKind.Agent, happened.Epoch, happened.Agent, Wait),
        EventKind.Taken => new(OwnerKind.Agent, happened.Epoch, happened.Agent, happened.Wait) { Weight = Math.Max(0, happened.Wait?.Weight ?? 1) },
        EventKind.Created => new(happened.IsScheduled ? OwnerKind.Scheduled : OwnerKind.Queue, happened.Epoch, null, happened.Wait),
        EventKind.Entered => new(OwnerKind.Queue, happened.Epoch, null, Wait),
        EventKind.Moved when Kind == OwnerKind.Scheduled => new(OwnerKind.Scheduled, happened.Epoch, null, happened.Wait),
        EventKind.HandedOver or EventKind.Requeued or EventKind.Transferred or EventKind.Reassigned or EventKind.Overflowed or EventKind.Reclassified
            or EventKind.Returned or EventKind.Moved or EventKind.Reopened => new(OwnerKind.Queue, happened.Epoch, null, happened.Wait),
        _ => null,
    };

    private bool MayFollow(in StoredEvent happened, bool isOrder) => happened.Kind switch
    {
        EventKind.Opened or EventKind.Created or EventKind.Reopened or EventKind.Rated => Kind == OwnerKind.Nobody,
        EventKind.Said or EventKind.Closed or EventKind.Reassigned => Kind != OwnerKind.Nobody,
        EventKind.Answered => happened.Machine ? Kind == OwnerKind.Agent : Kind is OwnerKind.Bot or OwnerKind.Queue,
        EventKind.Clarified or EventKind.Talked or EventKind.HandedOver => Kind == OwnerKind.Bot,
        EventKind.Referred => Kind is OwnerKind.Bot or OwnerKind.Queue,
        EventKind.Assigned or EventKind.Overflowed or EventKind.Reclassified or EventKind.WaitEnded => Kind == OwnerKind.Queue,
        EventKind.Taken => isOrder ? Kind == OwnerKind.Queue : Kind is OwnerKind.Bot or OwnerKind.Queue || (Kind == OwnerKind.Agent && Agent == happened.From),
        EventKind.AgentSaid or EventKind.Requeued or EventKind.Transferred or EventKind.HandedBack or EventKind.Returned => Kind == OwnerKind.Agent && Agent == happened.Agent,
        EventKind.Entered => Kind == OwnerKind.Scheduled,
        EventKind.Moved or EventKind.Completed or EventKind.Cancelled => Kind != OwnerKind.Nobody,
        _ => true,
    };
}
