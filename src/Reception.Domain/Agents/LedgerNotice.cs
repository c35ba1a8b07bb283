using Reception.Contracts.Agents;
using Reception.Contracts.Gateways;
using Reception.Contracts.Ids;

namespace Reception.Domain.Agents;

/// <summary>What the ledger wants told; nothing of it is awaited by the turn.</summary>
public abstract record LedgerNotice;

/// <summary>To the agent's sessions: a new offer.</summary>
public sealed record OfferShown(OfferView Offer) : LedgerNotice;

/// <summary>To the work: reserved, nobody has to accept; the session is his newest connection.</summary>
public sealed record AutoAccepted(OfferView Offer, SessionAddress Session) : LedgerNotice;

/// <summary>To the agent's sessions: an offer is over.</summary>
public sealed record OfferVanished(Guid Offer) : LedgerNotice;

/// <summary>To the queue: an offer ended on the agent's side.</summary>
public sealed record OfferEnded(QueueId Queue, Guid Offer, OfferEnd End) : LedgerNotice;

/// <summary>To the conversation: its agent's connection is lost longer than the grace time.</summary>
public sealed record HoldLost(ConversationId Work, long Epoch) : LedgerNotice;

/// <summary>To the conversation: is this hold really yours to give?</summary>
public sealed record HoldUnsettled(ConversationId Work, Guid Offer) : LedgerNotice;

/// <summary>To the conversation: was anything said lately?</summary>
public sealed record HoldQuiet(ConversationId Work, long Epoch, DateTimeOffset At) : LedgerNotice;

/// <summary>To a queue: how the agent stands now. One that he no longer serves is told so.</summary>
public sealed record StandingChanged(QueueId Queue, AgentAvailability Availability) : LedgerNotice;

/// <summary>To the agent's sessions: his own picture changed.</summary>
public sealed record ViewChanged(AgentView View) : LedgerNotice;
