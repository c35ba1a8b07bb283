namespace Reception.Domain.Triage.Text;

/// <summary>
/// Cuts a normalised text into features without a dictionary. Units are the characters of scripts written without spaces and
/// the words of the others (<see cref="EnglishStem"/>); features are the units, pairs of neighbours (a spaceless text's first and last character have its
/// edge for a neighbour), the character 3-grams inside words, their edges included (McNamee and Mayfield, "Character N-Gram
/// Tokenization for European Language Text Retrieval", 2004), which survive a typing error, and which two units stand in one
/// text whatever their order and what is between them (the products of a quadratic kernel): customers move words about.
/// </summary>
internal static class GramReader
{
    /// <summary>Units that may stand between two units that count as standing together.</summary>
    private const int Reach = 11;

    /// <summary>Features of one text at most: every unit is one, starts a neighbourhood and stands together with those in reach; every character starts an inner gram.</summary>
    public const int MaxGrams = TextNormalizer.MaxLength * (4 + Reach) + 2;

    private const int WordGram = 3;

    private const ulong UnitBit = 1, TogetherBit = 2, SynonymBit = 4, NameBit = 8;

    private enum Kind : ulong
    {
        Unit = 0x9AE16A3B2F90404F,
        Neighbours = 0xC949D7C7509E6557,
        Together = 0xC4CEB9FE1A85EC53,
        Inside = 0x87C37B91114253D5,
        Edge = 0xFF51AFD7ED558CCD,
        Synonym = 0x2545F4914F6CDD1D,
        Name = 0xD6E8FEB86659FD93,
    }

    /// <summary>Writes the features in text order, repeated ones included, and returns their number.</summary>
    /// <param name="text">Normalised, with a separator before and after it.</param>
    /// <param name="grams">Room for <see cref="MaxGrams"/>.</param>
    public static int Read(ReadOnlySpan<char> text, Span<Gram> grams)
    {
        Span<Gram> units = stackalloc Gram[TextNormalizer.MaxLength];
        Span<char> stem = stackalloc char[EnglishStem.Longest];
        var count = 0;
        var read = 0;
        for (var at = 0; at < text.Length;)
        {
            if (text[at] == CharacterFolding.Separator)
            {
                at++;
                continue;
            }

            if (Phrases.At(text, at) is ( > 0 and var length, var number, var isName))
                grams[count++] = new(Mark(Mix((ulong)(isName ? Kind.Name : Kind.Synonym), (ulong)number), isName ? NameBit : SynonymBit), (short)at, (short)length);
            var start = at++;
            if (!IsSpaceless(text[start]))
            {
                while (at < text.Length && text[at] != CharacterFolding.Separator && !IsSpaceless(text[at]))
                    at++;
                for (var i = start - 1; i + WordGram <= at + 1; i++)
                    grams[count++] = new(Mark(HashOf(Kind.Inside, text.Slice(i, WordGram)), 0), (short)i, WordGram);
            }

            grams[count++] = units[read++] = new(Mark(HashOf(Kind.Unit, EnglishStem.Of(text[start..at], stem)), UnitBit), (short)start, (short)(at - start));
        }

        return read == 0 ? count : Combine(text, units[..read], grams, count);
    }

    /// <summary>Whether a feature is a character of a spaceless script or a word, and not made of several.</summary>
    public static bool IsUnit(ulong hash) => (hash & UnitBit) != 0;

    /// <summary>Whether a feature says that two units stand in one text, near each other or not.</summary>
    public static bool IsTogether(ulong hash) => (hash & TogetherBit) != 0;

    /// <summary>Whether a feature is a group of <see cref="Phrases"/>: it stands for words that are features themselves.</summary>
    public static bool IsSynonym(ulong hash) => (hash & SynonymBit) != 0;

    /// <summary>Whether a feature is one of <see cref="KnownNames"/>.</summary>
    public static bool IsName(ulong hash) => (hash & NameBit) != 0;

    /// <summary>Whether a feature is whole words or spaceless characters that follow each other, and not a piece of a word.</summary>
    public static bool IsReadable(Gram gram, ReadOnlySpan<char> text) =>
        gram.Length > 0 && !IsTogether(gram.Hash) && text[gram.Start] != CharacterFolding.Separator && text[gram.Start + gram.Length - 1] != CharacterFolding.Separator
        && (IsSpaceless(text[gram.Start]) || IsBoundary(text[gram.Start - 1]))
        && (IsSpaceless(text[gram.Start + gram.Length - 1]) || IsBoundary(text[gram.Start + gram.Length]));

    private static bool IsBoundary(char c) => c == CharacterFolding.Separator || IsSpaceless(c);

    /// <summary>Whether words of this character's script are not separated by spaces.</summary>
    public static bool IsSpaceless(char c) => c is >= '\u2E80' and <= '\uD7FF' or >= '\uF900' and <= '\uFAFF' or >= '\u0E00' and <= '\u0EFF';

    private static int Combine(ReadOnlySpan<char> text, ReadOnlySpan<Gram> units, Span<Gram> grams, int count)
    {
        if (IsSpaceless(text[units[0].Start]))
            grams[count++] = Join((ulong)Kind.Edge, units[0].Hash, 0, 0);
        for (var i = 0; i < units.Length; i++)
        {
            if (i + 1 < units.Length)
                grams[count++] = Join(units[i].Hash, units[i + 1].Hash, units[i].Start, units[i + 1].Start + units[i + 1].Length - units[i].Start);
            var last = Math.Min(units.Length - 1, i + Reach);
            for (var j = i + 1; j <= last; j++)
                grams[count++] = new(Mark(Mix(Mix((ulong)Kind.Together, Math.Min(units[i].Hash, units[j].Hash)), Math.Max(units[i].Hash, units[j].Hash)), TogetherBit), units[i].Start, 0);
        }

        if (IsSpaceless(text[units[^1].Start]))
            grams[count++] = Join(units[^1].Hash, (ulong)Kind.Edge, 0, 0);
        return count;
    }

    private static Gram Join(ulong first, ulong second, int start, int length) =>
        new(Mark(Mix(Mix((ulong)Kind.Neighbours, first), second), 0), (short)start, (short)length);

    private static ulong HashOf(Kind kind, ReadOnlySpan<char> text)
    {
        var hash = (ulong)kind;
        foreach (var c in text)
            hash = Mix(hash, c);
        return hash;
    }

    private static ulong Mix(ulong hash, ulong value)
    {
        hash = (hash ^ value) * 0x9E3779B97F4A7C15;
        return hash ^ (hash >> 29);
    }

    /// <summary>The lowest bits tell the kinds apart.</summary>
    private static ulong Mark(ulong hash, ulong bits) => (hash & ~(UnitBit | TogetherBit | SynonymBit | NameBit)) | bits;
}
