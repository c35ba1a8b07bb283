using System.Text.RegularExpressions;

namespace Reception.Domain.Triage.Rules;

/// <summary>
/// Words of legal threat, official complaint or abuse. They never override a sure answer ("how do I complain" may have one),
/// but what is not answered goes to a human as <see cref="TriageReason.Complaint"/> and not to a clarifying question.
/// </summary>
internal static partial class Complaint
{
    /// <param name="text">Normalised.</param>
    public static bool IsIn(ReadOnlySpan<char> text) => Chinese().IsMatch(text) || English().IsMatch(text);

    [GeneratedRegex("投诉|12315|消协|消费者协会|工商局|市场监管|银监|起诉|律师|法院|报警|曝光|举报|骗子|诈骗|骗钱|坑人|黑店|假一赔|垃圾(?:店|客服|公司|东西|平台|服务)|太差|气死|火大|恶心|忽悠|欺诈|什么破|维权|傻逼|他妈|妈的|去死")]
    private static partial Regex Chinese();

    [GeneratedRegex(@"\b(?:lawyer|attorney|sue|suing|lawsuit|legal action|small claims|bbb|trading standards|ombudsman|chargeback|scam|scammed|scammers?|fraud|rip ?off|disgusting|furious|outraged|unacceptable|worst (?:service|company|store|shop)|formal complaint|file a complaint|fuck\w*|bullshit|shitty)\b")]
    private static partial Regex English();
}
