using FsCheck.Fluent;
using Reception.Domain.Triage;
using Reception.Domain.Triage.Text;
using Reception.Tests;

namespace Reception.Domain.Tests.Triage;

/// <summary>Text that nobody writes in good faith is judged within bounds, and never surely.</summary>
public sealed class HostileTextTests
{
    /// <summary>Beginnings that a pattern of the rules likes, repeated so that a backtracking one would never end.</summary>
    public static TheoryData<string> Traps =>
    [
        "转到个一下", "人 工", "找你们的在线", "谢谢亲 ", "好的 嗯 ", "你好 hi ", "不要再跟和让", "那换成", "第一个",
        "talk to a ", "no not any ", "i want a real ", "can you ", "thanks a lot ", "ok great ", "are you a ", "what about ", "and to ", "a ", "\t\n",
        "我要投诉", "sue ", "？", "，", "吗 ", "1", "。a",
    ];

    [Theory]
    [MemberData(nameof(Traps))]
    public void Judge_PatternsOpeningRepeated_DecidesWithinBounds(string unit)
    {
        foreach (var length in new[] { 30, 400, 16_384 })
            Check(string.Concat(Enumerable.Repeat(unit, length / unit.Length + 1)) + "!");
    }

    [Fact]
    public void Judge_MegabyteOfMixedText_DecidesWithinBounds() =>
        Check(RandomText.Of(new Random(TestRun.SeedFor(nameof(Judge_MegabyteOfMixedText_DecidesWithinBounds))), 1 << 20));

    [Theory]
    [InlineData("😀😀🎉👨‍👩‍👧‍👦🏳️‍🌈")]
    [InlineData("\u202E\u2066\u200F\u061C")]
    [InlineData("99999999999999999999999999999999999999.99999999e+999")]
    public void Judge_NothingToRead_IsNoAnswer(string text) => Assert.NotEqual(TriageKind.Answer, SmallShop.Judge(text).Kind);

    [Theory]
    [InlineData("什么时候\u202E发货\u202C")]
    [InlineData("什么\u200B时\u200D候发\uFEFF货")]
    public void Judge_MarksInAQuestion_AreNotSeen(string text) => Assert.Equal("ship", SmallShop.Judge(text).Entry?.Id);

    [Fact]
    public void Normalize_AnyUnits_IsIdempotentAndBounded() =>
        Property.ForAll(Gen.Choose(0, char.MaxValue), nameof(Normalize_AnyUnits_IsIdempotentAndBounded), TestRun.Cases(500, 20_000), units =>
        {
            var once = TextNormalizer.Normalize(new string([.. units.Select(u => (char)u)]));
            Assert.Equal(once, TextNormalizer.Normalize(once));
            Assert.InRange(once.Length, 0, Math.Min(units.Length, TextNormalizer.MaxLength));
        });

    private static void Check(string text)
    {
        var decision = SmallShop.Judge(text);
        Assert.InRange(decision.Confidence, 0, 1);
        Assert.InRange(decision.Candidates.Length, 0, TriageIndex.MaxCandidates);
    }
}
