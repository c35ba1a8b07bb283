using Reception.Contracts.Shops;
using Reception.Domain.Conversations.Events;

namespace Reception.Domain.Conversations;

/// <summary>
/// Which queue, and the one due time that orders it there: arrival plus the queue's target. It is computed once, on entry; a requeue
/// in the same queue keeps it, a transfer takes the other queue's target on the original arrival.
/// </summary>
internal static class Waits
{
    public static Wait ForTopic(ShopPolicy policy, string? topic, DateTimeOffset now, string? preferred) => InQueue(Queue(policy, topic), now) with
    {
        Preferred = preferred,
        PreferredUntil = preferred is null ? null : now.AddSeconds(policy.PreferredAgentSeconds),
    };

    public static Wait InQueue(QueuePolicy queue, DateTimeOffset arrival) => new(queue.Name, arrival, arrival.AddSeconds(queue.TargetSeconds), queue.ChatWeight);

    /// <summary>The same place again, with nobody preferred any more.</summary>
    public static Wait Again(Wait wait) => wait with { Preferred = null, PreferredUntil = null };

    private static QueuePolicy Queue(ShopPolicy policy, string? topic) =>
        topic is null ? policy.Queues[0] : policy.Queues.FirstOrDefault(q => q.Topics?.Contains(topic, StringComparer.OrdinalIgnoreCase) == true) ?? policy.Queues[0];
}
