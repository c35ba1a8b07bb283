using System.Buffers;
using System.Text.RegularExpressions;

namespace Reception.Domain.Triage.Rules;

/// <summary>How clearly a message asks for a human.</summary>
internal enum HumanRequestStrength
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>It wonders whether this is a machine; an entry about that may answer, otherwise it is a request.</summary>
    Wondering,

    /// <summary>It asks.</summary>
    Asking,
}

/// <summary>
/// Recognises that a customer asks for a human, by families of phrases over normalised text: a name for the human service
/// that stands alone or is asked about, a verb of being connected with somebody, a refusal to go on with a machine. Tasks done
/// "by hand" (人工提额, 人工审核), artificial things (人工智能, human hair) and "I need no human" are no requests.
/// </summary>
internal static partial class HumanRequest
{
    private static readonly SearchValues<string> Hints = SearchValues.Create(
        ["人工", "人 工", "真人", "活人", "客服", "机器", "经理", "主管", "领导", "负责人", "店长", "老板", "专员", "工作人员", "个人", "跟人", "和人", "rengong", "ren gong",
            "human", "person", "agent", "represent", "operator", "supervisor", "manager", "someone", "somebody", "anyone", "anybody", " rep", "rep ", "staff", "advis",
            "associate", "customer serv", "customer care", "customer supp", "support", "live chat", "people", "bot", "robot", "machine", "escalate", "real one"],
        StringComparison.Ordinal);

    /// <param name="text">Normalised.</param>
    public static HumanRequestStrength Find(ReadOnlySpan<char> text)
    {
        if (text.IndexOfAny(Hints) < 0 && !text.SequenceEqual("rep"))
            return HumanRequestStrength.None;
        if (ChineseRefusal().IsMatch(text) || (ChineseName().IsMatch(text) && !ChineseNoRequest().IsMatch(text)))
            return HumanRequestStrength.Asking;
        if (ChineseVerb().IsMatch(text) && !ChineseNoRequest().IsMatch(text) && !ChineseNarrative().IsMatch(text))
            return HumanRequestStrength.Asking;
        if ((EnglishName().IsMatch(text) || EnglishVerb().IsMatch(text) || EnglishRefusal().IsMatch(text)) && !EnglishNoRequest().IsMatch(text))
            return HumanRequestStrength.Asking;
        return Wonder().IsMatch(text) ? HumanRequestStrength.Wondering : HumanRequestStrength.None;
    }

    // 人工 alone, as a service, or asked about. Not 人工 + a task, which the human would do as a matter of course.
    [GeneratedRegex(
        "人 ?工(?: |$|客|服务|坐席|座席|台|热线|电话|咨询|号码|专员|顾问|接待|回复|对话|聊|处理|来|呢|呐|呀|啊|吧|吗|嘛|么|哦|哈|在|有|是|好|多少|怎么(?:转|接|找|联系)|帮|解答|办理|时间|谢|快|急|申请|查|问|[^智审提开扣还关合回干添色香成操皮费授草造湖降繁呼]{2,4}$)" +
        "|(?:转|接|找|叫|换|切|要|呼叫|联系|连接|链接|进入|给我|需|来个|重新)(?:到|成|个|一个|一下|下|为|[^转接找叫换切要不无]{2,3}的?)?(?:个|的)?人 ?工(?!智能|费|授精|草|湖|造|降|呼吸|成本|审核|提额|合成|添加|色素|香精|皮)" +
        "|^(?:zhuan ?)?ren ?gong(?: ?ke ?fu| ?fu ?wu)?$|zhuan ?ren ?gong")]
    private static partial Regex ChineseName();

    [GeneratedRegex(
        "(?:转|接|找|叫|换|切换?|要|呼叫|联系|连接|来|给我|请|安排|想跟|想和|要跟|要和)(?:到|成|个|一个|一位|位|下|一下|你们的?|你们店的?|你家|店里的?|店铺|真正的?|活的|在线|售后|售前|专业的?)*(?:真人|活人|客服(?!电话|热线|号码|的电话)|经理|主管|领导|负责人|店长|老板|专员|工作人员|人来|人(?:跟|和|给|帮)我)" +
        "|(?:有没有|有|是不?是|还有|能不能|能否)(?:个|一个|在线的?)?(?:真人|活人)|^(?:真人|活人|客服人员|在线客服|联系客服|真人客服|活人客服)(?:客服|服务|呢|吗|在吗|有吗)*$|真人(?:客服|服务|对话|聊|回复|回答|接待|来|在线)" +
        "|(?:跟|和|与)(?:个|一个)?(?:真人|活人|人|客服)(?:说话|说|聊聊?|对话|沟通|讲|谈)|换个?人(?:来|说|跟|和|吧|聊|处理|回答|$)|来个人(?:$| |吧|啊|行|好|跟|和|帮|处理|回)")]
    private static partial Regex ChineseVerb();

    [GeneratedRegex(
        "(?:不要|不想|别|不用|不跟|不和|讨厌|受够了?|烦死了?|拒绝)(?:再|跟|和|让|用|拿|给我|总是|老是|这个|你这个|这种)*(?:机器人|机器|自动回复|智能客服)|机器人(?:滚|走开|闪开|别|退下|没用|不行|回答不了|解决不了|听不懂|笨)|(?:关掉|关闭|退出|取消)(?:这个)?机器人" +
        "|你(?:就|只|到底|难道)?(?:是|不是)(?:个)?(?:真人|活人)|是真人(?:吗|么|嘛|不|还是)|是不是真人")]
    private static partial Regex ChineseRefusal();

    [GeneratedRegex(
        "(?:不需要|不要|不用|无需|不想要|别|不必|不是)(?:再)?(?:转|找|叫|接)?人 ?工|人 ?工(?:智能|费|提|审|还款|扣款|开通|关|合成|回访|干预|添加|色素|香精|成本|操作|皮)|打电话(?:过来|核实)|(?:电话|客服)(?:会|给我)打|个人(?:资料|信息|中心|账|征信|所得|发票)|^[^人]*个人$|客服(?:已经|刚才|刚刚|之前|昨天|说|答应|承诺|告诉|让我|回复我|没(?:有)?(?:回|处理|解决))")]
    private static partial Regex ChineseNoRequest();

    // What was done with the human service before, or will be later and elsewhere, asks for nothing now.
    [GeneratedRegex(
        "(?:刚才|刚刚|之前|先前|上次|昨天|前天|早上|上午|下午|晚上|后来|然后|当时|已经|曾经|都|再|会|自己|又)(?:我|去|要|就|再|会|都|可以|来|有)*(?:联系|请|找|问|打|叫)(?:了|过|你们的?|你们店的?|你家|下|一下|的|是)*(?:客服|工作人员|专员|主管|店长|老板|经理|领导)|(?:无|没|没有)人?接(?:听)?客服|(?:联系|找|问)(?:了|过)(?:你们的?|一下)?客服|(?:说|说是|让|叫|通知)(?:我|是|是要|要|我去|我要)*(?:找|联系|你们)?(?:你们)?(?:售后|售前)?(?:客服|专员)|(?:是不是|要不要|需不需要|是否)(?:要|得|需要)?(?:联系|找|问)(?:一下|下)?客服|(?:换|招|辞退|培训)(?:掉|个|些|一批)?(?:工作人员|客服人员)|客服(?:麻烦|审批|确认过|更改|说)|(?:检查|核对)[^ ]{0,4}找客服")]
    private static partial Regex ChineseNarrative();

    [GeneratedRegex(
        @"^(?:(?:hi|hello|hey|ok|no|yes|please|pls|just|a|an|the|get|real|live|actual|human|customer|service|support|chat|sales|technical|tech)\s)*(?:human|humans|person|agent|representative|rep|operator|supervisor|manager|customer service|customer care|customer support|live chat|live support|real people)(?:\s(?:please|pls|plz|now|asap|agent|support|service|help|being|chat|only|here|thanks|thank you|assistance|representative|person|operator))*$" +
        @"|\b(?:real|live|actual|living|breathing) (?:life )?(?:human|person|agent|people|rep|representative|operator|being|one)\b|\bhuman (?:being|agent|support|help|assistance|assistant|operator|representative|rep|service|customer|advisor|staff|please|pls|now)\b" +
        @"|\b(?:any|some) (?:humans?|real people|live agents?)\b|\b(?:is|are) there (?:an? |any )?(?:\w+ )?(?:humans?|persons?|agents?|operators?|representatives?|reps?)\b")]
    private static partial Regex EnglishName();

    [GeneratedRegex(
        @"\b(?:talk|talking|speak|speaking|chat|chatting|connect|connected|transfer|transferred|switch|put|hand|pass|patch|forward|escalate|redirect|route|call|reach|contact|discuss|deal)\b(?:\s\w+){0,4}?\s(?:humans?|persons?|people|agents?|representatives?|reps?|operators?|supervisors?|managers?|someone|somebody|staff|advis[eo]rs?|associates?|customer (?:service|care|support)|support(?: team)?|specialist|your (?:team|boss))\b" +
        @"|\b(?:need|want|get|give|find|have|like|prefer|demand|require|send|bring|see|request|where|let|use)\b(?:\s\w+){0,4}?\s(?:humans?|representatives?|operators?|live agents?|support agents?|service agents?|service rep|support rep|supervisors?|real person|live person|real people|an agent|a rep|customer service|somebody real|someone real|a person|customer support agent)\b" +
        @"|\b(?:can|could|may|will|would|have) (?:someone|somebody|a person|anyone|anybody|an agent|a human)(?: \w+){0,2} (?:help|assist|call|answer|reply|talk|speak|contact|chat)\b|\bescalate (?:this|it|my|the)\b|\b(?:connect|transfer) me\b$")]
    private static partial Regex EnglishVerb();

    [GeneratedRegex(
        @"\b(?:no|not|stop|hate|enough|without|instead of|sick of|tired of|useless|stupid|dumb)\b(?:\s\w+){0,5}?\s(?:bots?|robots?|machines?|chatbots?|ai|automated|computers?)\b|\b(?:dont|do not|wont|cant|never) (?:want|like|wanna|talk|speak|need)(?:\s\w+){0,4}?\s(?:bots?|robots?|machines?|chatbots?|computers?)\b|\b(?:bot|robot|chatbot) (?:is |are )?(?:useless|stupid|dumb|not helping|no help)")]
    private static partial Regex EnglishRefusal();

    [GeneratedRegex(
        @"\b(?:dont|do not|no|not|without|never|doesnt) (?:need |want |have )?(?:to |for )?(?:a |an |any |another |speak |talk |to )*(?:humans?|agents?|representatives?|operators?)\b(?! to (?:bots?|robots?))|\bhuman (?:hair|resources?|rights|body|readable|error|history|beings? (?:are|have|live))|\b(?:estate|travel|insurance|bleaching|cleaning|secret|booking|ticket|free) agents?\b|\b(?:phone|mobile|call|contact) (?:number|operator)\b|\bnetwork operator\b|\bin person\b|\bper person\b|\b(?:other|another|wrong|different|third|same|each|every) person\b")]
    private static partial Regex EnglishNoRequest();

    [GeneratedRegex(
        @"\b(?:are|r) (?:you|u|this|we) (?:\w+ ){0,3}?(?:human|person|bot|robot|machine|chatbot|ai|real|computer|people)\b|\bam i (?:\w+ ){0,2}?(?:talking|speaking|chatting|typing) (?:to|with) (?:\w+ ){0,2}?(?:human|person|bot|robot|machine|chatbot|ai|computer|someone)\b|\bis this (?:a |an )?(?:\w+ )?(?:human|person|bot|robot|machine|chatbot)\b|你(?:是不是|是)(?:个|一个)?(?:机器人|机器|人吗|人么|人还是)")]
    private static partial Regex Wonder();
}
