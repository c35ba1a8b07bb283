using Reception.Contracts.Ids;
using Reception.Contracts.Routing;

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

    /// <summary>It has reached him: a reservation made again in his next life is no other offer.</summary>
    internal bool WasShown { get; set; }

    /// <summary>Why this agent; null for an offer that was adopted.</summary>
    public AssignmentExplanation? Why { get; internal init; }

    /// <summary>The weight counts as assigned to the agent.</summary>
    internal bool IsAssigned { get; set; }

    /// <summary>The lender whose grants it uses up, under the lender's word of <see cref="LentUnder"/>.</summary>
    internal Lender? Lender { get; set; }

    internal long LentUnder { get; set; }
}
