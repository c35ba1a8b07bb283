using Reception.Contracts.Routing;
using Reception.Contracts.Shops;

namespace Reception.Domain.Shops;

/// <summary>What work costs in a queue and until when it wants to be served there.</summary>
public static class QueueTargets
{
    public const int MaxPriority = 9;

    /// <summary>
    /// Seconds from arrival: <see cref="QueueRules.PriorityTargets"/> where it is given (priorities beyond its end have the last), else the
    /// queue's target, halved from priority to priority, at least 1.
    /// </summary>
    public static int TargetSeconds(this QueuePolicy queue, int priority)
    {
        priority = Math.Clamp(priority, 0, MaxPriority);
        return queue.Rules?.PriorityTargets is { Length: > 0 } targets ? targets[Math.Min(priority, targets.Length - 1)] : Math.Max(1, queue.TargetSeconds >> priority);
    }

    /// <summary>The static key of the order: arrival and the target of its priority, or the deadline if that is earlier.</summary>
    public static DateTimeOffset Due(this QueuePolicy queue, int priority, DateTimeOffset arrival, DateTimeOffset? deadline = null)
    {
        var due = arrival.AddSeconds(queue.TargetSeconds(priority));
        return deadline < due ? deadline.Value : due;
    }

    /// <summary>The cost of kind and channel, else of the kind, else <see cref="QueuePolicy.ChatWeight"/> for chats and 1 for the rest.</summary>
    public static int WeightOf(this QueuePolicy queue, WorkKind kind, string? channel)
    {
        var costs = queue.Rules?.Costs ?? [];
        var cost = costs.FirstOrDefault(c => c.Kind == kind && c.Channel is not null && c.Channel.Equals(channel, StringComparison.OrdinalIgnoreCase))
            ?? costs.FirstOrDefault(c => c.Kind == kind && c.Channel is null);
        return cost?.Weight ?? (kind == WorkKind.Chat ? queue.ChatWeight : 1);
    }
}
