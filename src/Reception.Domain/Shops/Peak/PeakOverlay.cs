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
        if (on.Has(PeakLever.Pool) && peak.Pool is { } pool) queues = [.. queues.Select(q => Concerns(pool.Queues, q.Name) ? q with { Rules = Widen(q, pool) } : q)];
        var calendar = policy.Calendar;
        if (on.Has(PeakLever.Message) && peak.Message is { } message)
        {
            queues = [.. queues.Select(q => Concerns(message.Queues, q.Name) ? q with { Rules = (q.Rules ?? new()) with { Limits = Limit(q.Rules?.Limits, message) } } : q)];
            calendar = calendar is null ? null : calendar with { Phases = [.. calendar.Phases.Select(phase => Limit(phase, message))] };
        }
        return policy with
        {
            Queues = queues,
            Calendar = calendar,
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

    private static bool Concerns(string[]? queues, string queue) => queues is null || queues.Contains(queue, StringComparer.Ordinal);

    private static QueueLimits Limit(QueueLimits? limits, MessageLever lever) => new(Smaller(limits?.MaxWaiting, lever.MaxWaiting), Smaller(limits?.MaxWaitSeconds, lever.MaxWaitSeconds), lever.Action);

    /// <summary>A phase's limits take the place of a queue's: the lever holds for them too.</summary>
    private static CalendarPhase Limit(CalendarPhase phase, MessageLever lever) => phase.Queues is null ? phase : phase with
    {
        Queues = [.. phase.Queues.Select(q => q.Limits is not null && Concerns(lever.Queues, q.Name) ? q with { Limits = Limit(q.Limits, lever) } : q)],
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
