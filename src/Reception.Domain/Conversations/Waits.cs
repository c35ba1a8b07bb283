using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Routing;
using Reception.Contracts.Shops;
using Reception.Domain.Conversations.Events;
using Reception.Domain.Shops;

namespace Reception.Domain.Conversations;

/// <summary>
/// Which queue, what is asked for there, and the one due time that orders it: arrival plus the target of its priority, or the first reply's
/// deadline if that is earlier. It is computed on entry; a requeue in the same queue keeps it, another queue takes its own target on the
/// original arrival. The contact manager is asked before the agent who served last.
/// </summary>
internal static class Waits
{
    /// <summary>The first routing of a wish for a person.</summary>
    public static Wait First(ConversationState state, Setting setting, RoutingDecision route, string? lastAgent)
    {
        var (agent, reason) = Preferred(state, lastAgent);
        var request = new WorkRequest(
            WorkKind.Chat, state.Id.Channel, Language(state, setting.Policy), route.Priority, route.Labels, route.Skills, route.Selectors, reason, Routed: 1);
        return InQueue(Find(setting.Policy, route.Queue), setting.Now, request, setting.Policy) with
        {
            Preferred = agent,
            PreferredUntil = agent is null ? null : setting.Now.AddSeconds(setting.Policy.PreferredAgentSeconds),
        };
    }

    /// <summary>The second routing: what its rule says takes the place of what was asked; the arrival and who is preferred stay.</summary>
    public static Wait Second(Wait wait, ShopPolicy policy, RoutingDecision route)
    {
        var was = wait.Request ?? WorkRequest.Chat;
        var request = was with
        {
            Priority = Math.Max(was.Priority, route.Priority),
            Skills = route.Skills ?? was.Skills,
            Selectors = route.Selectors ?? was.Selectors,
            Labels = route.Labels ?? was.Labels,
            Routed = 2,
        };
        var moved = InQueue(Find(policy, route.Queue), wait.Arrival, request, policy) with { Preferred = wait.Preferred, PreferredUntil = wait.PreferredUntil };
        return route.Queue == wait.Queue
            ? moved with { Due = Earlier(moved.Due, wait.Due), Exempt = true, Via = wait.Via }
            : moved with { Back = wait.Queue, Via = wait.Via };
    }

    /// <summary>To another queue of the shop with everything that is known, at the original arrival.</summary>
    public static Wait Moved(Wait wait, QueuePolicy queue, ShopPolicy policy) => InQueue(queue, wait.Arrival, wait.Request, policy) with { Exempt = true };

    /// <summary>By a step or a limit: it may be refused there, and remembers where it was.</summary>
    public static Wait Overflow(Wait wait, QueuePolicy queue, ShopPolicy policy, bool mayReturn) =>
        InQueue(queue, wait.Arrival, wait.Request, policy) with { Via = [.. wait.Via ?? [], wait.Queue], Back = mayReturn ? wait.Queue : null };

    /// <summary>Where it was sent is full: the place it came from again.</summary>
    public static Wait Return(Wait wait, QueuePolicy queue, ShopPolicy policy) =>
        InQueue(queue, wait.Arrival, wait.Request, policy) with { Exempt = true, Via = [.. wait.Via ?? [], wait.Queue] };

    /// <summary>The same place again, with nobody preferred any more.</summary>
    public static Wait Again(Wait wait) => wait with { Preferred = null, PreferredUntil = null, Exempt = true, Request = wait.Request is { } r ? r with { Preferred = PreferredReason.None } : null };

    public static Wait InQueue(QueuePolicy queue, DateTimeOffset arrival) => new(queue.Name, arrival, queue.Due(0, arrival), queue.ChatWeight);

    public static QueuePolicy? TryFind(ShopPolicy policy, string? queue) => policy.Queues.FirstOrDefault(q => q.Name == queue);

    public static string Language(ConversationState state, ShopPolicy policy) =>
        state.Context.Language is { Length: > 0 and <= 35 } said ? said : policy.Language;

    private static Wait InQueue(QueuePolicy queue, DateTimeOffset arrival, WorkRequest? request, ShopPolicy policy)
    {
        var channel = request?.Channel;
        DateTimeOffset? deadline = policy.Targets(queue.Name, channel).FirstReplySeconds is { } seconds ? arrival.AddSeconds(seconds) : null;
        return new(
            queue.Name, arrival, queue.Due(request?.Priority ?? 0, arrival, deadline), queue.WeightOf(WorkKind.Chat, channel),
            Request: request is null ? null : request with { Deadline = deadline });
    }

    private static (string?, PreferredReason) Preferred(ConversationState state, string? lastAgent) =>
        AgentId.TryParse(state.Context.Manager, out var manager) ? (manager.Value, PreferredReason.ContactManager)
        : lastAgent is not null ? (lastAgent, PreferredReason.LastAgent)
        : (null, PreferredReason.None);

    private static QueuePolicy Find(ShopPolicy policy, string queue) => TryFind(policy, queue) ?? policy.Queues[0];

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
