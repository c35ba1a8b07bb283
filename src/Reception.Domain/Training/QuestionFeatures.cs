using Reception.Domain.Triage.Text;

namespace Reception.Domain.Training;

/// <summary>
/// A normalised text as features, ascending, each once: of scripts written without spaces characters and pairs of neighbours; of others
/// words, pairs of words and the 3-grams inside words, edges included. Apart from those of triage, which are tuned for judging against
/// known questions: clusters must not change because the model did.
/// </summary>
internal static class QuestionFeatures
{
    private const int Gram = 3;
    private const ulong Character = 0x9AE16A3B2F90404F;
    private const ulong Pair = 0xC949D7C7509E6557;
    private const ulong Word = 0xFF51AFD7ED558CCD;
    private const ulong WordPair = 0xC4CEB9FE1A85EC53;
    private const ulong Inside = 0x87C37B91114253D5;

    public static ulong[] Of(string text)
    {
        Span<char> padded = stackalloc char[TextNormalizer.MaxLength + 2];
        padded[0] = CharacterFolding.Separator;
        var length = TextNormalizer.Normalize(text, padded[1..]) + 2;
        padded[length - 1] = CharacterFolding.Separator;
        var features = new SortedSet<ulong>();
        int at = 0, previous = -1;
        while (at < length)
        {
            if (padded[at] == CharacterFolding.Separator) at++;
            else if (GramReader.IsSpaceless(padded[at]))
            {
                features.Add(Hash(Character, padded.Slice(at, 1)));
                if (GramReader.IsSpaceless(padded[at + 1])) features.Add(Hash(Pair, padded.Slice(at, 2)));
                (at, previous) = (at + 1, -1);
            }
            else
            {
                var start = at;
                while (padded[at] != CharacterFolding.Separator && !GramReader.IsSpaceless(padded[at])) at++;
                features.Add(Hash(Word, padded[start..at]));
                if (previous >= 0) features.Add(Hash(WordPair, padded[previous..at]));
                for (var i = start - 1; i + Gram <= at + 1; i++) features.Add(Hash(Inside, padded.Slice(i, Gram)));
                previous = start;
            }
        }
        return [.. features];
    }

    /// <summary>A single character or word, not made of several.</summary>
    public static bool IsUnit(ulong feature) => (feature & 1) == 1;

    private static ulong Hash(ulong kind, ReadOnlySpan<char> text)
    {
        var hash = kind;
        foreach (var c in text)
        {
            hash = (hash ^ c) * 0x9E3779B97F4A7C15;
            hash ^= hash >> 29;
        }
        return kind is Character or Word ? hash | 1 : hash & ~1ul;
    }
}
