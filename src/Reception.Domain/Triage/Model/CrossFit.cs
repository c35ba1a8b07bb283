namespace Reception.Domain.Triage.Model;

/// <summary>
/// Makes the held-out matches that the calibration is fitted on, out of nothing but the knowledge base: in every fold some
/// entries are left out whole (their questions have to be refused) and of the others some questions (their entry has to be found).
/// </summary>
internal static class CrossFit
{
    /// <summary>Every how many-th question, and entry, is held out of a fold's training.</summary>
    private const int Folds = 4;

    public static List<(MatchSummary Match, bool IsRight)> HoldOut(IReadOnlyList<IReadOnlyList<ulong[]>> questionsByClass, MatcherOptions options)
    {
        var samples = new List<(MatchSummary, bool)>();
        for (var fold = 0; fold < Folds; fold++)
        {
            var kept = questionsByClass.Select((qs, c) => Keep(qs, c, fold)).ToArray();
            var matcher = Matcher.Train(kept, options);
            for (var c = 0; c < kept.Length; c++)
                Test(matcher, c, questionsByClass[c], kept[c], samples);
        }

        return samples;
    }

    private static ulong[][] Keep(IReadOnlyList<ulong[]> questions, int @class, int fold)
    {
        if (IsLeftOut(@class, fold))
            return [];
        return [.. questions.Where((_, q) => questions.Count == 1 || (q + @class + fold) % Folds != 0 || (questions.Count < Folds && q == 0))];
    }

    /// <summary>A multiplicative hash, so that neighbouring entries do not fall into one fold together.</summary>
    private static bool IsLeftOut(int @class, int fold) => ((uint)@class * 2654435761u >> 16) % Folds == (uint)fold;

    private static void Test(Matcher matcher, int @class, IReadOnlyList<ulong[]> all, ulong[][] kept, List<(MatchSummary, bool)> samples)
    {
        Span<Evidence> best = stackalloc Evidence[Matcher.Depth];
        foreach (var question in all.Except(kept))
        {
            var found = matcher.Match(question, best, out var summary);
            if (found > 0)
                samples.Add((summary, kept.Length > 0 && best[0].Class == @class));
        }
    }
}
