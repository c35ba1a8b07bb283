using Reception.Contracts.Agents;
using Reception.Contracts.Ids;
using Reception.Contracts.Queues;
using Reception.Domain.Queues;

namespace Reception.Domain.Tests.Queues.Rule;

/// <summary>What is put to the test: the matcher, or something broken on purpose.</summary>
internal interface IRouter
{
    DateTimeOffset? NextWake { get; }

    EnqueueOutcome Enqueue(WaitingWork work, DateTimeOffset now);

    void Remove(ConversationId work, long epoch, AgentId? taker, DateTimeOffset now);

    void OnAgentChanged(AgentAvailability word, DateTimeOffset now);

    void OnAnswered(Guid offer, ReserveResult result, DateTimeOffset now);

    void OnSilent(Guid offer, DateTimeOffset now);

    void OnOfferEnded(AgentId agent, Guid offer, OfferEnd end, DateTimeOffset now);

    void OnTime(DateTimeOffset now);

    void OnLending(QueueId home, long version, int grants, DateTimeOffset now);

    /// <summary>The policy is another one from now on.</summary>
    void OnPolicy(DateTimeOffset now);

    IReadOnlyList<QueueDecision> Take();

    /// <summary>Agents who are kept for heavy work past its due time.</summary>
    IEnumerable<(AgentId Agent, ConversationId Work)> Kept { get; }
}
