using System.Text;
using Reception.Domain.Triage.Text;

namespace Reception.Domain.Shops;

/// <summary>
/// Text in the form in which rules' words are looked for: width, case, accents and traditional characters folded like triage folds them,
/// punctuation as single spaces, English endings taken off; but no number is replaced, so that 12315 stays what it is. A word of letters
/// and digits is found as a whole word only (<c>card</c> not in <c>discard</c>), Chinese and other scripts without spaces anywhere.
/// </summary>
internal static class RoutedText
{
    /// <summary>Characters that are looked at; a message has no more.</summary>
    public const int MaxScan = 4_000;

    private const char FirstUnspaced = '\u0E00';

    public static string Of(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        var folded = new StringBuilder(Math.Min(text.Length, MaxScan));
        foreach (var raw in text.AsSpan(0, Math.Min(text.Length, MaxScan)))
        {
            var c = CharacterFolding.Of(raw);
            if (c == CharacterFolding.Drop || (c == ' ' && (folded.Length == 0 || folded[^1] == ' '))) continue;
            folded.Append(c);
        }
        return Stemmed(folded.ToString().AsSpan().TrimEnd());
    }

    public static bool Contains(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            var end = at + word.Length;
            var begins = at == 0 || !IsSpaced(word[0]) || !IsSpaced(text[at - 1]);
            if (begins && (end == text.Length || !IsSpaced(word[^1]) || !IsSpaced(text[end]))) return true;
        }
        return false;
    }

    private static bool IsSpaced(char c) => c < FirstUnspaced && char.IsLetterOrDigit(c);

    private static string Stemmed(ReadOnlySpan<char> text)
    {
        var stemmed = new StringBuilder(text.Length);
        Span<char> room = stackalloc char[EnglishStem.Longest];
        for (var at = 0; at < text.Length;)
        {
            var length = 0;
            while (at + length < text.Length && char.IsAsciiLetterLower(text[at + length])) length++;
            if (length == 0) stemmed.Append(text[at++]);
            else stemmed.Append(EnglishStem.Of(text.Slice(at, length), room));
            at += length;
        }
        return stemmed.ToString();
    }
}
