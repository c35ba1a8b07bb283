namespace Reception.Domain.Queues;

/// <summary>What has happened in a queue since it began, for figures and never for decisions.</summary>
/// <param name="Offers">Offers that reached an agent.</param>
/// <param name="Declined">Offers that agents declined.</param>
/// <param name="TimedOut">Offers that ran out.</param>
/// <param name="Widened">Times that a step took force for a work while it waited.</param>
/// <param name="TurnedAway">Works that the full queue did not take.</param>
public readonly record struct QueueCounts(long Offers, long Declined, long TimedOut, long Widened, long TurnedAway)
{
    public static QueueCounts operator -(QueueCounts a, QueueCounts b) =>
        new(a.Offers - b.Offers, a.Declined - b.Declined, a.TimedOut - b.TimedOut, a.Widened - b.Widened, a.TurnedAway - b.TurnedAway);
}
