using Reception.Contracts.Shops;

namespace Reception.Domain.Conversations;

/// <summary>Whether a line of a waiting customer takes what a step offered him: the button's words, or what people say for it.</summary>
public static class WaitChoice
{
    private static readonly string[] Messages = [WaitPhrases.Chinese.LeaveMessage, WaitPhrases.English.LeaveMessage, "留言", "message"];
    private static readonly string[] CallBacks = [WaitPhrases.Chinese.CallMeBack, WaitPhrases.English.CallMeBack, "回电", "联系我", "call back", "callback", "call me back"];

    public static bool Takes(string text, WaitOffer offered) => offered switch
    {
        WaitOffer.Message => Is(text, Messages),
        WaitOffer.CallBack => Is(text, CallBacks),
        _ => false,
    };

    private static bool Is(string text, string[] words) => words.Contains(text.Trim(' ', '\n', '.', '!', '。', '！'), StringComparer.OrdinalIgnoreCase);
}
