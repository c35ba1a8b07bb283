using System.Runtime.CompilerServices;
using Reception.Contracts.Routing;
using Reception.Contracts.Shops;

namespace Reception.Domain.Shops;

/// <summary>
/// Where a work goes and what it asks for there, by the shop's rules in their order: the first that fits decides; none, or one that names
/// no queue: the queue of the topic, else the shop's first. <see cref="Rule"/> is the rule's name, null when it went by topic.
/// </summary>
public sealed record RoutingDecision(
    string Queue, int Priority = 0, SkillRequirement[]? Skills = null, LabelSelector[]? Selectors = null, Label[]? Labels = null, string? Rule = null)
{
    private static readonly ConditionalWeakTable<ShopPolicy, CompiledRule[]> Compiled = [];

    /// <summary>First routing (分流): all rules take part.</summary>
    public static RoutingDecision First(ShopPolicy policy, RoutingFacts facts) =>
        Find(policy, facts, second: false) is { } rule ? By(rule, policy, QueueOfTopic(policy, facts.Topic).Name) : new(QueueOfTopic(policy, facts.Topic).Name);

    /// <summary>Second routing (二次分流) by what is said while it waits in <paramref name="queue"/>: null when no rule for it fits, and it stays as it is.</summary>
    public static RoutingDecision? Second(ShopPolicy policy, RoutingFacts facts, string queue) => Find(policy, facts, second: true) is { } rule ? By(rule, policy, queue) : null;

    /// <summary>The queue that lists the topic; the first queue takes the rest.</summary>
    public static QueuePolicy QueueOfTopic(ShopPolicy policy, string? topic) =>
        topic is null ? policy.Queues[0] : policy.Queues.FirstOrDefault(q => q.Topics?.Contains(topic, StringComparer.OrdinalIgnoreCase) == true) ?? policy.Queues[0];

    private static RoutingDecision By(RoutingRule rule, ShopPolicy policy, string otherwise)
    {
        var known = rule.Queue is not null && policy.Queues.Any(q => q.Name == rule.Queue); // a policy stored before it was checked may name another
        return new(known ? rule.Queue! : otherwise, rule.Priority ?? 0, rule.Skills, rule.Selectors, rule.Labels, rule.Name);
    }

    private static RoutingRule? Find(ShopPolicy policy, RoutingFacts facts, bool second)
    {
        if (policy.Routing is not { Length: > 0 } rules) return null;
        var compiled = Compiled.GetValue(policy, static p => [.. p.Routing!.Select(rule => new CompiledRule(rule))]);
        string? text = null;
        foreach (var rule in compiled)
        {
            if (second && !rule.Rule.Second) continue;
            if (rule.Fits(facts) && (!rule.HasWords || rule.IsIn(text ??= RoutedText.Of(facts.Text)))) return rule.Rule;
        }
        return null;
    }
}
