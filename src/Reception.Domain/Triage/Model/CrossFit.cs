namespace Reception.Domain.Triage.Model;

/// <summary>
/// Makes the held-out matches that the calibration is fitted on. In every fold some entries are left out whole (their questions
/// have to be refused, the nearest thing to a customer asking what the shop has no entry for), of the others some questions
/// (their entry has to be found); as many sentences of the <see cref="Background"/> at most have to be refused as well.
/// </summary>
internal static class CrossFit
{
    private const int LargeBase = 600, FoldsOfLarge = 4, FoldsOfSmall = 8;

    /// <summary>From so many questions on, two folds hold out more than enough to fit two numbers on.</summary>
    private const int HugeBase = 2_000, FoldsRunOfHuge = 2;

    public static List<HeldOut> HoldOut(IReadOnlyList<IReadOnlyList<ulong[]>> questionsByClass, IReadOnlyList<ulong[]> background, MatcherOptions options)
    {
        // A small base loses much by what is held out, and costs little to train once more.
        var size = questionsByClass.Sum(q => q.Count);
        var folds = size > LargeBase ? FoldsOfLarge : FoldsOfSmall;
        var samples = new List<HeldOut>();
        for (var fold = 0; fold < (size > HugeBase ? FoldsRunOfHuge : folds); fold++)
        {
            var kept = questionsByClass.Select((qs, c) => Keep(qs, c, fold, folds)).ToArray();
            var matcher = Matcher.Train(kept, options);
            for (var c = 0; c < kept.Length; c++)
                Test(matcher, questionsByClass[c].Except(kept[c]), kept[c].Length > 0 ? c : null, samples);
            var leftOut = questionsByClass.Where((_, c) => kept[c].Length == 0).Sum(q => q.Count);
            Test(matcher, background.Where((_, b) => b % folds == fold).Take(leftOut), null, samples);
        }

        return samples;
    }

    private static ulong[][] Keep(IReadOnlyList<ulong[]> questions, int @class, int fold, int folds)
    {
        if (IsLeftOut(@class, fold, folds))
            return [];
        return [.. questions.Where((_, q) => questions.Count == 1 || (q + @class + fold) % folds != 0 || (questions.Count < folds && q == 0))];
    }

    /// <summary>A multiplicative hash, so that neighbouring entries do not fall into one fold together.</summary>
    private static bool IsLeftOut(int @class, int fold, int folds) => ((uint)@class * 2654435761u >> 16) % folds == fold;

    private static void Test(Matcher matcher, IEnumerable<ulong[]> questions, int? expected, List<HeldOut> samples)
    {
        Span<Evidence> best = stackalloc Evidence[Matcher.Depth];
        foreach (var question in questions)
            if (matcher.Match(question, best, out var summary) > 0)
                samples.Add(new(summary, expected is not null, best[0].Class == expected));
    }
}

/// <summary>A question matched by a model that has not seen it.</summary>
/// <param name="Match">How it matched.</param>
/// <param name="IsInScope">Whether its entry was in that model.</param>
/// <param name="IsRight">Whether its entry came first.</param>
internal readonly record struct HeldOut(MatchSummary Match, bool IsInScope, bool IsRight);
