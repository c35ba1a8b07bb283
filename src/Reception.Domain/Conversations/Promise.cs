using System.Collections.Immutable;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Routing;
using Reception.Domain.Conversations.Events;

namespace Reception.Domain.Conversations;

/// <summary>
/// A work order or call-back that was promised instead of a wait. <see cref="Number"/> is unique in the thread: from it comes the creator's
/// id, so that making it again makes nothing. A call-back keeps the place of the wait (<see cref="Arrival"/>, <see cref="Due"/>) and is not
/// made to wait before <see cref="NotBefore"/>. <see cref="Text"/> is what the customer said last, at most <see cref="MaxText"/> characters.
/// </summary>
public sealed record Promise(
    long Number, int Episode, WorkKind Kind, string Queue, string? Topic, string Text, DateTimeOffset Arrival, DateTimeOffset? NotBefore, string Why, WaitCause Cause,
    WorkRequest? Request = null, string? Preferred = null, DateTimeOffset? Due = null, DateTimeOffset? At = null, bool Made = false)
{
    public const int MaxText = 2_000;

    /// <summary>The creator's id of the work order.</summary>
    public string CreatorId(ConversationId conversation) => $"{conversation.Channel}/{conversation.Customer}/{Number}";

    /// <summary>The work order that stands for it.</summary>
    public ConversationId Order(ConversationId conversation) => WorkIds.Order(conversation.Shop, WorkIds.NumberOf(conversation.Shop, CreatorId(conversation)));
}

/// <summary>The promises of a thread: those that are not made yet, and those of the present episode.</summary>
public static class Promises
{
    /// <summary>Promises kept in the state; the oldest that were made leave first.</summary>
    public const int Max = 8;

    public static ImmutableArray<Promise> With(this ImmutableArray<Promise> promises, WorkPromised e)
    {
        var oldest = promises.Length < Max ? null : promises.FirstOrDefault(p => p.Made) ?? promises[0];
        return (oldest is null ? promises : promises.Remove(oldest)).Add(e.Promise with { At = e.At });
    }

    public static ImmutableArray<Promise> With(this ImmutableArray<Promise> promises, PromiseKept e) => [.. promises.Select(p => p.Number == e.Number ? p with { Made = true } : p)];

    /// <summary>A new episode begins: only what has still to be made is kept.</summary>
    public static ImmutableArray<Promise> OfEarlier(this ImmutableArray<Promise> promises) => promises.RemoveAll(p => p.Made);

    public static PromiseView ToView(this Promise promise, ConversationId conversation) =>
        new(promise.Order(conversation), promise.Kind, promise.At ?? promise.Arrival, promise.Made);
}
