using System.Collections.Immutable;
using Reception.Contracts.Conversations;
using Reception.Domain.Conversations.Events;
using Reception.Domain.Insight;

namespace Reception.Domain.Conversations;

/// <summary>
/// What a command leads to: the events to append in one go, and the state after them. A refusal has no events. What has to be told
/// to queues and agents follows from the states before and after: <see cref="Aftermath"/>.
/// </summary>
public sealed record Decision(CommandOutcome Outcome, ConversationState State, ImmutableArray<ConversationEvent> Events)
{
    public string? Error { get; init; }
    public ImmutableArray<MessageAck> Acks { get; init; } = [];
    public ImmutableArray<ProposedReply> Proposals { get; init; } = [];

    /// <summary>What the customer asked, as triage read it.</summary>
    public ImmutableArray<HeardQuestion> Heard { get; init; } = [];

    public static Decision Refuse(CommandOutcome outcome, ConversationState state, string? error = null) => new(outcome, state, []) { Error = error };

    /// <summary>Nothing to do any more.</summary>
    public static Decision Repeat(ConversationState state) => new(CommandOutcome.Repeated, state, []);
}
