using System.Text.RegularExpressions;

namespace Reception.Domain.Knowledge.Checks;

/// <summary>
/// Whether two answers say different things about one matter, as far as words tell: other numbers, dates or amounts, or one says no and
/// the other does not. A hint for a person, not a judgement.
/// </summary>
internal static partial class AnswerWords
{
    /// <summary>What differs, for a sentence; null if nothing does.</summary>
    public static string? Differ(string? a, string? b)
    {
        if (a is null || b is null) return a is null == b is null ? null : "one is answered, the other goes to a human";
        var (numbersA, numbersB) = (Numbers(a), Numbers(b));
        if (numbersA.Count > 0 && numbersB.Count > 0 && !numbersA.SetEquals(numbersB)) return $"{Join(numbersA.Except(numbersB))} against {Join(numbersB.Except(numbersA))}";
        return Negation().IsMatch(a) == Negation().IsMatch(b) ? null : "one says no, the other does not";
    }

    private static HashSet<string> Numbers(string text) => [.. Number().Matches(text).Select(m => m.Value), .. ChineseNumber().Matches(text).Select(m => m.Value)];

    private static string Join(IEnumerable<string> numbers) => numbers.Order(StringComparer.Ordinal).Take(5).ToArray() is { Length: > 0 } some ? string.Join(", ", some) : "nothing";

    [GeneratedRegex(@"[0-9]+(?:[.:/-][0-9]+)*%?")]
    private static partial Regex Number();

    [GeneratedRegex("[零一二两三四五六七八九十百千万半]{1,6}(?=[天日号月年周元块折件次小个])")]
    private static partial Regex ChineseNumber();

    [GeneratedRegex(@"不(?!同|仅|但|过|错|只|妨|用担心)|没有|无法|无需|未能|暂无|\b(?:no|not|never|cannot|unable|unavailable|without)\b|n['’]t\b", RegexOptions.IgnoreCase)]
    private static partial Regex Negation();
}
