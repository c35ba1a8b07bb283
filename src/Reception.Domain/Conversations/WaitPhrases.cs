using Reception.Domain.Shops;

namespace Reception.Domain.Conversations;

/// <summary>
/// What a customer is told about waiting, in the shop's language (<c>zh</c> or <c>en</c>); listed in docs/waiting.md. {0} is the number of a
/// work order, or else the time when people are back; {1} that time where {0} is the number.
/// </summary>
public sealed record WaitPhrases
{
    public required string ClosedBot { get; init; }
    public required string ClosedBotNoTime { get; init; }
    public required string ClosedWaiting { get; init; }
    public required string Message { get; init; }
    public required string MessageClosed { get; init; }
    public required string CallBack { get; init; }
    public required string CallBackClosed { get; init; }
    public required string Noted { get; init; }
    public required string Busy { get; init; }
    public required string MayLeaveMessage { get; init; }
    public required string MayBeCalledBack { get; init; }
    public required string LeaveMessage { get; init; }
    public required string CallMeBack { get; init; }
    public required string Referred { get; init; }
    public required string ClosedByCustomer { get; init; }
    public required string ClosedByAgent { get; init; }

    public static WaitPhrases Chinese { get; } = new()
    {
        ClosedBot = "现在是休息时间，人工客服{0}恢复服务，这段时间由智能助手为您解答。仍需人工请再说一次“人工”。",
        ClosedBotNoTime = "人工客服暂未开放，由智能助手为您解答。仍需人工请再说一次“人工”。",
        ClosedWaiting = "现在是休息时间，已为您排队，人工客服{0}恢复服务，您的位置会保留。",
        Message = "人工客服暂时无法接待，您的留言已记录（编号 {0}），我们会尽快回复您。",
        MessageClosed = "现在是休息时间，您的留言已记录（编号 {0}），人工客服{1}恢复服务后回复您。",
        CallBack = "已为您登记回复（编号 {0}），您的排队位置不变，轮到您时客服会主动联系您，无需在此等待。",
        CallBackClosed = "现在是休息时间，已为您登记回复（编号 {0}），人工客服{1}恢复服务后会按先后顺序联系您。",
        Noted = "您的请求已经记录（编号 {0}），客服会与您联系。",
        Busy = "当前咨询的人较多，暂时无法为您转接人工，由智能助手继续为您解答。仍需人工请再说一次“人工”。",
        MayLeaveMessage = "仍在为您排队。您也可以留言，不必继续等待，我们会回复您。",
        MayBeCalledBack = "仍在为您排队。您也可以不必等待：保留位置，轮到您时由客服主动联系您。",
        LeaveMessage = "我要留言",
        CallMeBack = "请联系我",
        Referred = "查看详情",
        ClosedByCustomer = "您已结束本次会话。",
        ClosedByAgent = "客服已结束本次会话。",
    };

    public static WaitPhrases English { get; } = new()
    {
        ClosedBot = "Our people are away; they are back {0}. Until then the assistant helps you. Say “human” again if you still want a person.",
        ClosedBotNoTime = "Our people are away; the assistant helps you. Say “human” again if you still want a person.",
        ClosedWaiting = "Our people are away; they are back {0}. You are in the queue and keep your place.",
        Message = "Nobody is free to help you right now. Your message is noted (number {0}); we will answer as soon as we can.",
        MessageClosed = "Our people are away. Your message is noted (number {0}); you get an answer after they are back {1}.",
        CallBack = "You keep your place (number {0}) and need not wait here: we contact you when it is your turn.",
        CallBackClosed = "Our people are away. Your request is noted (number {0}); after they are back {1} we contact you in the order of arrival.",
        Noted = "Your request is noted already (number {0}); we will contact you.",
        Busy = "Too many people are waiting just now, so the assistant goes on helping you. Say “human” again if you still want a person.",
        MayLeaveMessage = "You are still in the queue. You can also leave a message instead of waiting; we will answer it.",
        MayBeCalledBack = "You are still in the queue. You need not wait here: keep your place, and we contact you when it is your turn.",
        LeaveMessage = "Leave a message",
        CallMeBack = "Contact me",
        Referred = "Details",
        ClosedByCustomer = "You ended this conversation.",
        ClosedByAgent = "The agent ended this conversation.",
    };

    public static WaitPhrases For(string language) => ShopLanguage.IsChinese(language) ? Chinese : English;
}
