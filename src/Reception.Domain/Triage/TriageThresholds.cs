namespace Reception.Domain.Triage;

/// <summary>
/// A shop's policy on how sure the bot has to be. All three are probabilities that the entry is the right one, as
/// <see cref="TriageDecision.Confidence"/> estimates it; <see cref="AnswerCost"/> derives them from how bad a wrong answer is.
/// </summary>
/// <param name="Answer">From here the bot answers.</param>
/// <param name="Clarify">From here, below <paramref name="Answer"/>, it offers suggestions; below, it hands over.</param>
/// <param name="AnswerSimple">From here it may answer while a human serves.</param>
/// <param name="MissesToHandOver">The miss with this number is handed over.</param>
public sealed record TriageThresholds(double Answer = 0.5, double Clarify = 0.25, double AnswerSimple = 0.85, int MissesToHandOver = 2)
{
    /// <summary>For a shop that has set none.</summary>
    public static TriageThresholds Default { get; } = new();

    /// <summary>Everything wrong with these values, empty if nothing is.</summary>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        foreach (var (name, value) in new[] { (nameof(Answer), Answer), (nameof(Clarify), Clarify), (nameof(AnswerSimple), AnswerSimple) })
            if (value is not (>= 0 and <= 1))
                problems.Add($"{name} is {value}; a probability is expected.");
        if (Clarify > Answer)
            problems.Add($"{nameof(Clarify)} ({Clarify}) must not be above {nameof(Answer)} ({Answer}).");
        if (AnswerSimple < Answer)
            problems.Add($"{nameof(AnswerSimple)} ({AnswerSimple}) must not be below {nameof(Answer)} ({Answer}).");
        if (MissesToHandOver < 1)
            problems.Add($"{nameof(MissesToHandOver)} is {MissesToHandOver}; at least 1 is expected.");
        return problems;
    }
}
