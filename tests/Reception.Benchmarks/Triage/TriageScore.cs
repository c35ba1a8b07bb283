using Reception.Domain.Triage;

namespace Reception.Benchmarks.Triage;

/// <summary>What triage made of one question: its best entry, and how sure it was (0 if a rule keeps it from answering).</summary>
internal readonly record struct Scored(TriageQuestion Question, string? Best, double Confidence)
{
    public bool IsInScope => Question.Expect is not null;

    public bool IsRight => Best is not null && Best == Question.Expect;
}

/// <summary>The figures of a set of scored questions.</summary>
internal static class TriageScore
{
    private static readonly TriageThresholds AnswerAll = new(Answer: 0, Clarify: 0, AnswerSimple: 0);

    public static Scored[] Judge(TriageIndex index, TriageQuestion[] questions) => Array.ConvertAll(questions, question =>
    {
        var decision = index.Judge(question.Text, default, AnswerAll);
        var mayAnswer = decision.Reason is TriageReason.Matched or TriageReason.NoAnswer;
        return new Scored(question, decision.Candidates.FirstOrDefault()?.Entry.Id, mayAnswer ? decision.Confidence : 0);
    });

    /// <summary>The threshold with the best mean of answered-right and refused.</summary>
    public static double Tune(Scored[] scored)
    {
        double inScope = Math.Max(1, scored.Count(s => s.IsInScope)), outside = Math.Max(1, scored.Length - scored.Count(s => s.IsInScope));
        double best = double.MinValue, threshold = 1, value = 0;
        // From the surest down: each question moves from handed over to answered.
        foreach (var group in scored.GroupBy(s => s.Confidence).OrderByDescending(g => g.Key))
        {
            value += group.Sum(s => s.IsInScope ? (s.IsRight ? 1 / inScope : 0) : -1 / outside);
            if (value > best)
                (best, threshold) = (value, group.Key);
        }

        return Math.Max(threshold, 1e-9);
    }

    /// <summary>Chance that a question in scope is surer than one outside (Mann-Whitney, ties half).</summary>
    public static double Auroc(Scored[] scored)
    {
        var outside = scored.Where(s => !s.IsInScope).Select(s => s.Confidence).Order().ToArray();
        var inScope = scored.Where(s => s.IsInScope).Select(s => s.Confidence).ToArray();
        if (outside.Length == 0 || inScope.Length == 0)
            return double.NaN;
        double wins = 0;
        foreach (var confidence in inScope)
            wins += (outside.Count(o => o < confidence) + outside.Count(o => o <= confidence)) / 2.0;
        return wins / outside.Length / inScope.Length;
    }

    /// <summary>Expected calibration error over ten bins: |share right - mean confidence|, weighted by the bin's size.</summary>
    public static double CalibrationError(Scored[] scored) =>
        scored.GroupBy(s => Math.Min(9, (int)(s.Confidence * 10)))
            .Sum(bin => Math.Abs(bin.Count(s => s.IsRight) - bin.Sum(s => s.Confidence))) / scored.Length;
}
