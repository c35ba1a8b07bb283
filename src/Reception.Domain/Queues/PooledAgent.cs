using Reception.Contracts.Agents;
using Reception.Contracts.Ids;
using Reception.Contracts.Routing;

namespace Reception.Domain.Queues;

/// <summary>What the queue believes of an agent. His own ledger decides; a wrong belief costs one refused reservation.</summary>
public sealed class PooledAgent
{
    internal PooledAgent(AgentAvailability availability) => Availability = availability;

    public AgentId Id => Availability.Agent;

    /// <summary>The newest that the agent said.</summary>
    public AgentAvailability Availability { get; internal set; }

    public AgentTraits Traits => Availability.Traits ?? AgentTraits.None;

    /// <summary>Weight asked for and not answered yet: never counted as free, even if his latest word already includes it.</summary>
    public int InFlight { get; internal set; }

    /// <summary>His grain did not answer; he is left out until then.</summary>
    public DateTimeOffset SilentUntil { get; internal set; }

    /// <summary>The overdue heavy work that he is kept for.</summary>
    public WaitingEntry? Earmark { get; internal set; }

    /// <summary>Number of his last turn in this queue (round robin).</summary>
    public long Turn { get; internal set; }

    /// <summary>Weight assigned here since he joined, by his share, above where he began (weighted share).</summary>
    public double ShareFigure => ShareStart + ((double)Assigned / Math.Max(1, Traits.Share));

    internal double ShareStart { get; set; }

    internal long Assigned { get; set; }

    internal AgentClass Class { get; set; } = null!;

    /// <summary>His place in the order of his class, also while he is not in it.</summary>
    internal AgentKey Key { get; set; }

    /// <summary>He stands in the order under <see cref="Key"/>: exactly while routable, as of the last look.</summary>
    internal bool IsListed { get; set; }

    /// <summary>The free weight that his class counts.</summary>
    internal int CountedFree { get; set; }

    /// <summary>He is counted as kept for a work.</summary>
    internal bool CountedKept { get; set; }

    /// <summary>He stands in the list of what is to be looked at.</summary>
    internal bool IsTouched { get; set; }

    /// <summary>Offers of this queue that he has and has not answered to.</summary>
    internal HashSet<QueueOffer> Offers { get; } = [];

    public bool IsRoutable(DateTimeOffset now) => Availability.Routable && SilentUntil <= now;

    /// <summary>Weight that can be asked for, not looking at an earmark.</summary>
    public int Free => Math.Max(0, Availability.FreeWeight - InFlight);

    /// <summary>Load by capacity, 0 to 1; 1 without a capacity.</summary>
    public double LoadRatio => Availability.Capacity <= 0 ? 1 : (Availability.Capacity - Free) / (double)Availability.Capacity;
}
