namespace Reception.LoadTest.Checking.Stored;

/// <summary>What an event says, as far as the checks need it. Lines of the thread stand before <see cref="Opened"/>.</summary>
internal enum EventKind
{
    Other = 0,
    Said, Answered, Clarified, Talked, AgentSaid, Notice, Referred,
    Opened, HandedOver, Assigned, Requeued, Transferred, HandedBack, Taken, Reassigned, Overflowed, Reclassified, WaitEnded, Closed,
    Rated, DueMoved, Promised, PromiseKept,
    Created, Entered, Returned, Moved, Completed, Cancelled, Reopened,
}

/// <summary>
/// One stored event, read from its JSON bytes without the store's or the domain's code: own field names, from the golden files. This folder
/// reads the journal's file as it lies there; it shares no code with what wrote it.
/// </summary>
/// <param name="Number">The event's own sequence in its conversation.</param>
/// <param name="At">UTC ticks.</param>
/// <param name="Sequence">A line's number in the thread.</param>
/// <param name="ClientId">The client's id of a line that somebody said.</param>
internal readonly record struct StoredEvent(
    EventKind Kind, long Position, long Number, long At, long Sequence, long Epoch, string? Agent, string? From, string? ClientId, bool Machine, StoredWait? Wait, bool IsScheduled)
{
    public bool IsLine => Kind is >= EventKind.Said and <= EventKind.Referred;
}

/// <summary>The wait of an event that enters a queue. Times are UTC ticks; 0 = none. <paramref name="Demands"/>: what it asks for beyond its queue, to tell like from unlike.</summary>
internal sealed record StoredWait(string Queue, long Due, int Weight, string? Preferred, long PreferredUntil, string Demands);

/// <summary>One append as the file has it. <paramref name="Previous"/>: the position of the conversation's row before, 0 = none.</summary>
internal readonly record struct StoredRow(long Position, long First, int Count, long Previous);
