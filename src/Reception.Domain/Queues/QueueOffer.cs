using Reception.Contracts.Ids;

namespace Reception.Domain.Queues;

/// <summary>The queue's side of an offer. Until the agent has answered it is only asked for.</summary>
public sealed class QueueOffer
{
    internal QueueOffer(Guid id, WaitingEntry entry, AgentId agent, DateTimeOffset until) => (Id, Entry, Agent, Until) = (id, entry, agent, until);

    public Guid Id { get; }

    public WaitingEntry Entry { get; }

    public AgentId Agent { get; }

    public DateTimeOffset Until { get; }

    /// <summary>The agent's ledger holds the capacity.</summary>
    public bool Reserved { get; internal set; }
}
