namespace Reception.Domain.Triage.Rules;

/// <summary>Messages that say too little to be answered, whatever they resemble.</summary>
internal static class Fragments
{
    private const char FirstIdeograph = '\u2E80';

    /// <summary>No letter at all: punctuation, a picture's place, a bare number.</summary>
    /// <param name="normal">Normalised.</param>
    public static bool IsContentless(ReadOnlySpan<char> normal)
    {
        foreach (var c in normal)
            if (char.IsLetter(c))
                return false;
        return true;
    }

    /// <summary>
    /// "i a" and "不" are part of many questions and ask none: they may be asked back about, never answered. Enough are two
    /// ideographs, or three letters of an alphabet, that differ from the one before.
    /// </summary>
    /// <param name="normal">Normalised.</param>
    public static bool IsFragment(ReadOnlySpan<char> normal)
    {
        var (weight, last) = (0, '\0');
        foreach (var c in normal)
        {
            if (!char.IsLetter(c) || c == last)
                continue;
            weight += c >= FirstIdeograph ? 2 : 1;
            if (weight >= 3)
                return false;
            last = c;
        }

        return true;
    }
}
