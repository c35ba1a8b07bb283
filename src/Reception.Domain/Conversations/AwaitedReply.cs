using System.Collections.Immutable;
using Reception.Contracts.Assistant;
using Reception.Contracts.Conversations;

namespace Reception.Domain.Conversations;

/// <summary>
/// An answer that waits for something slower than the journal. It holds ids and what the customer said of the order, never knowledge:
/// the entry is read again when the answer comes. <see cref="Epoch"/> is the one it was asked in; <see cref="Due"/> when the bot goes on
/// without it. <see cref="Order"/>: the number to look for, null the newest. <see cref="Candidates"/>: of a choice; <see cref="Rule"/>: why it was not clear.
/// </summary>
public sealed record AwaitedReply(
    long Epoch, long ForSequence, AwaitedKind Kind, DateTimeOffset Due, string? EntryId = null, string? Order = null, bool Simple = false, double Confidence = 0,
    Suggestion[]? Candidates = null, string? Rule = null)
{
    /// <summary>Replies awaited at a time; what would be one more is answered as if nothing had come.</summary>
    public const int Most = 4;

    /// <summary>How long the bot waits for an order.</summary>
    public static readonly TimeSpan OrderPatience = TimeSpan.FromSeconds(10);

    /// <summary>How long it waits for a choice: the customer could have been asked back at once.</summary>
    public static readonly TimeSpan ChoicePatience = TimeSpan.FromSeconds(8);
}

/// <summary>The bot asked which order an entry's answer is for: whoever names one of these numbers gets it.</summary>
public sealed record OrderQuestion(string EntryId, string[] Numbers, double Confidence = 0);

/// <summary>What of the world outside a decision may count on: whether orders of this customer, or a language model, can be asked.</summary>
public sealed record Abilities(bool Orders = false, bool Choices = false)
{
    public static Abilities None { get; } = new();
}

/// <summary>How awaited replies change with what happens. A reply is awaited until its message has got one, or something later has.</summary>
internal static class AwaitedFold
{
    public static ImmutableArray<AwaitedReply> Await(this ImmutableArray<AwaitedReply> awaited, AwaitedReply reply)
    {
        var others = awaited.RemoveAll(a => a.Kind == reply.Kind && a.EntryId == reply.EntryId).Overtake(reply.ForSequence);
        if (others.Length >= AwaitedReply.Most) others = others.RemoveRange(0, others.Length - AwaitedReply.Most + 1);
        return others.Add(reply);
    }

    /// <summary>The entry was said or proposed for this message, or the wait for it ended.</summary>
    public static ImmutableArray<AwaitedReply> Settle(this ImmutableArray<AwaitedReply> awaited, long forSequence, string? entryId) =>
        awaited.RemoveAll(a => a.ForSequence == forSequence && (entryId is null || a.EntryId is null || a.EntryId == entryId));

    /// <summary>Something was said to this message or a later one: a question back about an earlier one would come too late.</summary>
    public static ImmutableArray<AwaitedReply> Overtake(this ImmutableArray<AwaitedReply> awaited, long forSequence) =>
        awaited.RemoveAll(a => a.Kind == AwaitedKind.Choice && a.ForSequence <= forSequence);
}
