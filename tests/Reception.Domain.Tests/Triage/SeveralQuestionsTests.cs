using Reception.Domain.Triage;

namespace Reception.Domain.Tests.Triage;

public sealed class SeveralQuestionsTests
{
    [Theory]
    [InlineData("怎么开发票？什么时候发货", "invoice,ship")]
    [InlineData("有优惠券吗，多久发货呢", "coupon,ship")]
    [InlineData("能开发票吗 什么时候发货", "invoice,ship")]
    [InlineData("你好，我昨天买的，怎么退货？另外退款多久到账", "return,refund")]
    [InlineData("什么时候发货？能开发票吗？怎么领优惠券？", "ship,invoice,coupon")]
    [InlineData("When will my order ship and how can I pay with paypal?", "en-ship,en-pay")]
    [InlineData("How long is the warranty? How do I return an item?", "en-warranty,en-return")]
    public void Judge_TwoKnownQuestions_AnswersEach(string text, string entries)
    {
        var decision = SmallShop.Judge(text);
        Assert.Equal(entries, string.Join(',', decision.More.Prepend(decision).Select(d => d.Kind == TriageKind.Answer ? d.Entry!.Id : d.Kind.ToString())));
    }

    [Theory]
    [InlineData("什么时候发货？")]
    [InlineData("你好，在吗？什么时候发货？")]
    [InlineData("我前天下的单，什么时候发货，我很着急")]
    [InlineData("什么时候发货？今天能发出吗？")]
    [InlineData("hi there, how are you? when will my order ship?")]
    [InlineData("My order has not arrived. When do you ship?")]
    public void Judge_OneQuestionInManyWords_IsAnsweredOnce(string text)
    {
        var decision = SmallShop.Judge(text);
        Assert.Equal((TriageKind.Answer, true), (decision.Kind, decision.More.IsDefaultOrEmpty));
    }

    [Fact]
    public void Judge_OneKnownAndOneForeignQuestion_AnswersAndSaysThatTheOtherIsOpen()
    {
        var decision = SmallShop.Judge("怎么开发票？你们公司董事长叫什么名字？");
        Assert.Equal(("invoice", TriageKind.HandOver), (decision.Entry?.Id, Assert.Single(decision.More).Kind));
    }

    [Fact]
    public void Judge_Parts_SayWhatTheyRead()
    {
        var decision = SmallShop.Judge("怎么开发票？什么时候发货");
        Assert.Equal((TriageReading.Part, "怎么开发票？", "什么时候发货"), (decision.Reading, decision.Read, decision.More[0].Read));
    }

    [Fact]
    public void Judge_FourKnownQuestions_AnswersThree()
    {
        var decision = SmallShop.Judge("什么时候发货？能开发票吗？怎么领优惠券？怎么退货？");
        Assert.Equal(TriageIndex.MaxAnswers, decision.More.Count(m => m.Kind == TriageKind.Answer) + 1);
    }

    [Fact]
    public void Judge_OneOfTwoAnsweredBefore_AnswersTheOtherAndHandsOver()
    {
        var decision = SmallShop.Judge("怎么开发票？什么时候发货", new TriageContext(Answered: ["invoice"]));
        Assert.Equal(("ship", TriageReason.Repeated), (decision.Entry?.Id, Assert.Single(decision.More).Reason));
    }
}
