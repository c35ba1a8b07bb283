using Reception.Contracts.Shops;

namespace Reception.Domain.Shops;

/// <summary>A policy with what a phase of the sale calendar says laid on it. This folder holds what follows from the calendar.</summary>
internal static class PhasePolicy
{
    /// <summary>The policy itself where the phase changes nothing about it.</summary>
    public static ShopPolicy Of(ShopPolicy policy, CalendarPhase phase) =>
        phase.Queues?.Any(q => q.Limits is not null) == true ? policy with { Queues = [.. Queues(policy.Queues, phase)] } : policy;

    public static IEnumerable<QueuePolicy> Queues(IEnumerable<QueuePolicy> queues, CalendarPhase phase) => queues.Select(queue =>
        phase.Queues?.FirstOrDefault(q => q?.Name == queue.Name)?.Limits is { } limits ? queue with { Rules = (queue.Rules ?? new QueueRules()) with { Limits = limits } } : queue);
}
