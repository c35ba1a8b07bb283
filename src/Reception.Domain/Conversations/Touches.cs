using System.Collections.Immutable;
using Reception.Domain.Conversations.Events;

namespace Reception.Domain.Conversations;

/// <summary>
/// Somebody served the customer: the bot answered from an entry (<see cref="EntryId"/>), or an agent wrote in an episode
/// (<see cref="Agent"/>; one touch for all his lines of it, from <see cref="At"/> to <see cref="Until"/>).
/// </summary>
public sealed record Touch(DateTimeOffset At, int Episode, long Sequence, string? EntryId = null, long ForSequence = 0, long Knowledge = 0, bool? Helpful = null, string? Agent = null, DateTimeOffset? Until = null);

/// <summary>The newest touches of a thread, over its episodes: what answers can be rated and what an order is attributed to.</summary>
public static class Touches
{
    /// <summary>Touches kept; older ones leave.</summary>
    public const int Max = 32;

    public static ImmutableArray<Touch> With(this ImmutableArray<Touch> touches, BotAnswered e) =>
        Add(touches, new(e.At, e.Episode, e.Sequence, e.EntryId, e.ForSequence, e.Knowledge));

    public static ImmutableArray<Touch> With(this ImmutableArray<Touch> touches, AgentMessaged e)
    {
        var last = touches.LastOrDefault(t => t.Agent == e.Agent);
        return last is not null && last.Episode == e.Episode
            ? touches.Replace(last, last with { Until = e.At })
            : Add(touches, new(e.At, e.Episode, e.Sequence, Agent: e.Agent, Until: e.At));
    }

    public static ImmutableArray<Touch> With(this ImmutableArray<Touch> touches, AnswerRated e) =>
        touches.FirstOrDefault(t => t.Sequence == e.Sequence) is { } rated ? touches.Replace(rated, rated with { Helpful = e.Helpful }) : touches;

    private static ImmutableArray<Touch> Add(ImmutableArray<Touch> touches, Touch touch) => (touches.Length >= Max ? touches.RemoveAt(0) : touches).Add(touch);
}
