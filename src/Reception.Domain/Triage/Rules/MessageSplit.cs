using System.Buffers;
using Reception.Domain.Triage.Text;

namespace Reception.Domain.Triage.Rules;

/// <summary>
/// Cuts a message that asks several things into the questions it is made of. A part ends with a clause that asks; what only
/// tells stays with the question it leads to, or with the last one. Reads the message as it was written, because normalisation
/// drops what separates clauses: sentence ends, line ends, commas, spaces between ideographs, and the words that start a further
/// question ("另外", " and how …").
/// </summary>
internal static class MessageSplit
{
    /// <summary>Parts of a message at most; the last one takes the rest.</summary>
    public const int MaxParts = 4;

    /// <summary>A message beyond this many characters is a story, not a list of questions.</summary>
    private const int LongestMessage = 300;

    private const string SentenceEnds = "。！？!?；;\n\r…";

    private static readonly SearchValues<char> Ends = SearchValues.Create(SentenceEnds + "，,、.");

    private static readonly string[] Openers = ["另外", "顺便", "对了", "还想问", "再问", "还有就是", " and ", " also ", " plus "];

    private static readonly SearchValues<string> AnyOpener = SearchValues.Create(Openers, StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> Asking = SearchValues.Create(
        ["?", "？", "吗", "嘛", "呢", "怎么", "怎样", "什么", "为啥", "啥", "咋", "多久", "多少", "多大", "多长", "多远", "多重", "几天", "几个", "几点", "几时", "几号", "几折", "哪", "谁", "何", "是否", "能否", "可否",
            "能不能", "可不可以", "会不会", "有没有", "是不是", "要不要", "行不行", "好不好", "有无", "how ", "what ", "when ", "where ", "which ", "who ", "why ", "can i ", "can you ", "do you ", "does ", "do i ", "is it ", "is there ",
            "are there ", "are you ", "will ", "could "],
        StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> Requesting = SearchValues.Create(
        ["我要", "我想", "帮我", "麻烦", "i want", "i need", "i would like", "id like", "i'd like", "please "], StringComparison.OrdinalIgnoreCase);

    private static readonly string[] EnglishQuestions = ["how", "what", "when", "where", "which", "who", "why", "can", "could", "do", "does", "did", "is", "are", "will", "would", "should"];

    /// <summary>Writes where the questions stand and returns their number; below 2 the message is to be read as a whole.</summary>
    /// <param name="text">As written.</param>
    /// <param name="parts">Room for <see cref="MaxParts"/>.</param>
    public static int Split(ReadOnlySpan<char> text, Span<Range> parts)
    {
        text = text.TrimEnd();
        if (text.Length is < 4 or > LongestMessage || !MayBeSeveral(text[..^1]))
            return 0;
        var (count, start, clause) = (0, 0, 0);
        while (clause < text.Length)
        {
            var end = ClauseEnd(text, clause, out var isSentence);
            var words = text[clause..end];
            if (words.IndexOfAny(Asking) >= 0 || (isSentence && words.IndexOfAny(Requesting) >= 0))
            {
                if (count == parts.Length)
                    break;
                parts[count++] = start..end;
                start = end;
            }

            clause = end;
        }

        if (count > 0)
            parts[count - 1] = parts[count - 1].Start..(start < text.Length ? text.Length : start);
        return count;
    }

    /// <summary>Whether a part is set apart by more than a comma: it starts the message, follows the end of a sentence, or opens a further question.</summary>
    public static bool IsSentence(ReadOnlySpan<char> text, Range part)
    {
        var start = part.GetOffsetAndLength(text.Length).Offset;
        var before = text[..start].TrimEnd();
        return before.IsEmpty || SentenceEnds.Contains(before[^1]) || before[^1] == '.' || StartsQuestion(text[start..]);
    }

    /// <summary>Nearly every message asks once; a look at its characters shows it.</summary>
    private static bool MayBeSeveral(ReadOnlySpan<char> text) =>
        text.IndexOfAny(Ends) >= 0 || (text.IndexOf(' ') is > 0 and var space && GramReader.IsSpaceless(text[space - 1])) || text.IndexOfAny(AnyOpener) > 0;

    /// <summary>Where the clause that starts here ends, its end marks included.</summary>
    private static int ClauseEnd(ReadOnlySpan<char> text, int start, out bool isSentence)
    {
        for (var at = start + 1; at < text.Length; at++)
        {
            isSentence = SentenceEnds.Contains(text[at]) || (text[at] == '.' && at + 1 < text.Length && text[at + 1] == ' ');
            if (isSentence || IsComma(text, at))
            {
                while (at + 1 < text.Length && (SentenceEnds.Contains(text[at + 1]) || text[at + 1] is ' ' or '，' or ','))
                    at++;
                return at + 1;
            }

            if (StartsQuestion(text[at..]))
                return at;
        }

        isSentence = true;
        return text.Length;
    }

    private static bool IsComma(ReadOnlySpan<char> text, int at) => text[at] switch
    {
        '，' or '、' => true,
        ',' => at + 1 < text.Length && !char.IsAsciiDigit(text[at + 1]),
        ' ' or '\t' or '\u3000' => GramReader.IsSpaceless(text[at - 1]) && at + 1 < text.Length && GramReader.IsSpaceless(text[at + 1]),
        _ => false,
    };

    private static bool StartsQuestion(ReadOnlySpan<char> rest)
    {
        if (rest[0] is not (' ' or '另' or '顺' or '对' or '还' or '再'))
            return false;
        var opener = 0;
        foreach (var word in Openers)
            if (rest.StartsWith(word, StringComparison.OrdinalIgnoreCase))
                opener = word.Length;
        if (opener == 0 || rest[0] != ' ')
            return opener > 0;
        rest = rest[opener..];
        foreach (var word in EnglishQuestions)
            if (rest.Length > word.Length && rest[word.Length] is ' ' or '\'' && rest.StartsWith(word, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }
}
