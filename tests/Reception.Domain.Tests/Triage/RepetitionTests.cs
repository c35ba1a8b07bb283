using Reception.Domain.Triage;

namespace Reception.Domain.Tests.Triage;

public sealed class RepetitionTests
{
    [Theory]
    [InlineData("什么时候发货")]
    [InlineData("什么时候发货啊！！")]
    [InlineData("请问什么时候发货呢")]
    public void Judge_SameQuestionAfterItsAnswer_HandsOver(string text) =>
        Assert.Equal(TriageReason.Repeated, SmallShop.Judge(text, new(Answered: ["ship"]) { Previous = new("什么时候发货", "ship") }).Reason);

    [Fact]
    public void Judge_NearSameQuestionThatMeansAnother_HandsOver() =>
        Assert.Equal(TriageReason.Repeated, SmallShop.Judge("退款什么时候到账呢", new(Answered: ["return"]) { Previous = new("退款什么时候到账", "return") }).Reason);

    [Fact]
    public void Judge_AnotherQuestion_IsAnswered() =>
        Assert.Equal("refund", SmallShop.Judge("退款多久到账", new(Answered: ["ship"]) { Previous = new("什么时候发货", "ship") }).Entry?.Id);

    [Fact]
    public void Judge_SuggestionAfterItsAnswer_IsNotOffered()
    {
        var decision = SmallShop.Judge("退", new(Answered: ["return"]), new(Answer: 1, Clarify: 0, AnswerSimple: 1));
        Assert.DoesNotContain(decision.Suggestions, s => s.Entry.Id == "return");
    }

    [Fact]
    public void Judge_BestEntryWasRejected_IsNotAnsweredWithIt() =>
        Assert.Equal(TriageReason.Repeated, SmallShop.Judge("多久能发货", new() { Rejected = ["ship"] }).Reason);
}
