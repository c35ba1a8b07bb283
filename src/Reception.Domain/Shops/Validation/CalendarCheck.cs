using Reception.Contracts.Shops;

namespace Reception.Domain.Shops;

/// <summary>What a sale calendar may say: phases apart from each other, each with one expectation at most, about queues that there are.</summary>
internal static class CalendarCheck
{
    public const int MaxPhases = 100;
    private const int MaxDays = 120;
    private const int HoursOfDay = 24;
    private const double MaxArrivals = 1e9;
    private const int MaxAgents = 100_000;
    private const int MinutesOfDay = 1_440;

    public static void Check(PolicyErrors errors, ShopPolicy policy, PolicyNames names)
    {
        if (policy.Calendar is not { } calendar) return;
        errors.Check(calendar.Phases is not null, "calendar.phases", "is missing");
        var phases = (calendar.Phases ?? []).Take(MaxPhases).ToArray();
        errors.Each("calendar.phases", calendar.Phases, MaxPhases, (path, phase) => Phase(errors, path, phase, policy, phases, names));
        errors.Unique("calendar.phases", phases.Select(p => p?.Name));
        Overlaps(errors, phases);
    }

    private static void Phase(PolicyErrors errors, string path, CalendarPhase phase, ShopPolicy policy, CalendarPhase?[] all, PolicyNames names)
    {
        errors.Text($"{path}.name", phase.Name, 1, PolicyValidator.MaxNameLength);
        errors.Check(phase.From.Year is >= 2000 and <= 2199, $"{path}.from", "is not within 2000 to 2199");
        errors.Check(phase.To.Year is >= 2000 and <= 2199, $"{path}.to", "is not within 2000 to 2199");
        errors.Range($"{path}.fromMinute", phase.FromMinute, 0, MinutesOfDay - 1);
        errors.Range($"{path}.toMinute", phase.ToMinute, 1, MinutesOfDay);
        errors.Check(Begin(phase) < End(phase), $"{path}.to", "is not after from");
        errors.Check(phase.To.DayNumber - phase.From.DayNumber < MaxDays, $"{path}.to", $"is more than {MaxDays} days after from");
        errors.Range($"{path}.knowledge", phase.Knowledge, 1, int.MaxValue);
        errors.Range($"{path}.warmUp.minutes", phase.WarmUp?.Minutes, 0, MinutesOfDay);
        if (phase.Expected is { } expected) Expected(errors, $"{path}.expected", expected, phase, all);
        errors.Each($"{path}.queues", phase.Queues, PolicyValidator.MaxQueues, (at, queue) =>
        {
            errors.Check(queue.Name is not null, $"{at}.name", "is missing");
            names.Queue(errors, $"{at}.name", queue.Name);
            QueueRulesCheck.Limits(errors, $"{at}.limits", queue.Name, queue.Limits, names);
            errors.Range($"{at}.agents", queue.Agents, 0, MaxAgents);
        });
        errors.Unique($"{path}.queues", (phase.Queues ?? []).Take(PolicyValidator.MaxQueues).Select(q => q?.Name));
        if (phase.Queues?.Any(q => q?.Limits?.OverflowTo is not null) == true)
            OverflowCycles.Check(errors, [.. PhasePolicy.Queues([.. (policy.Queues ?? []).Take(PolicyValidator.MaxQueues).OfType<QueuePolicy>()], phase)], $"{path}.queues");
    }

    private static void Expected(PolicyErrors errors, string path, ExpectedArrivals expected, CalendarPhase phase, CalendarPhase?[] all)
    {
        var said = new[] { expected.PerHour is not null, expected.ByHour is not null, expected.Factor is not null, expected.Like is not null }.Count(isSaid => isSaid);
        errors.Check(said == 1, path, "says exactly one of perHour, byHour, factor and like");
        if (expected.PerHour is { } perHour) errors.Range($"{path}.perHour", perHour, 0, MaxArrivals);
        if (expected.Factor is { } factor) errors.Range($"{path}.factor", factor, 0.01, 1_000);
        if (expected.ByHour is { } hours)
        {
            errors.Check(hours.Length == HoursOfDay, $"{path}.byHour", $"has {hours.Length}; expected {HoursOfDay}");
            for (var hour = 0; hour < Math.Min(hours.Length, HoursOfDay); hour++) errors.Range($"{path}.byHour[{hour}]", hours[hour], 0, MaxArrivals);
        }
        if (expected.Like is not { } like) return;
        var earlier = all.FirstOrDefault(p => p?.Name == like);
        errors.Check(earlier is not null, $"{path}.like", $"there is no phase '{like}'");
        errors.Check(earlier is null || End(earlier) <= Begin(phase), $"{path}.like", $"'{like}' is not over when this begins");
    }

    private static void Overlaps(PolicyErrors errors, CalendarPhase?[] phases)
    {
        var sorted = phases.Select((phase, index) => (phase, index)).Where(p => p.phase is not null && Begin(p.phase) < End(p.phase)).OrderBy(p => Begin(p.phase!)).ToArray();
        for (var i = 1; i < sorted.Length; i++)
            errors.Check(Begin(sorted[i].phase!) >= End(sorted[i - 1].phase!), $"calendar.phases[{sorted[i].index}]", $"overlaps calendar.phases[{sorted[i - 1].index}]");
    }

    private static long Begin(CalendarPhase phase) => ((long)phase.From.DayNumber * MinutesOfDay) + phase.FromMinute;

    private static long End(CalendarPhase phase) => ((long)phase.To.DayNumber * MinutesOfDay) + phase.ToMinute;
}
