using Reception.Domain.Knowledge;
using Reception.Domain.Triage;

namespace Reception.Domain.Tests.Triage;

public sealed class FollowUpTests
{
    private static readonly TriageIndex Index = TriageIndex.Build(KnowledgeBase.Create(1,
    [
        new("blue", "蓝色的有货吗", "蓝色有货。", ["蓝色还有吗", "有没有蓝色的", "蓝色什么时候有货"]),
        new("red", "红色的有货吗", "红色缺货。", ["红色还有吗", "有没有红色的", "红色什么时候有货"]),
        new("city", "能送到我们市里吗", "全国都送。", ["送货范围", "你们送外地吗", "能送到县城吗"]),
        new("invoice", "怎么开发票", "订单页申请。", ["能开发票吗", "我要发票", "电子发票在哪"]),
        new("en-blue", "is the blue bag in stock", "Blue is there.", ["do you have the blue bag", "blue bag available"]),
        new("en-green", "is the green bag in stock", "Green comes in May.", ["do you have the green bag", "green bag available"]),
        new("en-ship", "do you ship abroad", "Everywhere.", ["international delivery", "can you deliver to another country"]),
    ]));

    [Theory]
    [InlineData("蓝色的有货吗", "blue", "那红色的呢", "red")]
    [InlineData("is the blue bag in stock", "en-blue", "what about the green one", "en-green")]
    [InlineData("能送到我们市里吗", "city", "那新疆呢", "city")]
    [InlineData("do you ship abroad", "en-ship", "how about canada?", "en-ship")]
    public void Judge_LeansOnTheMessageBefore_IsReadWithIt(string before, string answered, string text, string entry)
    {
        var decision = Judge(text, new(Answered: [answered]) { Previous = new(before, answered) });
        Assert.Equal((TriageKind.Answer, TriageReading.FollowUp, entry), (decision.Kind, decision.Reading, decision.Entry?.Id));
    }

    [Theory]
    [InlineData("红色的呢？", "red")]
    [InlineData("and the green?", "en-green")]
    public void Judge_LeansOnTheMessageBeforeButIsSureAlone_IsAnswered(string text, string entry) =>
        Assert.Equal(entry, Judge(text, new() { Previous = new("有货吗 in stock", null) }).Entry?.Id);

    [Fact]
    public void Judge_LeansOnTheMessageBefore_ShowsBothJoined() =>
        Assert.StartsWith("蓝色的有货吗 ", Judge("那红色的呢", new() { Previous = new("蓝色的有货吗", null) }).Read);

    [Theory]
    [InlineData("那你们老板多大年纪")]
    [InlineData("那我应该怎么办呢")]
    [InlineData("what about you")]
    [InlineData("今天天气真不错")]
    public void Judge_AsksSomethingOfItsOwn_IsNotReadWithTheMessageBefore(string text) =>
        Assert.NotEqual(TriageReading.FollowUp, Judge(text, new(Answered: ["city"]) { Previous = new("能送到我们市里吗", "city") }).Reading);

    [Fact]
    public void Judge_SecondFollowUpToTheSameAnswer_HandsOver() =>
        Assert.Equal(TriageKind.HandOver, Judge("那西藏呢", new(Answered: ["city", "city"]) { Previous = new("能送到我们市里吗", "city") }).Kind);

    [Fact]
    public void Judge_FollowUpToARejectedAnswer_IsNotAnsweredWithItAgain() =>
        Assert.NotEqual("city", Judge("那新疆呢", new(Answered: ["city"]) { Previous = new("能送到我们市里吗", "city"), Rejected = ["city"] }).Entry?.Id);

    [Fact]
    public void Judge_NothingBefore_IsReadAlone() => Assert.NotEqual(TriageReading.FollowUp, Judge("那红色的呢", new()).Reading);

    private static TriageDecision Judge(string text, TriageContext context) => Index.Judge(text, context, TriageThresholds.Default with { Answer = 0.55 });
}
