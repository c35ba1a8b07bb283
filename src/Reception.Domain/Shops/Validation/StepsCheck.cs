using Reception.Contracts.Shops;

namespace Reception.Domain.Shops;

/// <summary>The steps of a queue: rising, and naming only what is there.</summary>
internal static class StepsCheck
{
    private const int MaxNames = 16;

    public static void Check(PolicyErrors errors, string path, string? queue, QueueStep[]? steps, PolicyNames names)
    {
        errors.Each(path, steps, QueueRulesCheck.MaxSteps, (at, step) => Step(errors, at, queue, step, names));
        var known = (steps ?? []).Take(QueueRulesCheck.MaxSteps).ToArray();
        for (var i = 1; i < known.Length; i++)
            errors.Check(known[i] is null || known[i - 1] is null || known[i].AfterSeconds > known[i - 1].AfterSeconds, $"{path}[{i}].afterSeconds", "must be later than the step before");
        errors.Unique(path, known.Select(s => s?.Name));
    }

    private static void Step(PolicyErrors errors, string path, string? queue, QueueStep step, PolicyNames names)
    {
        errors.Range($"{path}.afterSeconds", step.AfterSeconds, 0, QueueRulesCheck.MaxSeconds);
        errors.Range($"{path}.untilSeconds", step.UntilSeconds, 1, QueueRulesCheck.MaxSeconds);
        errors.Check(!(step.UntilSeconds <= step.AfterSeconds), $"{path}.untilSeconds", "must be after afterSeconds");
        if (step.Name is not null) errors.Text($"{path}.name", step.Name, 1, RequestCheck.MaxKey);
        errors.Each($"{path}.relax", step.Relax, MaxNames, (at, relax) =>
        {
            if (relax.Skill is not null) errors.Text($"{at}.skill", relax.Skill, 1, RequestCheck.MaxKey);
            errors.Range($"{at}.level", relax.Level, 0, 9);
        });
        errors.Texts($"{path}.dropSelectors", step.DropSelectors, MaxNames, RequestCheck.MaxKey);
        errors.Each($"{path}.lenders", step.Lenders, MaxNames, (at, home) => names.Lender(errors, at, home, queue));
        errors.Unique($"{path}.lenders", (step.Lenders ?? []).Take(MaxNames));
        errors.Range($"{path}.dueEarlierSeconds", step.DueEarlierSeconds, 0, 86_400);
        names.OtherQueue(errors, $"{path}.overflowTo", step.OverflowTo, queue);
        errors.Known($"{path}.offer", step.Offer);
        errors.Check(step.OverflowTo is null || step.Offer == WaitOffer.None, $"{path}.offer", "has no meaning: the step sends the work to another queue");
    }
}
