using Reception.Domain.Knowledge;
using Reception.Domain.Triage;

namespace Reception.Domain.Tests.Triage;

public sealed class ComplaintTests
{
    [Theory]
    [InlineData("再不发货我就投诉你们")]
    [InlineData("什么时候发货，不然我要去12315举报")]
    [InlineData("退款怎么还没到，等着收律师函")]
    [InlineData("你们就是骗子")]
    [InlineData("垃圾客服")]
    [InlineData("气死我了什么时候发货")]
    [InlineData("refund me now or I will sue you")]
    [InlineData("I'm going to report you to trading standards, when will my order ship?")]
    [InlineData("this is the worst service ever")]
    [InlineData("my lawyer will contact you")]
    [InlineData("this is unacceptable")]
    public void Judge_Threat_HandsOverWhateverElseIsAsked(string text) => Assert.Equal((TriageKind.HandOver, TriageReason.Complaint), Of(SmallShop.Judge(text)));

    [Theory]
    [InlineData("什么时候发货")]
    [InlineData("收到垃圾短信怎么办")]
    [InlineData("这款面霜好用吗")]
    [InlineData("is the lid unbreakable")]
    public void Judge_CalmQuestion_IsNoComplaint(string text) => Assert.NotEqual(TriageReason.Complaint, SmallShop.Judge(text).Reason);

    [Theory]
    [InlineData("怎么投诉快递员", "complain")]
    [InlineData("我要投诉快递员", "complain")]
    public void Judge_EntryAboutComplaints_Answers(string text, string entry)
    {
        var index = TriageIndex.Build(KnowledgeBase.Create(1, [.. SmallShop.Entries, new KnowledgeEntry("complain", "怎么投诉快递员", "拨打站点电话。", ["我要投诉快递员", "投诉送货的"])]));
        Assert.Equal(entry, index.Judge(text, default, TriageThresholds.Default).Entry?.Id);
    }

    private static (TriageKind, TriageReason) Of(TriageDecision decision) => (decision.Kind, decision.Reason);
}
