using Reception.Domain.Shops;

namespace Reception.Domain.Conversations;

/// <summary>What the system itself says, in the shop's language (<c>zh</c> or <c>en</c>).</summary>
public sealed record Phrases
{
    public required string Waiting { get; init; }
    public required string Returning { get; init; }
    public required string Joined { get; init; }
    public required string Left { get; init; }
    public required string Transferred { get; init; }
    public required string BackToBot { get; init; }
    public required string ClosedByCustomer { get; init; }
    public required string ClosedByAgent { get; init; }
    public required string ClosedIdle { get; init; }
    public required string SentOutside { get; init; }
    public required string CameBack { get; init; }
    public required string ConsultNobodyCame { get; init; }
    public required string ConsultLeft { get; init; }
    public required string TakenOver { get; init; }
    public required string Reassigned { get; init; }
    public required string WhichOne { get; init; }
    public required string SayAgain { get; init; }
    public required string WhichOrder { get; init; }

    public static Phrases Chinese { get; } = new()
    {
        Waiting = "正在为您转接人工客服，请稍候。",
        Returning = "正在为您接回刚才的客服，请稍候。",
        Joined = "客服 {0} 为您服务。",
        Left = "客服的连接中断了，正在为您重新安排，您的位置不变。",
        Transferred = "正在为您转接给更合适的客服，请稍候。",
        BackToBot = "人工服务已结束，智能助手继续为您服务。需要人工时请说“人工”。",
        ClosedByCustomer = "您已结束本次会话，欢迎评价。",
        ClosedByAgent = "客服已结束本次会话，欢迎评价。",
        ClosedIdle = "长时间没有新消息，本次会话已结束。",
        SentOutside = "这个问题由{0}处理，请按下面的方式联系。有其他问题随时再来找我们。",
        CameBack = "客户从{0}回来了。",
        ConsultNobodyCame = "{0} 没有应答，协助请求已结束。",
        ConsultLeft = "{0} 已离开，协助结束。",
        TakenOver = "{0} 接管了本次会话。",
        Reassigned = "{0} 已将本次会话改派。",
        WhichOne = "请问您想问的是：",
        WhichOrder = "请问您问的是哪一笔订单？",
        SayAgain = "不好意思，没有明白您的意思，可以换个说法吗？需要人工请说“人工”。",
    };

    public static Phrases English { get; } = new()
    {
        Waiting = "We are connecting you with a person. One moment, please.",
        Returning = "We are connecting you with the person you just spoke to. One moment, please.",
        Joined = "{0} is here to help you.",
        Left = "Your agent lost the connection. We are finding someone else; you keep your place.",
        Transferred = "We are connecting you with someone who knows more about this. One moment, please.",
        BackToBot = "The assistant goes on from here. Say “human” whenever you want a person.",
        ClosedByCustomer = "You ended this conversation. How was it?",
        ClosedByAgent = "The agent ended this conversation. How was it?",
        ClosedIdle = "This conversation was closed because nothing was written for a long time.",
        SentOutside = "{0} takes care of this; please contact them as shown below. Come back to us any time with anything else.",
        CameBack = "The customer has come back from {0}.",
        ConsultNobodyCame = "{0} did not come; the consult has ended.",
        ConsultLeft = "{0} has left; the consult has ended.",
        TakenOver = "{0} has taken this conversation over.",
        Reassigned = "{0} has sent this conversation to somebody else.",
        WhichOne = "Did you mean one of these?",
        WhichOrder = "Which order do you mean?",
        SayAgain = "Sorry, I did not understand that. Could you put it another way? Say “human” for a person.",
    };

    public static Phrases For(string language) => ShopLanguage.IsChinese(language) ? Chinese : English;
}
