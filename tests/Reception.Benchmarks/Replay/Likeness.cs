namespace Reception.Benchmarks.Replay;

/// <summary>How alike two texts are: Dice's coefficient over pairs of neighbouring letters and digits, 0 to 1.</summary>
internal static class Likeness
{
    public static double Of(string a, string b)
    {
        var (mine, theirs) = (Pairs(a), Pairs(b));
        if (mine.Count == 0 || theirs.Count == 0)
            return a.Trim() == b.Trim() ? 1 : 0;
        return 2.0 * mine.Count(theirs.Contains) / (mine.Count + theirs.Count);
    }

    private static HashSet<(char, char)> Pairs(string text)
    {
        var letters = text.Where(char.IsLetterOrDigit).ToArray();
        return [.. letters.Zip(letters.Skip(1))];
    }
}
