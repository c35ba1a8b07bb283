namespace Reception.Contracts.Assistant;

/// <summary>What a reply waits for.</summary>
public enum AwaitedKind
{
    /// <summary>The order that fills the slots of an answer.</summary>
    Order = 0,
    /// <summary>A choice among the entries that may be meant.</summary>
    Choice = 1,
}

/// <summary>What came of it.</summary>
public enum BotReplyKind
{
    /// <summary>Nothing that could be used: not there, too late, over budget, not valid.</summary>
    Nothing = 0,
    /// <summary>The customer's orders, newest first.</summary>
    Orders = 1,
    /// <summary>The entry that is meant.</summary>
    Entry = 2,
    /// <summary>A question back, worded for these candidates.</summary>
    Question = 3,
    /// <summary>None of the entries is meant.</summary>
    NoEntry = 4,
}

/// <summary>
/// A reply that was made outside the turn, with the epoch and the message it is for. <see cref="EntryId"/> is the entry whose slots
/// were awaited, or the one that was chosen.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record BotReply(
    long Epoch, long ForSequence, AwaitedKind Awaited, BotReplyKind Kind, string? EntryId = null, OrderFacts[]? Orders = null, string? Question = null);
