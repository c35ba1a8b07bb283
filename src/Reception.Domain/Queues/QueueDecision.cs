using Reception.Contracts.Agents;
using Reception.Contracts.Ids;
using Reception.Contracts.Shops;

namespace Reception.Domain.Queues;

/// <summary>What the queue has to start; nothing of it is awaited.</summary>
public abstract record QueueDecision;

/// <summary>Ask the agent to hold capacity for the offer. The answer comes back as <see cref="Matcher.OnAnswered"/> or <see cref="Matcher.OnSilent"/>.</summary>
public sealed record ReserveDecision(AgentId Agent, OfferView Offer) : QueueDecision;

/// <summary>Tell the agent that an offer is over.</summary>
public sealed record WithdrawDecision(AgentId Agent, Guid Offer, OfferEnd End) : QueueDecision;

/// <summary>A step that sends the work elsewhere, or offers its customer something, took force: once for each wait and step.</summary>
public sealed record StepDecision(ConversationId Work, long Epoch, QueueStep Step) : QueueDecision;

/// <summary>The work has waited as long as the queue allows, or its queue is drained: the work does what the limit's policy says.</summary>
public sealed record LimitDecision(ConversationId Work, long Epoch) : QueueDecision;

/// <summary>Tell another queue how much of our agents' weight it may use.</summary>
public sealed record LendDecision(QueueId Borrower, int Grants) : QueueDecision;
