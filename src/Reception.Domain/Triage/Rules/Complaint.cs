using System.Text.RegularExpressions;

namespace Reception.Domain.Triage.Rules;

/// <summary>
/// Legal threats, official complaints, abuse and anger. A threat is handed over as <see cref="TriageReason.Complaint"/> whatever
/// entry its words resemble, unless that entry is about complaints itself; a mere word only where nothing answers.
/// </summary>
internal static partial class Complaint
{
    /// <summary>Whether it threatens or abuses the shop: no answer calms that, a human has to see it.</summary>
    /// <param name="text">Normalised.</param>
    public static bool IsThreat(ReadOnlySpan<char> text) => ChineseThreat().IsMatch(text) || EnglishThreat().IsMatch(text);

    /// <summary>Whether it has a word of complaint or of law; an entry about just that may answer it.</summary>
    /// <param name="text">Normalised.</param>
    public static bool IsIn(ReadOnlySpan<char> text) => Chinese().IsMatch(text) || English().IsMatch(text);

    // Who complains of what to whom: "我要投诉", "再不发货就举报", "等着收律师函". How complaints are made ("怎么投诉") is a question.
    [GeneratedRegex(
        "(?<!怎么|如何|怎样|哪里|哪儿|能不能|可以)(?:我要?去?|要|去|就|准备|马上|打算|必须|只能|已经|继续|等着|会)(?:向|给|跟|到|打|工商|银监会?|消协|平台|官方|总部|你们|他|的|电话|热线| |\uE000)*(?:投诉|举报|起诉|曝光|报警|告你|维权|差评|一星)" +
        "|(?:投诉|举报|起诉|曝光|告)(?:你们|你家|到底|定了|死你)|(?:律师函|法院见|法庭见|走法律|法律(?:途径|程序|手段|责任|武器)|找律师|12315|12345|12378|消协|消费者协会|工商局|市场监管|央视|315)" +
        "|(?:你们|你|店家|商家|卖家|平台|全|都|就|简直|一群|一帮|什么)(?:这|这群|这帮|这种|这些|真|都|就|简直|太|家|店|是|就是| )*(?:骗子|诈骗|骗人|骗钱|坑人|黑店|流氓|强盗|不要脸|无耻|垃圾|王八蛋|混蛋|有病|死人|废物)" +
        "|垃圾(?:店|客服|公司|东西|平台|服务|商家|卖家|京东|淘宝)|气死|火大|恶心|忽悠(?:人|我|谁|消费者)|欺诈|什么破|破(?:店|公司|平台|快递|服务)|傻逼|傻b|煞笔|他妈|他m|妈的|tmd|卧槽|去死|滚蛋|狗屁|放屁|操你|草泥马|假一赔")]
    private static partial Regex ChineseThreat();

    [GeneratedRegex("投诉|起诉|律师|法院|报警|曝光|举报|骗子|诈骗|骗钱|坑人|黑店|垃圾(?!短信|邮件|桶|袋)|太差|差劲|差评|忽悠|维权|失望透|忍无可忍|欺负人|说话不算|不讲理|不负责任|无语了|受不了")]
    private static partial Regex Chinese();

    [GeneratedRegex(
        @"\b(?:(?:ill|i will|going to|gonna|i am|im) (?:\w+ ){0,2}?(?:sue|suing|report|reporting|dispute) (?:you|this company|your company|this shop|your shop|them)|sue you|see you in court|take (?:you|this) to court|lawsuit|(?:take |taking )?legal action|my (?:lawyer|attorney|solicitor)|small claims|trading standards|ombudsman|better business bureau|consumer (?:protection|rights) (?:agency|office|board)|formal complaint|(?:file|make|lodge|submit) a complaint (?:about|against) (?:you|your)" +
        @"|(?:bad|negative|terrible|one star|1 star) (?:review|rating)|(?:you|your (?:company|shop|store|service)|this (?:company|shop|store)) (?:\w+ ){0,2}?(?:scammers?|thieves|liars?|crooks|suck|sucks|joke|useless|pathetic|disgusting|disgrace|scam)|(?:is|are) (?:such )?a (?:rip ?off|scam)|scammed me|ripped me off|worst (?:service|company|store|shop|support|experience)|furious|outraged|fuck\w*|bullshit|shitty|piece of shit|idiots|morons?|fed up|had enough|(?:completely|totally|absolutely|just) (?:ridiculous|unacceptable|disgusting|pathetic)|this is (?:ridiculous|unacceptable|disgusting|outrageous|an outrage|a disgrace|a joke))\b")]
    private static partial Regex EnglishThreat();

    [GeneratedRegex(@"\b(?:lawyer|attorney|sue|suing|bbb|chargeback|scam|scammed|scammers?|fraud|rip ?off|disgusting|unacceptable|ridiculous|complaint|complain|appalling|outrageous|liar|cheated|angry|terrible service|awful service|poor service)\b")]
    private static partial Regex English();
}
