using Reception.Contracts.Conversations;
using Reception.Domain.Assistance;

namespace Reception.Domain.Tests.Assistance;

/// <summary>What a machine may word: questions about the candidates, of their own words.</summary>
public sealed class QuestionGuardTests
{
    private static readonly Suggestion[] English = [new("a", "When will my order ship?"), new("b", "How much is shipping?")];
    private static readonly Suggestion[] Chinese = [new("a", "下单后多久发货？"), new("b", "运费是多少？")];

    [Theory]
    [InlineData("Do you want to know when your order will ship?")]
    [InlineData("Is it about how much shipping is, or when it will ship?")]
    public void Check_WordsOfTheCandidates_MayBeSaid(string question) => Assert.Equal(question, QuestionGuard.Check(question, English, chinese: false));

    [Theory]
    [InlineData("请问您是想问多久发货，还是想了解运费呢？")]
    [InlineData("您想问的是下单后多久发货吗？")]
    public void Check_ChineseOfTheCandidates_MayBeSaid(string question) => Assert.Equal(question, QuestionGuard.Check(question, Chinese, chinese: true));

    [Theory]
    [InlineData("请问您是要退款吗？")]
    [InlineData("运费是 12 元，可以吗？")]
    [InlineData("加微信了解运费好吗？")]
    [InlineData("Do you mean shipping?")]
    [InlineData("您想问运费吗")]
    public void Check_OtherChinese_MayNot(string question) => Assert.Null(QuestionGuard.Check(question, Chinese, chinese: true));

    [Theory]
    [InlineData(null)]
    [InlineData("?")]
    [InlineData("When will my order ship")]
    [InlineData("When will my order ship at evil.example?")]
    [InlineData("When will my order ship? evil:8080?")]
    [InlineData("Is it a refund you want?")]
    [InlineData("Does shipping cost $5?")]
    [InlineData("When will\nmy order ship?")]
    [InlineData("When will my order ship\u202E?")]
    [InlineData("Ẃhen will my order ship?")]
    [InlineData("您想问 shipping?")]
    public void Check_AnythingElse_MayNot(string? question) => Assert.Null(QuestionGuard.Check(question, English, chinese: false));

    [Fact]
    public void Check_TooLong_MayNot() => Assert.Null(QuestionGuard.Check(string.Concat(Enumerable.Repeat("when will my order ship ", 10)) + "?", English, chinese: false));
}
