using Reception.Domain.Triage;

namespace Reception.Domain.Tests.Triage;

public sealed class ChoiceTests
{
    private static readonly TriageContext AskedBack = new(Misses: 1) { Offered = ["ship", "skin", "refund"] };

    [Theory]
    [InlineData("1", "ship")]
    [InlineData("①", "ship")]
    [InlineData("第一个", "ship")]
    [InlineData("我问的是第三个问题", "refund")]
    [InlineData("最后一个吧", "refund")]
    [InlineData("3.", "refund")]
    [InlineData("the first one please", "ship")]
    [InlineData("number 3", "refund")]
    [InlineData("I mean the last one", "refund")]
    [InlineData("退款多久到账", "refund")]
    public void Judge_PicksASuggestion_IsAnsweredWithIt(string text, string entry)
    {
        var decision = SmallShop.Judge(text, AskedBack);
        Assert.Equal((TriageKind.Answer, TriageReading.Chosen, entry, 1.0), (decision.Kind, decision.Reading, decision.Entry?.Id, decision.Confidence));
    }

    [Fact]
    public void Judge_PicksAnEntryWithoutAnswer_HandsOverWithItsTopic()
    {
        var decision = SmallShop.Judge("第二个", AskedBack);
        Assert.Equal((TriageReason.NoAnswer, "肤质"), (decision.Reason, decision.Topic));
    }

    [Theory]
    [InlineData("对")]
    [InlineData("yes")]
    public void Judge_NodsToTheOnlySuggestion_IsAnsweredWithIt(string text) =>
        Assert.Equal("ship", SmallShop.Judge(text, new(Misses: 1) { Offered = ["ship"] }).Entry?.Id);

    [Theory]
    [InlineData("都不是")]
    [InlineData("none of these")]
    public void Judge_NoneOfTheSuggestions_HandsOver(string text) => Assert.Equal(TriageReason.NoneMeant, SmallShop.Judge(text, AskedBack).Reason);

    [Fact]
    public void Judge_PicksWhatWasAnsweredBefore_IsAnsweredAgain() =>
        Assert.Equal(TriageKind.Answer, SmallShop.Judge("1", AskedBack with { Answered = ["ship"] }).Kind);

    [Fact]
    public void Judge_PicksWhatDidNotHelp_HandsOver() =>
        Assert.Equal(TriageReason.Repeated, SmallShop.Judge("1", AskedBack with { Rejected = ["ship"] }).Reason);

    [Theory]
    [InlineData("人工")]
    [InlineData("the second one is wrong, give me a human")]
    public void Judge_AsksForAHumanWhileSuggestionsStand_HandsOver(string text) => Assert.Equal(TriageReason.AskedForHuman, SmallShop.Judge(text, AskedBack).Reason);

    [Theory]
    [InlineData("4")]
    [InlineData("买了两个")]
    [InlineData("12")]
    public void Judge_OtherNumbers_PickNothing(string text) => Assert.NotEqual(TriageReading.Chosen, SmallShop.Judge(text, AskedBack).Reading);

    [Fact]
    public void Judge_NumberWithoutOffer_PicksNothing() => Assert.NotEqual(TriageReading.Chosen, SmallShop.Judge("1").Reading);
}
