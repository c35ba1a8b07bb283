using Reception.Contracts.Conversations;

namespace Reception.Domain.Shops;

/// <summary>What is known of a work when its queue is chosen: the topic that triage found, what the customer said, where, in which language, and why a person is asked for.</summary>
public sealed record RoutingFacts(string? Topic = null, string? Text = null, string? Channel = null, string? Language = null, HandOverReason Reason = HandOverReason.None);
