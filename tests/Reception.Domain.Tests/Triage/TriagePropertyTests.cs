using Reception.Domain.Triage;
using Reception.Domain.Triage.Text;
using Reception.Tests;

namespace Reception.Domain.Tests.Triage;

public sealed class TriagePropertyTests
{
    [Theory]
    [InlineData("怎么去爬山")]
    [InlineData("火星上有优惠的飞船票吗")]
    [InlineData("order a pizza with extra cheese")]
    [InlineData("my dog ate the warranty")]
    public void Judge_UnknownTopicRepeated_GainsNoConfidence(string text)
    {
        var once = SmallShop.Judge(text).Confidence;
        for (var times = 2; times <= 40; times *= 2)
            Assert.InRange(SmallShop.Judge(string.Join(' ', Enumerable.Repeat(text, times))).Confidence, 0, once + 0.02);
    }

    [Fact]
    public void Judge_RandomText_NeverAnswersSurely()
    {
        var random = new Random(TestRun.SeedFor(nameof(Judge_RandomText_NeverAnswersSurely)));
        for (var i = 0; i < TestRun.Cases(5_000, 200_000); i++)
        {
            var text = RandomText.Of(random, random.Next(1, 600));
            var decision = SmallShop.Judge(text);
            Assert.InRange(decision.Confidence, 0, 1);
            Assert.True(decision.Kind != TriageKind.Answer, $"{decision.Confidence} {decision.Candidates.FirstOrDefault()?.Matched}: {TextNormalizer.Normalize(text)}");
        }
    }

    [Theory]
    [InlineData("i")]
    [InlineData(" I !")]
    [InlineData("7 i 7")]
    [InlineData("i a")]
    [InlineData("不")]
    public void Judge_Fragment_AnswersNothing(string text) => Assert.NotEqual(TriageKind.Answer, SmallShop.Judge(text).Kind);

    [Theory]
    [InlineData("货")]
    [InlineData("a")]
    [InlineData("1")]
    [InlineData("\u0301")]
    [InlineData("\u202E")]
    [InlineData("\uD83D")]
    [InlineData("人工")]
    [InlineData("you ")]
    [InlineData("发货")]
    public void Judge_TenKilobytesOfOneThing_DecidesWithinBounds(string unit)
    {
        var decision = SmallShop.Judge(string.Concat(Enumerable.Repeat(unit, 10_240 / unit.Length)));
        Assert.InRange(decision.Confidence, 0, 1);
        Assert.InRange(decision.Candidates.Length, 0, TriageIndex.MaxCandidates);
    }

    [Fact]
    public void Judge_MarksBetweenLetters_ChangeNothing()
    {
        var plain = SmallShop.Judge("when do you ship");
        var zalgo = SmallShop.Judge(string.Concat("when do you ship".Select(c => $"{c}\u0334\u0301\u200B\u202E")));
        Assert.Equal((plain.Kind, plain.Entry?.Id, plain.Confidence), (zalgo.Kind, zalgo.Entry?.Id, zalgo.Confidence));
    }

    [Fact]
    public void Judge_ManyThreads_AgreeWithOne()
    {
        var texts = new[] { "什么时候发货", "return my item", "退款", "hello", "转人工", "pair", "发票怎么开" };
        var expected = texts.Select(t => SmallShop.Judge(t).Confidence).ToArray();
        var agreed = Enumerable.Range(0, 4_000).AsParallel().WithDegreeOfParallelism(4).All(i => SmallShop.Judge(texts[i % texts.Length]).Confidence == expected[i % texts.Length]);
        Assert.True(agreed);
    }

    [Fact]
    public void Judge_AfterWarmUp_AllocatesItsResultOnly()
    {
        SmallShop.Judge("什么时候发货");
        var before = GC.GetAllocatedBytesForCurrentThread();
        SmallShop.Judge("什么时候发货");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 1_024);
    }
}
