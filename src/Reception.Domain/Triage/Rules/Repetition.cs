using Reception.Domain.Triage.Text;

namespace Reception.Domain.Triage.Rules;

/// <summary>Whether two messages are the same question, give or take a particle, a typing error or more exclamation marks.</summary>
internal static class Repetition
{
    /// <summary>Share of common pairs of characters from which texts are near enough (Dice's coefficient).</summary>
    private const double Near = 0.8;

    /// <summary>A text below this many characters has to be the same: one more would change it.</summary>
    private const int ShortestNear = 4;

    /// <param name="normal">Normalised.</param>
    /// <param name="before">Normalised.</param>
    public static bool IsNearSame(ReadOnlySpan<char> normal, ReadOnlySpan<char> before)
    {
        normal = Courtesy.Strip(normal);
        before = Courtesy.Strip(before);
        if (normal.SequenceEqual(before))
            return true;
        if (Math.Min(normal.Length, before.Length) < ShortestNear || Math.Max(normal.Length, before.Length) > 2 * Math.Min(normal.Length, before.Length))
            return false;
        Span<uint> mine = stackalloc uint[normal.Length - 1], theirs = stackalloc uint[before.Length - 1];
        return 2.0 * Common(Pairs(normal, mine), Pairs(before, theirs)) / (mine.Length + theirs.Length) >= Near && SameNumbers(normal, before);
    }

    private static Span<uint> Pairs(ReadOnlySpan<char> text, Span<uint> pairs)
    {
        for (var i = 0; i < pairs.Length; i++)
            pairs[i] = ((uint)text[i] << 16) | text[i + 1];
        pairs.Sort();
        return pairs;
    }

    private static int Common(ReadOnlySpan<uint> a, ReadOnlySpan<uint> b)
    {
        var (i, j, common) = (0, 0, 0);
        while (i < a.Length && j < b.Length)
        {
            common += a[i] == b[j] ? 1 : 0;
            var (step, other) = (a[i] <= b[j], b[j] <= a[i]);
            i += step ? 1 : 0;
            j += other ? 1 : 0;
        }

        return common;
    }

    /// <summary>Another number is another question: the second order, the other size.</summary>
    private static bool SameNumbers(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        while (true)
        {
            var (i, j) = (a.IndexOfAnyInRange('0', '9'), b.IndexOfAnyInRange('0', '9'));
            if (i < 0 || j < 0)
                return i < 0 && j < 0;
            if (a[i] != b[j])
                return false;
            a = a[(i + 1)..];
            b = b[(j + 1)..];
        }
    }
}
