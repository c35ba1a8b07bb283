using Reception.Contracts.Shops;
using Reception.Domain.Queues;

namespace Reception.Domain.Shops.Peak;

/// <summary>
/// A policy with the levers that are on laid over it. Pure: the stored policy is not touched, so a lever that goes off leaves the policy as it
/// was. What is laid over is again a policy that the validator takes.
/// </summary>
public static class PeakOverlay
{
    public static ShopPolicy Apply(ShopPolicy policy, PeakSet on)
    {
        if (policy.Peak is not { } peak) return policy;
        var queues = policy.Queues;
        if (on.Has(PeakLever.Pool) && peak.Pool is { } pool) queues = [.. queues.Select(q => Concerns(pool.Queues, q) ? q with { Rules = Widen(q, pool) } : q)];
        if (on.Has(PeakLever.Message) && peak.Message is { } message) queues = [.. queues.Select(q => Concerns(message.Queues, q) ? q with { Rules = Limit(q.Rules ?? new(), message) } : q)];
        return policy with
        {
            Queues = queues,
            Bot = on.Has(PeakLever.Bot) && peak.Bot is { } bot ? Clarify(policy.Bot, bot) : policy.Bot,
            Peak = on.Has(PeakLever.Budget) ? peak : peak with { Budget = null },
        };
    }

    /// <summary>Thresholds of the lever, in their order with those that stay: one that is not given gives way to one that is.</summary>
    internal static BotPolicy Clarify(BotPolicy bot, BotLever lever)
    {
        var answer = lever.AnswerThreshold ?? Math.Clamp(bot.AnswerThreshold, lever.ClarifyThreshold ?? 0, lever.SimpleThreshold ?? 1);
        var given = (lever.AnswerThreshold ?? lever.ClarifyThreshold ?? lever.SimpleThreshold) is not null;
        return bot with
        {
            AnswerThreshold = answer,
            ClarifyThreshold = lever.ClarifyThreshold ?? Math.Min(bot.ClarifyThreshold, answer),
            SimpleThreshold = lever.SimpleThreshold ?? Math.Max(bot.SimpleThreshold, answer),
            WrongAnswerCost = lever.WrongAnswerCost ?? (given ? null : bot.WrongAnswerCost),
            MissesBeforeHandOver = lever.MissesBeforeHandOver ?? bot.MissesBeforeHandOver,
            WhileHumanServes = lever.WhileHumanServes ?? bot.WhileHumanServes,
        };
    }

    private static bool Concerns(string[]? queues, QueuePolicy queue) => queues is null || queues.Contains(queue.Name, StringComparer.Ordinal);

    private static QueueRules Limit(QueueRules rules, MessageLever lever) => rules with
    {
        Limits = new(Smaller(rules.Limits?.MaxWaiting, lever.MaxWaiting), Smaller(rules.Limits?.MaxWaitSeconds, lever.MaxWaitSeconds), lever.Action),
    };

    private static int? Smaller(int? a, int? b) => a is null || b < a ? b : a;

    private static QueueRules Widen(QueuePolicy queue, PoolLever lever)
    {
        var rules = queue.Rules ?? new();
        var more = (lever.Steps ?? []).Select(step => step.Lenders is null ? step : step with { Lenders = [.. step.Lenders.Where(home => home != queue.Name)] });
        var steps = (rules.Steps ?? []).SelectMany(step => Hasten(step, lever.StepsPercent)).Concat(more);
        return rules with { Steps = [.. steps.OrderBy(s => s.AfterSeconds)] };
    }

    /// <summary>What the step widens begins earlier, what it offers or sends elsewhere stays. The two have names of their own: a step is told once by its name.</summary>
    private static IEnumerable<QueueStep> Hasten(QueueStep step, int percent)
    {
        var after = (int)((long)step.AfterSeconds * percent / 100);
        if (after == step.AfterSeconds || !Widens(step)) return [step];
        var widens = step with { AfterSeconds = after, Name = $"{QueueRulebook.NameOf(step)} (peak)", DueEarlierSeconds = 0, OverflowTo = null, Offer = WaitOffer.None };
        var rest = step with { Relax = null, DropSelectors = null, DropLanguage = false, Lenders = null, AllHands = false };
        return rest is { OverflowTo: null, Offer: WaitOffer.None, DueEarlierSeconds: 0 } ? [widens] : [widens, rest];
    }

    /// <summary>True for a step by which more people come into question.</summary>
    public static bool Widens(QueueStep step) => step.Relax is { Length: > 0 } || step.DropSelectors is { Length: > 0 } || step.DropLanguage || step.Lenders is { Length: > 0 } || step.AllHands;
}
