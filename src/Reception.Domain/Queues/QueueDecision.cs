using Reception.Contracts.Agents;
using Reception.Contracts.Ids;

namespace Reception.Domain.Queues;

/// <summary>What the queue has to start; nothing of it is awaited.</summary>
public abstract record QueueDecision(AgentId Agent);

/// <summary>Ask the agent to hold capacity for the offer. The answer comes back as <see cref="Matcher.OnAnswered"/> or <see cref="Matcher.OnSilent"/>.</summary>
public sealed record ReserveDecision(AgentId Agent, OfferView Offer) : QueueDecision(Agent);

/// <summary>Tell the agent that an offer is over.</summary>
public sealed record WithdrawDecision(AgentId Agent, Guid Offer, OfferEnd End) : QueueDecision(Agent);
