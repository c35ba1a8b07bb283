using Reception.Contracts.Conversations;
using Reception.Contracts.Shops;
using Reception.Domain.Shops;

namespace Reception.Domain.Conversations;

/// <summary>A deadline under way.</summary>
public sealed record ServiceDeadline(DeadlineKind Kind, DateTimeOffset Since, DateTimeOffset Due);

/// <summary>
/// What a person owes the customer and by when: computed from what happened and the policy in force, never stored, the stricter of queue
/// and channel. First reply: from arrival until a person wrote. Each reply: from the customer's first line that no person answered, once a
/// person has written. Resolution: from arrival until nobody waits or serves any more. Those written down as missed are not under way.
/// </summary>
public static class ServiceDeadlines
{
    public static IEnumerable<ServiceDeadline> Of(ConversationState state, ShopPolicy policy)
    {
        if (state is not { Phase: ConversationPhase.Waiting or ConversationPhase.Agent, Wait: { } wait }) yield break;
        var targets = policy.Targets(wait.Queue, state.Id.Channel);
        if (!state.Replied && Find(state, DeadlineKind.FirstReply, wait.Arrival, targets.FirstReplySeconds) is { } first) yield return first;
        if (state.UnansweredSince is { } asked && Find(state, DeadlineKind.EachReply, asked, targets.EachReplySeconds) is { } each) yield return each;
        if (Find(state, DeadlineKind.Resolution, wait.Arrival, targets.ResolutionSeconds) is { } end) yield return end;
    }

    /// <summary>The next one, for the index; null: none.</summary>
    public static DateTimeOffset? Next(ConversationState state, ShopPolicy policy) => Of(state, policy).Select(d => (DateTimeOffset?)d.Due).Min();

    private static ServiceDeadline? Find(ConversationState state, DeadlineKind kind, DateTimeOffset since, int? seconds) =>
        seconds is { } s && !state.Missed.Contains(new(kind, since)) ? new(kind, since, since.AddSeconds(s)) : null;
}
