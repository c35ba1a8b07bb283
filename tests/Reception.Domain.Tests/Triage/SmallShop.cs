using Reception.Domain.Knowledge;
using Reception.Domain.Triage;

namespace Reception.Domain.Tests.Triage;

/// <summary>A dozen entries in two languages, compiled once.</summary>
internal static class SmallShop
{
    public static readonly KnowledgeEntry[] Entries =
    [
        new("ship", "多久发货", "48 小时内发货。", ["什么时候发货", "怎么还没发货", "今天能发出吗"], "发货"),
        new("return", "怎么退货", "七天内可以退。", ["我想退货", "可以退回去吗", "不喜欢能退吗"], "退货"),
        new("refund", "退款多久到账", "三天内到账。", ["退款到哪了", "钱什么时候退回来", "还没收到退款"], "退款"),
        new("coupon", "怎么领优惠券", "首页可以领。", ["有优惠券吗", "券在哪里领", "给我一张券"], "优惠"),
        new("invoice", "怎么开发票", "订单页申请。", ["能开发票吗", "我要发票", "电子发票在哪"], "发票"),
        new("skin", "敏感肌可以用吗", null, ["皮肤敏感能用吗", "会过敏吗", "敏感皮适合吗"], "肤质"),
        new("en-ship", "When will my order ship?", "Within a day.", ["when do you ship", "has my order been sent", "order not shipped yet"], "shipping"),
        new("en-return", "How do I return an item?", "Within 30 days.", ["I want to send it back", "return policy", "start a return"], "returns"),
        new("en-warranty", "How long is the warranty?", "Two years.", ["is it under warranty", "warranty period", "guarantee length"], "warranty"),
        new("en-pair", "How do I pair the headphones?", "Hold the button.", ["bluetooth pairing", "connect earbuds to phone", "headphones do not connect"], "headphones"),
        new("en-pay", "Which payment methods do you accept?", "Cards and PayPal.", ["can I pay with paypal", "do you take visa", "how can I pay"], "payment"),
        new("en-password", "I forgot my password", "Press reset.", ["reset password", "cannot log in", "locked out of my account"], "account"),
    ];

    public static TriageIndex Index { get; } = TriageIndex.Build(KnowledgeBase.Create(3, Entries));

    public static TriageDecision Judge(string text, TriageContext context = default, TriageThresholds? thresholds = null) =>
        Index.Judge(text, context, thresholds ?? TriageThresholds.Default);
}
