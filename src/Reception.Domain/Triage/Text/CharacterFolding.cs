using System.Globalization;
using System.Text;

namespace Reception.Domain.Triage.Text;

/// <summary>
/// What becomes of one UTF-16 unit: dropped, a separator, or the character that stands for it (width, case, accents,
/// compatibility forms and digits of all scripts folded). A table over the basic plane, computed once per process from
/// Unicode's own data (NFKD, UAX #15), so that normalising is one look-up per character.
/// </summary>
internal static class CharacterFolding
{
    /// <summary>Nothing is written: controls, format and bidirectional marks, combining marks, apostrophes, lone surrogates.</summary>
    public const char Drop = '\uFFFF';

    /// <summary>A word boundary: white space, punctuation, symbols.</summary>
    public const char Separator = ' ';

    /// <summary>Stands for a run of at least <see cref="TextNormalizer.LongNumber"/> digits (order numbers, phone numbers).</summary>
    public const char NumberSlot = '\uE000';

    private static readonly char[] Table = Build();

    public static char Of(char c) => Table[c];

    private static char[] Build()
    {
        var table = new char[char.MaxValue + 1];
        for (var i = 0; i <= char.MaxValue; i++)
            table[i] = Fold((char)i);
        return table;
    }

    private static char Fold(char c) => c switch
    {
        NumberSlot => NumberSlot,
        '\'' or '\u2019' or '\u2018' or '\u02BC' or '\uFF07' or '`' or '\u00B4' => Drop,
        >= '\uD800' and <= '\uDFFF' => Drop,
        >= '\u4E00' and <= '\u9FFF' => SimplifiedCharacters.Of(c),
        _ => Classify(char.ToLowerInvariant(IsCompatible(c) ? Decompose(c) : c)),
    };

    private static bool IsCompatible(char c) =>
        c is (>= '\u00A0' and <= '\u06FF') or (>= '\u1D00' and <= '\u33FF') or (>= '\uF900' and <= '\uFFEF');

    private static char Classify(char c)
    {
        if (c is >= 'a' and <= 'z' or >= '0' and <= '9')
            return c;
        var digit = CharUnicodeInfo.GetDecimalDigitValue(c);
        if (digit >= 0)
            return (char)('0' + digit);
        return CharUnicodeInfo.GetUnicodeCategory(c) switch
        {
            _ when char.IsWhiteSpace(c) => Separator,
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => Drop,
            UnicodeCategory.SpacingCombiningMark => c,
            _ when char.IsLetterOrDigit(c) => c is >= '\u4E00' and <= '\u9FFF' ? SimplifiedCharacters.Of(c) : c,
            _ => Separator,
        };
    }

    /// <summary>The base character if the decomposition is one character and marks, otherwise the character itself.</summary>
    private static char Decompose(char c)
    {
        if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.OtherNotAssigned)
            return c;
        var parts = c.ToString().Normalize(NormalizationForm.FormKD);
        for (var i = 1; i < parts.Length; i++)
            if (CharUnicodeInfo.GetUnicodeCategory(parts[i]) != UnicodeCategory.NonSpacingMark)
                return c;
        return char.IsSurrogate(parts[0]) ? c : parts[0];
    }
}
