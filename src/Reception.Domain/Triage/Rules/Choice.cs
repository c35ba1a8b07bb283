using System.Text.RegularExpressions;

namespace Reception.Domain.Triage.Rules;

/// <summary>How a customer picks one of several things that were just shown to him: by number, by place, by nodding to the only one.</summary>
internal static partial class Choice
{
    /// <summary>Longer messages pick nothing by number.</summary>
    private const int LongestMessage = 30;

    /// <summary>The place that is picked, from 0; null if the message picks none.</summary>
    /// <param name="normal">Normalised.</param>
    /// <param name="offered">How many things were shown.</param>
    public static int? Of(ReadOnlySpan<char> normal, int offered)
    {
        if (normal.Length > LongestMessage)
            return null;
        if (offered == 1 && Yes().IsMatch(normal))
            return 0;
        if (!Chinese().IsMatch(normal) && !English().IsMatch(normal))
            return null;
        var place = PlaceOf(normal, offered);
        return place >= 0 && place < offered ? place : null;
    }

    /// <summary>Whether the message says that none of them is meant.</summary>
    public static bool IsNone(ReadOnlySpan<char> normal) => normal.Length <= LongestMessage && None().IsMatch(normal);

    private static int PlaceOf(ReadOnlySpan<char> normal, int offered)
    {
        if (normal.Contains("最后", StringComparison.Ordinal) || normal.Contains("last", StringComparison.Ordinal))
            return offered - 1;
        foreach (var match in Place().EnumerateMatches(normal))
            return normal[match.Index] switch
            {
                '1' or '一' or 'f' or 'o' => 0,
                '2' or '二' or '两' or 's' => 1,
                't' => normal[match.Index + 1] == 'w' ? 1 : 2,
                _ => 2,
            };
        return -1;
    }

    [GeneratedRegex("^(?:嗯|是|就是|我?要|我?选|我?问|想问|我想问|应该是|点|看)*(?:的是)?(?:第? ?[1-3一二三]|最后一?|最后那)(?: ?(?:个|条|项|种|号))?(?:问题)?(?:吧|呢|的|啊|呀|谢谢)*$")]
    private static partial Regex Chinese();

    [GeneratedRegex(@"^(?:i (?:mean|meant|choose|pick|want) |its |it is |yes )?(?:the )?(?:(?:number|option|no|nr|question) )?(?:[1-3]|first|second|third|one|two|three|last)(?: one| option| question)?(?: please| thanks)?$")]
    private static partial Regex English();

    [GeneratedRegex("[123一二三两]|first|second|third|one|two|three")]
    private static partial Regex Place();

    [GeneratedRegex("^(?:对|对的|对啊|是|是的|是啊|没错|就是|就是这个|嗯+|恩+|要|yes|yeah|yep|yup|right|correct|exactly|that one|this one|thats it|yes please)$")]
    private static partial Regex Yes();

    [GeneratedRegex("^(?:都不是|不是|不是的|不是这[些个]|都不对|不对|以上都不是|没有我要的|没有一个是|no|nope|none|none of (?:these|them|those|the above)|neither|not (?:these|those|that|this))(?: |的|啊|呀|吧)*$")]
    private static partial Regex None();
}
