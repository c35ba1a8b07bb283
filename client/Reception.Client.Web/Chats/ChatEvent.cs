using Reception.Client.Web.Links;
using Reception.Protocol.Frames;

namespace Reception.Client.Web.Chats;

/// <summary>What a chat or a desk tells, in order.</summary>
public abstract record ChatEvent;

/// <summary>A new message; every sequence comes once.</summary>
public sealed record MessageArrived(string Conversation, MessageDocument Message) : ChatEvent;

/// <summary>A newer view of a conversation.</summary>
public sealed record ViewChanged(ViewDocument View) : ChatEvent;

public sealed record PlaceChanged(string Conversation, PlaceDocument Place) : ChatEvent;

public sealed record OtherIsTyping(string Conversation, string Author) : ChatEvent;

public sealed record LinkChanged(LinkState State, string? Why) : ChatEvent;

public sealed record OfferMade(OfferDocument Offer) : ChatEvent;

public sealed record OfferEnded(string Offer) : ChatEvent;

public sealed record ReplyProposed(string Conversation, ProposalDocument Proposal) : ChatEvent;

/// <summary>What only staff see: a newer picture (or null), and lines, each number once.</summary>
public sealed record StaffChanged(string Conversation, StaffDocument? Staff, InternalDocument[] Lines) : ChatEvent;

/// <summary>A colleague asks this agent into a conversation, or does not any more.</summary>
public sealed record Consulted(ConsultedDocument Invitation) : ChatEvent;

public sealed record AgentChanged(AgentDocument Agent) : ChatEvent;

/// <summary>A work order that the agent has, or had until this.</summary>
public sealed record WorkOrderChanged(WorkOrderDocument Order) : ChatEvent;
