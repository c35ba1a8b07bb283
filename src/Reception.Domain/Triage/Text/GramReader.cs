namespace Reception.Domain.Triage.Text;

/// <summary>
/// Cuts a normalised text into features without a dictionary. Scripts written without spaces give characters and pairs of
/// neighbours; words give themselves, pairs of neighbours and the character 3-grams inside them, their edges included (McNamee and Mayfield,
/// "Character N-Gram Tokenization for European Language Text Retrieval", 2004), which survive a typing error.
/// </summary>
internal static class GramReader
{
    /// <summary>Features of one text at most: every character starts fewer than four.</summary>
    public const int MaxGrams = TextNormalizer.MaxLength * 4;

    private const int WordGram = 3;

    private enum Kind : ulong
    {
        Character = 0x9AE16A3B2F90404F,
        Pair = 0xC949D7C7509E6557,
        Word = 0xFF51AFD7ED558CCD,
        WordPair = 0xC4CEB9FE1A85EC53,
        Inside = 0x87C37B91114253D5,
    }

    /// <summary>Writes the features in text order, repeated ones included, and returns their number.</summary>
    /// <param name="text">Normalised, with a separator before and after it.</param>
    /// <param name="grams">Room for <see cref="MaxGrams"/>.</param>
    public static int Read(ReadOnlySpan<char> text, Span<Gram> grams)
    {
        int count = 0, previousWord = -1, at = 0;
        while (at < text.Length)
        {
            if (text[at] == CharacterFolding.Separator)
            {
                at++;
                continue;
            }

            var start = at;
            if (IsSpaceless(text[at]))
            {
                grams[count++] = Make(Kind.Character, text, at, 1);
                if (at + 1 < text.Length && IsSpaceless(text[at + 1]))
                    grams[count++] = Make(Kind.Pair, text, at, 2);
                previousWord = -1;
                at++;
                continue;
            }

            while (at < text.Length && text[at] != CharacterFolding.Separator && !IsSpaceless(text[at]))
                at++;
            grams[count++] = Make(Kind.Word, text, start, at - start);
            if (previousWord >= 0)
                grams[count++] = Make(Kind.WordPair, text, previousWord, at - previousWord);
            for (var i = start - 1; i + WordGram <= at + 1; i++)
                grams[count++] = Make(Kind.Inside, text, i, WordGram);
            previousWord = start;
        }

        return count;
    }

    /// <summary>Whether a feature is a character of a spaceless script or a word, and not made of several.</summary>
    public static bool IsUnit(ulong hash) => (hash & 1) == 1;

    /// <summary>Whether a feature is whole words or spaceless characters, and not a piece of a word.</summary>
    public static bool IsReadable(Gram gram, ReadOnlySpan<char> text) =>
        IsSpaceless(text[gram.Start])
        || (text[gram.Start] != CharacterFolding.Separator && IsBoundary(text[gram.Start - 1]) && IsBoundary(text[gram.Start + gram.Length]));

    private static bool IsBoundary(char c) => c == CharacterFolding.Separator || IsSpaceless(c);

    /// <summary>Whether words of this character's script are not separated by spaces.</summary>
    public static bool IsSpaceless(char c) => c is >= '\u2E80' and <= '\uD7FF' or >= '\uF900' and <= '\uFAFF' or >= '\u0E00' and <= '\u0EFF';

    private static Gram Make(Kind kind, ReadOnlySpan<char> text, int start, int length)
    {
        var hash = (ulong)kind;
        foreach (var c in text.Slice(start, length))
        {
            hash = (hash ^ c) * 0x9E3779B97F4A7C15;
            hash ^= hash >> 29;
        }

        // The lowest bit tells units (characters, words) from what is made of them.
        hash = kind is Kind.Character or Kind.Word ? hash | 1 : hash & ~1ul;
        return new(hash, (short)start, (short)length);
    }
}
