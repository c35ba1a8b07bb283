using System.Collections.Immutable;
using Reception.Contracts.Conversations;
using Reception.Domain.Conversations.Events;

namespace Reception.Domain.Conversations;

/// <summary>A deadline that passed and was written down: once for each kind and time it is counted from.</summary>
public sealed record MissedDeadline(DeadlineKind Kind, DateTimeOffset Since);

/// <summary>The deadlines of an episode that passed.</summary>
public static class MissedDeadlines
{
    /// <summary>Kept in the state; older ones leave.</summary>
    public const int Max = 8;

    public static ImmutableArray<MissedDeadline> With(this ImmutableArray<MissedDeadline> missed, DeadlineMissed e) =>
        (missed.Length < Max ? missed : missed.RemoveAt(0)).Add(new(e.Kind, e.Since));
}
