using Reception.Contracts.Training;

namespace Reception.Domain.Training;

/// <summary>Sums of counts and revenue.</summary>
public static class Counts
{
    public static TrainingCounts Zero { get; } = new();

    public static TrainingCounts Add(TrainingCounts a, TrainingCounts b) => new(
        a.Answers + b.Answers,
        a.MachineAnswers + b.MachineAnswers,
        a.Helpful + b.Helpful,
        a.Unhelpful + b.Unhelpful,
        a.Repeated + b.Repeated,
        a.Episodes + b.Episodes,
        a.HandedOver + b.HandedOver,
        a.Misses + b.Misses,
        a.HandOvers + b.HandOvers,
        a.Proposed + b.Proposed,
        a.Sent + b.Sent,
        a.Edited + b.Edited,
        a.EditSimilarity + b.EditSimilarity,
        a.Ignored + b.Ignored,
        a.Orders + b.Orders,
        a.Assisted + b.Assisted);

    public static Revenue[] Add(Revenue[] a, IEnumerable<Revenue> b) =>
    [
        .. a.Concat(b).GroupBy(r => r.Currency, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new Revenue(g.Key, g.Sum(r => r.AmountMinor))),
    ];
}
