using System.Text.RegularExpressions;

namespace Reception.Domain.Triage.Rules;

/// <summary>
/// Messages that ask nothing by themselves and lean on the one before: "那红色的呢", "how about the blue one", "and to Canada?".
/// Only a thing is named, no question of its own is asked about it.
/// </summary>
internal static partial class FollowUp
{
    /// <summary>Longer messages say enough themselves.</summary>
    private const int LongestMessage = 40;

    /// <summary>A reply to the bot's question back, without any mark of ellipsis, may have this many characters.</summary>
    private const int LongestReply = 24;

    /// <summary>What the message names, or empty if it does not lean on the one before.</summary>
    /// <param name="normal">Normalised.</param>
    public static ReadOnlySpan<char> Named(ReadOnlySpan<char> normal)
    {
        if (normal.Length > LongestMessage)
            return [];
        foreach (var match in Chinese().EnumerateMatches(normal))
            return AsksItself().IsMatch(normal) ? [] : Trim(normal.Slice(match.Index, match.Length));
        foreach (var match in English().EnumerateMatches(normal))
            return EnglishAsksItself().IsMatch(normal) ? [] : Trim(normal.Slice(match.Index, match.Length));
        return [];
    }

    /// <summary>Whether a message is short enough to be the rest of what the bot asked back about.</summary>
    public static bool IsShort(ReadOnlySpan<char> normal) => normal.Length <= LongestReply;

    private static ReadOnlySpan<char> Trim(ReadOnlySpan<char> named)
    {
        foreach (var match in Opening().EnumerateMatches(named))
            named = named[(match.Index + match.Length)..];
        return named.TrimEnd("呢吗嘛啊呀吧 ");
    }

    [GeneratedRegex("^(?:那|那么|还有|换成|换|如果是?|要是|假如是?|然后)[^ ]{1,12}(?:呢|吗|嘛|呀|啊|行吗|可以吗)?$|^[^ ]{1,10}呢$")]
    private static partial Regex Chinese();

    [GeneratedRegex("怎|什么|多久|多少|多大|几|哪|谁|为啥|为什么|咋|那就|那好|那算|那行|那我|那你|那不|那没|还有人|没有呢|我呢|你呢|人呢|在呢|还没")]
    private static partial Regex AsksItself();

    [GeneratedRegex("^(?:那么?|还有|换成?|如果是?|要是|假如是?|然后)")]
    private static partial Regex Opening();

    [GeneratedRegex(@"(?<=^(?:so |ok |and |then )?(?:what|how) about |^and (?:for |in |on |to |with |if its |what about |how about )?|^same for |^is it the same (?:for|with|in) |^does (?:that|it) (?:also )?apply to )(?:\w+ ?){1,5}$")]
    private static partial Regex English();

    [GeneratedRegex(@"\b(?:what (?!about)|how (?!about)|why|when|where|who|you|me|i)\b")]
    private static partial Regex EnglishAsksItself();
}
