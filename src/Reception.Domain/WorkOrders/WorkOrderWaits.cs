using Reception.Contracts.Routing;
using Reception.Contracts.Shops;
using Reception.Domain.Conversations.Events;
using Reception.Domain.Shops;
using Reception.Domain.WorkOrders.Events;

namespace Reception.Domain.WorkOrders;

/// <summary>Which queue, the one due time that orders it there beside chats, and the deadlines.</summary>
internal static class WorkOrderWaits
{
    /// <summary>Null: the shop has no queue of this name. No name: the topic's queue, or the first.</summary>
    public static QueuePolicy? Queue(ShopPolicy policy, string? name, string? topic) =>
        name is null ? RoutingDecision.QueueOfTopic(policy, topic) : policy.Queues.FirstOrDefault(q => q.Name == name);

    /// <summary>Arrival plus the target of its priority, or its deadline if that is earlier.</summary>
    public static Wait Of(QueuePolicy queue, DateTimeOffset arrival, WorkRequest request) =>
        new(queue.Name, arrival, queue.Due(request.Priority, arrival, request.Deadline), queue.WeightOf(request.Kind, request.Channel), Request: request, Exempt: true);

    /// <summary>The label of a review that says what it rates, <c>shop</c> or <c>product</c>, by its channel's rules.</summary>
    public const string Rates = "rates";

    /// <summary>A review with what it rates, unless it came with that.</summary>
    public static WorkRequest Rating(ShopPolicy policy, WorkRequest request)
    {
        var labels = request.Labels ?? [];
        if (request.Kind != WorkKind.Review || request.Channel is null || labels.Any(l => l.Key == Rates)) return request;
        var subject = policy.ChannelRules(request.Channel).Reviews == ReviewSubject.Product ? "product" : "shop";
        return request with { Labels = [.. labels, new(Rates, subject)] };
    }

    /// <summary>The stricter of queue and channel.</summary>
    public static Deadlines DeadlinesOf(ShopPolicy policy, Wait wait, DateTimeOffset from)
    {
        var targets = policy.Targets(wait.Queue, wait.Request?.Channel);
        return new(
            targets.FirstReplySeconds is { } reply ? from.AddSeconds(reply) : null,
            targets.ResolutionSeconds is { } done ? from.AddSeconds(done) : null);
    }
}
