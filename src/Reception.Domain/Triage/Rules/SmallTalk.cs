using System.Text.RegularExpressions;

namespace Reception.Domain.Triage.Rules;

/// <summary>Courtesy that needs no knowledge: greeting, thanks, agreement, good-bye. Only messages that hold nothing else.</summary>
internal static partial class SmallTalk
{
    /// <summary>Longer messages are never courtesy alone.</summary>
    private const int LongestMessage = 40;

    /// <summary>The reply in the message's language, or null if the message is something else.</summary>
    /// <param name="text">Normalised.</param>
    public static string? ReplyTo(ReadOnlySpan<char> text) => text.Length > LongestMessage ? null : text switch
    {
        _ when ChineseGreeting().IsMatch(text) => "您好，我在的，请问有什么可以帮您？",
        _ when ChineseThanks().IsMatch(text) => "不客气，能帮到您就好。还有需要随时找我。",
        _ when ChineseFarewell().IsMatch(text) => "好的，祝您生活愉快，再见！",
        _ when ChineseAssent().IsMatch(text) => "好的，还有需要随时告诉我。",
        _ when EnglishGreeting().IsMatch(text) => "Hello! How can I help you today?",
        _ when EnglishThanks().IsMatch(text) => "You're welcome! Just ask if there is anything else.",
        _ when EnglishFarewell().IsMatch(text) => "Thank you for stopping by. Have a good day!",
        _ when EnglishAssent().IsMatch(text) => "Great. I am here if you need anything else.",
        _ => null,
    };

    [GeneratedRegex("^(?:(?:亲爱的|亲亲?|你好|您好|你们好|大家好|哈喽|哈罗|嗨|喂|嘿|hi|hello|在吗?|在么|在嘛|在不在?|在不|在线吗|有人吗|有人么|有人在吗|有人不|有人没|客服|早上好|上午好|中午好|下午好|晚上好|早安|晚安|早|请问|打扰一下|打扰了|店家|老板|掌柜|小二|美女|帅哥|小姐姐)(?:啊|呀|哦|呢|吗|么|嘛|哈|的|哟|喽|了)* ?)+$")]
    private static partial Regex ChineseGreeting();

    [GeneratedRegex("^(?:(?:好的?|行|嗯+|哦+|噢|ok|okay|那|知道了|明白了|收到|懂了|可以|非常|十分|太|真的|真是|麻烦你了|麻烦您了|辛苦了|辛苦) ?)*(?:谢谢|多谢|感谢|谢啦|谢了|谢过|3q|thx|thanks|辛苦(?:你|您)?了?|麻烦(?:你|您)了)(?:你们?|您们?|亲|啦|了|哈|哦|啊|呀|客服|小姐姐|帮助|的|解答|回复| |谢谢|再见|拜拜)*$")]
    private static partial Regex ChineseThanks();

    [GeneratedRegex("^(?:(?:好的?|嗯+|行|那|先这样|就这样|没事了|没有了|没了|不用了|谢谢|ok) ?)*(?:再见|拜拜|拜|88|886|回头见|下次见|先这样|就这样|晚安)(?:啦|了|吧|哦|啊|亲| )*$")]
    private static partial Regex ChineseFarewell();

    [GeneratedRegex("^(?:(?:好的?|好滴|好吧|好哒|好呢|行|行吧|嗯+|恩+|哦+|噢+|喔+|ok|可以|可以的|知道了|知道|明白|明白了|了解|了解了|懂了|收到|没事|没事了|没有了|没问题了|没了|没有问题了|不用了|暂时没有|没有其他了|先这样吧|那好吧?)(?:的|啊|呀|哦|呢|哈|了|啦|吧|亲)* ?)+$")]
    private static partial Regex ChineseAssent();

    [GeneratedRegex(@"^(?:hi+|hello+|hey+|heya|howdy|yo|greetings|good (?:morning|afternoon|evening|day)|anyone (?:here|there)|anybody (?:here|there)|are you there|you there)(?: (?:there|all|team|again|everyone|guys|sir|madam|how are you(?: doing)?(?: today)?|good (?:morning|afternoon|evening)))*$")]
    private static partial Regex EnglishGreeting();

    [GeneratedRegex(@"^(?:(?:ok|okay|great|perfect|awesome|cool|good|got it|alright|nice|lovely|yes|no|super|that helps|that helped|excellent|oh|ah|wow) ?)*(?:thanks|thank you|thank u|thankyou|thx|ty|cheers|much appreciated|appreciate it|i appreciate it|many thanks)(?: (?:a lot|so much|very much|again|you|for (?:your|the) (?:help|time|info|information|assistance|quick reply|answer)|for that|for helping(?: me)?|mate|bye|a bunch|a million|much|goodbye|have a (?:nice|good|great) day))*$")]
    private static partial Regex EnglishThanks();

    [GeneratedRegex(@"^(?:(?:ok|okay|thanks|great|alright|thats all|that is all|nothing else|no) ?)*(?:bye|bye bye|goodbye|good bye|see you|see ya|cya|good night|have a (?:nice|good|great) (?:day|one|evening)|thats all|that is all|nothing else)(?: (?:then|now|later|soon|for now|too))*$")]
    private static partial Regex EnglishFarewell();

    [GeneratedRegex(@"^(?:(?:ok|okay|k|kk|great|perfect|awesome|cool|fine|good|got it|i see|alright|all right|sure|understood|nice|sounds good|makes sense|no worries|that helps|that helped|no im good|im good|all good) ?)+$")]
    private static partial Regex EnglishAssent();
}
