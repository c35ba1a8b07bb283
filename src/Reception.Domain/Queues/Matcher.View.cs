using Reception.Contracts.Queues;

namespace Reception.Domain.Queues;

/// <summary>The queue as operators see it.</summary>
public sealed partial class Matcher
{
    /// <summary>The first lines, each with the reason why it waits.</summary>
    public QueueView View(int first, DateTimeOffset now)
    {
        var lines = Waiting.InOrder().Take(Math.Max(0, first)).Select((entry, index) => new WaitingView(
            entry.Work.Work, index + 1, entry.Work.Arrival, entry.Offer?.Agent, entry.Offer?.Until, entry.Offers, Why(entry, now))).ToArray();
        DateTimeOffset? oldest = Waiting.Count == 0 ? null : Waiting.InOrder().Min(e => e.Work.Arrival);
        return new QueueView(queue, Waiting.Count, Offered, oldest, Pool.RoutableCount, Pool.InOrder().Sum(a => a.Free), lines);
    }

    private string Why(WaitingEntry entry, DateTimeOffset now)
    {
        if (entry.Offer is { } offer) return offer.Reserved ? $"offered to {offer.Agent}" : $"asking {offer.Agent}";
        if (entry.State == WaitingState.Held) return $"kept for {entry.Work.Preferred} until {entry.Work.PreferredUntil:HH:mm:ss}";
        if (Pool.RoutableCount == 0) return "no agent is online";
        if (Pool.InOrder().All(a => a.Availability.Capacity < entry.Work.Weight)) return $"no agent online can carry weight {entry.Work.Weight}";
        if (Pool.InOrder().Where(a => a.Free >= entry.Work.Weight).Any(a => IsCooling(entry, a, now))) return "declined by all who are free";
        return entry.Work.Weight > 1 ? $"no agent has {entry.Work.Weight} free" : "all agents are busy";
    }
}
