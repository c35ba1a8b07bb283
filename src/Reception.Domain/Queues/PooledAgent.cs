using Reception.Contracts.Agents;
using Reception.Contracts.Ids;

namespace Reception.Domain.Queues;

/// <summary>What the queue believes of an agent. His own ledger decides; a wrong belief costs one refused reservation.</summary>
public sealed class PooledAgent
{
    internal PooledAgent(AgentAvailability availability) => Availability = availability;

    public AgentId Id => Availability.Agent;

    /// <summary>The newest that the agent said.</summary>
    public AgentAvailability Availability { get; internal set; }

    /// <summary>Weight asked for and not answered yet: never counted as free, even if his latest word already includes it.</summary>
    public int InFlight { get; internal set; }

    /// <summary>His grain did not answer; he is left out until then.</summary>
    public DateTimeOffset SilentUntil { get; internal set; }

    /// <summary>The overdue heavy work that he is kept for.</summary>
    public WaitingEntry? Earmark { get; internal set; }

    /// <summary>His place in the idle order, also while he is not in it.</summary>
    internal IdleKey Key { get; set; }

    /// <summary>He stands in the idle order under <see cref="Key"/>: exactly while routable, as of the last look.</summary>
    internal bool IsListed { get; set; }

    /// <summary>Offers of this queue that he has and has not answered to.</summary>
    internal HashSet<QueueOffer> Offers { get; } = [];

    public bool IsRoutable(DateTimeOffset now) => Availability.Routable && SilentUntil <= now;

    /// <summary>Weight that can be asked for, not looking at an earmark.</summary>
    public int Free => Math.Max(0, Availability.FreeWeight - InFlight);
}
