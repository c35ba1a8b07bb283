using System.Collections.Immutable;
using Reception.Contracts.Conversations;

namespace Reception.Grains.Conversations;

/// <summary>What came of a command after its append.</summary>
internal sealed record Turn(CommandOutcome Outcome, string? Error, ChatMessage[] Produced, ImmutableArray<MessageAck> Acks)
{
    public static Turn Unavailable { get; } = Refuse(CommandOutcome.Unavailable, "The store did not take it in time. Try again with the same ids.");

    public static Turn Refuse(CommandOutcome outcome, string error) => new(outcome, error, [], []);
}
