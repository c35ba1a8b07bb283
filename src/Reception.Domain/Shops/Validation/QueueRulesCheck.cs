using Reception.Contracts.Shops;

namespace Reception.Domain.Shops;

/// <summary>What a queue's rules may say.</summary>
internal static class QueueRulesCheck
{
    public const int MaxSteps = 20;
    public const int MaxSeconds = 604_800;
    private const int MaxDeadline = 2_592_000;
    private const int MaxCosts = 64;
    private const int MaxLenders = 16;

    public static void Check(PolicyErrors errors, string path, string? queue, QueueRules rules, PolicyNames names)
    {
        errors.Known($"{path}.mode", rules.Mode);
        Score(errors, $"{path}.score", rules.Score);
        Offers(errors, $"{path}.offers", rules.Offers);
        RequestCheck.Skills(errors, $"{path}.skills", rules.Skills);
        RequestCheck.Selectors(errors, $"{path}.selectors", rules.Selectors);
        StepsCheck.Check(errors, $"{path}.steps", queue, rules.Steps, names);
        Limits(errors, $"{path}.limits", queue, rules.Limits, names);
        Lends(errors, $"{path}.lends", queue, rules.Lends, names);
        Priorities(errors, $"{path}.priorityTargets", rules.PriorityTargets ?? []);
        Costs(errors, $"{path}.costs", rules.Costs, names);
        Targets(errors, $"{path}.targets", rules.Targets);
        errors.Range($"{path}.wrapUpSeconds", rules.WrapUpSeconds, 0, 3_600);
        errors.Range($"{path}.idleSeconds", rules.IdleSeconds, 0, 86_400);
        HoursCheck.Check(errors, $"{path}.hours", rules.Hours);
    }

    public static void Targets(PolicyErrors errors, string path, ServiceTargets? targets)
    {
        if (targets is null) return;
        errors.Range($"{path}.firstReplySeconds", targets.FirstReplySeconds, 1, MaxDeadline);
        errors.Range($"{path}.eachReplySeconds", targets.EachReplySeconds, 1, MaxDeadline);
        errors.Range($"{path}.resolutionSeconds", targets.ResolutionSeconds, 1, MaxDeadline);
        errors.Check(!(targets.FirstReplySeconds > targets.ResolutionSeconds), $"{path}.firstReplySeconds", "is after resolutionSeconds");
    }

    private static void Score(PolicyErrors errors, string path, ScoreWeights? score)
    {
        if (score is null) return;
        errors.Range($"{path}.skill", score.Skill, 0, 100);
        errors.Range($"{path}.language", score.Language, 0, 100);
        errors.Range($"{path}.familiarity", score.Familiarity, 0, 100);
        errors.Range($"{path}.load", score.Load, 0, 100);
    }

    private static void Offers(PolicyErrors errors, string path, OfferRules? offers)
    {
        if (offers is null) return;
        errors.Range($"{path}.concurrent", offers.Concurrent, 1, 5);
        errors.Check(!offers.AutoAccept || offers.Concurrent <= 1, $"{path}.concurrent", "must be 1 with autoAccept: nobody is asked");
        errors.Range($"{path}.coolDownSeconds", offers.CoolDownSeconds, 0, 3_600);
        errors.Range($"{path}.missesToNotResponding", offers.MissesToNotResponding, 0, 100);
    }

    public static void Limits(PolicyErrors errors, string path, string? queue, QueueLimits? limits, PolicyNames names)
    {
        if (limits is null) return;
        errors.Range($"{path}.maxWaiting", limits.MaxWaiting, 1, 1_000_000);
        errors.Range($"{path}.maxWaitSeconds", limits.MaxWaitSeconds, 1, MaxSeconds);
        errors.Known($"{path}.action", limits.Action);
        errors.Check(limits.Action != LimitAction.Overflow || limits.OverflowTo is not null, $"{path}.overflowTo", "is missing: the action is overflow");
        errors.Check(limits.Action == LimitAction.Overflow || limits.OverflowTo is null, $"{path}.overflowTo", "has no meaning: the action is not overflow");
        names.OtherQueue(errors, $"{path}.overflowTo", limits.OverflowTo, queue);
    }

    private static void Lends(PolicyErrors errors, string path, string? queue, Lending? lends, PolicyNames names)
    {
        if (lends is null) return;
        errors.Check(lends.To is { Length: > 0 }, $"{path}.to", "names no queue");
        errors.Each($"{path}.to", lends.To, MaxLenders, (at, name) => names.OtherQueue(errors, at, name, queue));
        errors.Unique($"{path}.to", (lends.To ?? []).Take(MaxLenders));
        errors.Range($"{path}.keepFree", lends.KeepFree, 0, 100_000);
    }

    private static void Priorities(PolicyErrors errors, string path, int[] targets)
    {
        errors.Check(targets.Length <= QueueTargets.MaxPriority + 1, path, $"has {targets.Length}; at most {QueueTargets.MaxPriority + 1}");
        for (var i = 0; i < Math.Min(targets.Length, QueueTargets.MaxPriority + 1); i++)
        {
            errors.Range($"{path}[{i}]", targets[i], 1, 86_400);
            errors.Check(i == 0 || targets[i] <= targets[i - 1], $"{path}[{i}]", "is later than the target of the priority below");
        }
    }

    private static void Costs(PolicyErrors errors, string path, WorkCost[]? costs, PolicyNames names)
    {
        errors.Each(path, costs, MaxCosts, (at, cost) =>
        {
            errors.Known($"{at}.kind", cost.Kind);
            errors.Range($"{at}.weight", cost.Weight, 1, 100);
            names.Channel(errors, $"{at}.channel", cost.Channel);
        });
        errors.Unique(path, (costs ?? []).Take(MaxCosts).Where(c => c is not null).Select(c => c.Channel is null ? $"{c.Kind}" : $"{c.Kind} on {c.Channel}"));
    }
}
