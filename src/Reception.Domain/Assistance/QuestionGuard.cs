using System.Globalization;
using System.Text;
using Reception.Contracts.Conversations;

namespace Reception.Domain.Assistance;

/// <summary>
/// What a question back must be before it is said although a machine worded it. It is a question of at most <see cref="MaxLength"/>
/// characters, one line, in the shop's language; and every word in it stands in the candidates' own questions or in a short list of
/// asking words (every ideograph, in Chinese). So it can name what it was given and nothing else: no answer, no address, no number,
/// no entry that was not a candidate, whatever the customer or the model wanted it to say.
/// </summary>
public static class QuestionGuard
{
    /// <summary>The longest question, in characters.</summary>
    public const int MaxLength = 200;

    private const string Punctuation = " ,.?!;:'\"()、，。？！；：“”‘’「」『』（）—-…·";

    /// <summary>The question as it may be said; null when it may not.</summary>
    public static string? Check(string? question, IReadOnlyList<Suggestion> candidates, bool chinese)
    {
        if (question?.Trim() is not { Length: >= 4 and <= MaxLength } text || text[^1] is not ('?' or '？')) return null;
        var known = candidates.Select(c => c.Question.ToLowerInvariant()).ToList();
        var ideographs = known.SelectMany(q => q).ToHashSet();
        var words = known.SelectMany(Words).ToHashSet(StringComparer.Ordinal);
        if (!text.All(c => IsIdeograph(c) ? AskingWords.Have(c) || ideographs.Contains(c) : char.IsAsciiLetterOrDigit(c) || Punctuation.Contains(c, StringComparison.Ordinal))) return null;
        if (!Words(text.ToLowerInvariant()).All(word => words.Contains(word) || AskingWords.Have(word))) return null;
        return IsIn(text, chinese) && !HasAddress(text) ? text : null;
    }

    // "shop.example" is two words and a dot between them: an address, where a sentence has a space.
    private static bool HasAddress(string text)
    {
        for (var i = 1; i < text.Length - 1; i++)
        {
            if (text[i] is '.' or ':' && char.IsAsciiLetterOrDigit(text[i - 1]) && char.IsAsciiLetterOrDigit(text[i + 1])) return true;
        }
        return false;
    }

    private static bool IsIn(string text, bool chinese) => chinese ? text.Any(IsIdeograph) : !text.Any(IsIdeograph) && text.Any(char.IsAsciiLetter);

    private static bool IsIdeograph(char c) => c is >= '\u3400' and <= '\u9FFF';

    private static IEnumerable<string> Words(string text)
    {
        var word = new StringBuilder();
        foreach (var c in text + " ")
        {
            if (char.IsAsciiLetterOrDigit(c) || (!IsIdeograph(c) && CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.LowercaseLetter)) word.Append(c);
            else if (word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }
        }
    }
}
