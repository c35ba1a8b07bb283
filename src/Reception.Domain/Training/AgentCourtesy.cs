using System.Text.RegularExpressions;

namespace Reception.Domain.Training;

/// <summary>What agents say before they answer: a welcome, "how can I help", "one moment", an apology for the wait. Normalised text.</summary>
internal static partial class AgentCourtesy
{
    private const int LongestMessage = 60;

    public static bool Is(string normal) => normal.Length <= LongestMessage && (Chinese().IsMatch(normal) || English().IsMatch(normal));

    [GeneratedRegex("^(?:(?:亲爱的|亲|您好|你好|欢迎光临|欢迎|客服|小?姐姐|我是|为您服务|很高兴为您服务|请问|有什么(?:可以|能|问题)?(?:帮|帮助|帮到|为)?(?:您|你)?(?:的|服务)?|(?:可以|能)帮(?:到)?(?:您|你)(?:的)?|稍等(?:一下|片刻)?|请稍(?:等|候)(?:一下|片刻)?|麻烦(?:您)?稍等|我(?:帮|给|为|先)?(?:您|你)?(?:看|查|核实|查询|确认)(?:看|一下|下)?|正在(?:为您|帮您)?(?:查|查询|核实)(?:看|中)?|不好意思|抱歉|久等了|让您久等了|还在吗|在的|在呢|收到|嗯+|好的?|哦|呢|哈|哟|呀|啊|吗|的|了| )+)$")]
    private static partial Regex Chinese();

    [GeneratedRegex(@"^(?:hi|hello|hey|welcome)?[ a-z]{0,20}?(?:how (?:can|may) i help(?: you)?(?: today)?|what can i do for you(?: today)?|one moment(?: please)?|just a (?:moment|second|sec)(?: please)?|please (?:wait|hold)(?: a moment)?|let me (?:check|look|see)(?: that)?(?: for you)?|sorry for (?:the|keeping you) wait(?:ing)?|bear with me|i will (?:check|look)(?: that)?(?: for you)?)$")]
    private static partial Regex English();
}
