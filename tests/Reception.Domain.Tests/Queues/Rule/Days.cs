using Reception.Tests;

namespace Reception.Domain.Tests.Queues.Rule;

/// <summary>
/// Plays many plans. The first that goes wrong is made smaller (fewer moves, a simpler policy) as long as it goes wrong, and shown with
/// the seed that draws it: <c>RECEPTION_DAY=seed</c> plays only that one.
/// </summary>
internal static class Days
{
    private static readonly int? Only = int.TryParse(Environment.GetEnvironmentVariable("RECEPTION_DAY"), out var seed) ? seed : null;

    /// <returns>How many days were played and how many askings they had.</returns>
    public static (int Days, long Askings) Play(string name, int cases, Func<Func<RuleBook>, IRouter> router, Func<DayPlan, DayPlan>? change = null)
    {
        var first = TestRun.SeedFor(name);
        var seeds = Only is { } only ? [only] : Enumerable.Range(0, cases).Select(i => unchecked(first + i));
        var askings = 0L;
        var days = 0;
        foreach (var seed in seeds)
        {
            var plan = new DayPlanner(seed).Plan();
            if (change is not null) plan = change(plan);
            if (Fails(plan, router, out var count) is { } broken) throw new RuleBrokenException(Explain(seed, plan, broken, router));
            askings += count;
            days++;
        }
        return (days, askings);
    }

    /// <summary>The number of the first day that shows the difference; null: none of them does.</summary>
    public static int? FirstNoticed(string name, int cases, Func<Func<RuleBook>, IRouter> router, Func<Func<RuleBook>, RuleQueue>? rule = null, Func<DayPlan, DayPlan>? change = null)
    {
        var first = TestRun.SeedFor(name);
        for (var i = 0; i < cases; i++)
        {
            var plan = new DayPlanner(unchecked(first + i)).Plan();
            if (Fails(change?.Invoke(plan) ?? plan, router, out _, rule) is not null) return i;
        }
        return null;
    }

    private static string? Fails(DayPlan plan, Func<Func<RuleBook>, IRouter> router, out int askings, Func<Func<RuleBook>, RuleQueue>? rule = null)
    {
        askings = 0;
        try
        {
            askings = Day.Play(plan, router, rule);
            return null;
        }
        catch (RuleBrokenException broken)
        {
            return broken.Message;
        }
    }

    private static string Explain(int seed, DayPlan plan, string message, Func<Func<RuleBook>, IRouter> router)
    {
        var smaller = true;
        while (smaller)
        {
            smaller = false;
            foreach (var candidate in Smaller(plan))
            {
                if (Fails(candidate, router, out _) is not { } still) continue;
                (plan, message, smaller) = (candidate, still, true);
                break;
            }
        }
        return $"RECEPTION_DAY={seed}, made smaller:\n{plan}\nmoves:     {string.Join(' ', plan.Moves.Select(m => $"{m.Kind}({m.A},{m.B},{m.C})"))}\n{message}";
    }

    private static IEnumerable<DayPlan> Smaller(DayPlan plan)
    {
        for (var run = plan.Moves.Length / 2; run >= 1; run /= 2)
        {
            for (var at = 0; at + run <= plan.Moves.Length; at += run) yield return plan with { Moves = [.. plan.Moves[..at], .. plan.Moves[(at + run)..]] };
        }
        if (plan.Late) yield return plan with { Late = false };
        if (plan.MostWeight > 1) yield return plan with { MostWeight = 1 };
        if (plan.Morning != plan.Afternoon) yield return plan with { Afternoon = plan.Morning };
        foreach (var simpler in Simpler(plan.Morning).Where(s => s.Rules != plan.Morning.Rules)) yield return plan with { Morning = simpler, Afternoon = plan.Morning == plan.Afternoon ? simpler : plan.Afternoon };
        for (var i = 0; i < plan.Traits.Length; i++)
        {
            if (plan.Traits[i] != Contracts.Routing.AgentTraits.None) yield return plan with { Traits = [.. plan.Traits[..i], Contracts.Routing.AgentTraits.None, .. plan.Traits[(i + 1)..]] };
        }
    }

    private static IEnumerable<RuleBook> Simpler(RuleBook book)
    {
        var rules = book.Rules;
        yield return book with { Rules = rules with { Steps = null } };
        yield return book with { Rules = rules with { Steps = rules.Steps is { Length: > 1 } s ? s[..^1] : rules.Steps } };
        yield return book with { Rules = rules with { Selectors = null } };
        yield return book with { Rules = rules with { Skills = null } };
        yield return book with { Rules = rules with { Limits = null } };
        yield return book with { Rules = rules with { Lends = null } };
        yield return book with { Rules = rules with { Offers = null } };
        yield return book with { Rules = rules with { Score = null } };
        yield return book with { Rules = rules with { MatchLanguage = false } };
        yield return book with { Rules = rules with { MatchChannel = false } };
        yield return book with { Rules = rules with { Mode = Contracts.Shops.DistributionMode.LongestIdle } };
    }
}
