using Reception.Domain.Triage;

namespace Reception.Benchmarks.Triage;

/// <summary>What triage made of one question if it may answer anything: its best entry, and how sure it was (0 if a rule keeps it from answering).</summary>
internal readonly record struct Scored(TriageQuestion Question, string? Best, double Confidence)
{
    public bool IsInScope => Question.IsInScope;

    public bool IsRight => Best is not null && Best == Question.Expect;
}

/// <summary>What triage decided of one question: the entry it answered with (an entry without an answer counts, its recognition is what is measured), or null.</summary>
internal readonly record struct Decided(TriageQuestion Question, string? Entry)
{
    public bool IsAnswered => Entry is not null;

    public bool IsRight => IsAnswered && Entry == Question.Expect;
}

/// <summary>Judges sets of questions and derives their figures.</summary>
internal static class TriageScore
{
    public static Scored[] Judge(TriageIndex index, TriageQuestion[] questions) => Array.ConvertAll(questions, question =>
    {
        var decision = index.Judge(question.Text, default, Thresholds(0));
        return new Scored(question, decision.Candidates.FirstOrDefault()?.Entry.Id, IsAnswer(decision) ? decision.Confidence : 0);
    });

    public static Decided[] Decide(TriageIndex index, TriageQuestion[] questions, double threshold) => Array.ConvertAll(questions, question =>
    {
        var decision = index.Judge(question.Text, default, Thresholds(threshold));
        return new Decided(question, IsAnswer(decision) ? decision.Entry?.Id : null);
    });

    /// <summary>The policy of a shop that answers from this confidence on.</summary>
    public static TriageThresholds Thresholds(double answer) => new(answer, Math.Min(answer, 0.2), AnswerSimple: 1);

    private static bool IsAnswer(TriageDecision decision) => decision.Kind == TriageKind.Answer || decision.Reason == TriageReason.NoAnswer;

    /// <summary>Log odds within which a new question's confidence scatters about that of its like in the tune file.</summary>
    private const double Scatter = 0.3;

    /// <summary>
    /// The threshold that minimises hand-overs, wrong answers and answers out of scope (shares of their kind, each as bad as the
    /// other: the mean of answered-right and refused at its best), smoothed: a question counts as answered by a logistic of width
    /// <see cref="Scatter"/> about the threshold. The best step of the raw curve is where a few questions of the tune file happen
    /// to stand; it lies 2 to 5 points off in right or refused on questions it has not seen. Arguable questions do not count.
    /// </summary>
    public static double Tune(Scored[] all)
    {
        var scored = all.Where(s => !s.Question.IsArguable).ToArray();
        double inScope = Math.Max(1, scored.Count(s => s.IsInScope)), outside = Math.Max(1, scored.Count(s => !s.IsInScope));
        var worth = scored.Where(s => s.IsRight || !s.IsInScope).Select(s => (LogOdds: LogOdds(s.Confidence), Share: s.IsInScope ? 1 / inScope : -1 / outside)).ToArray();
        var best = Enumerable.Range(-160, 361).Select(step => step / 20.0).MaxBy(at => worth.Sum(w => w.Share / (1 + Math.Exp((at - w.LogOdds) / Scatter))));
        return 1 / (1 + Math.Exp(-best));

        static double LogOdds(double confidence) => Math.Log(Math.Clamp(confidence, 1e-9, 1 - 1e-9) / (1 - Math.Clamp(confidence, 1e-9, 1 - 1e-9)));
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
