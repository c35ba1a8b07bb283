using Reception.Contracts.Conversations;
using Reception.Contracts.Knowledge;
using Reception.Domain.Knowledge;
using Reception.Domain.Triage;
using Entry = Reception.Domain.Knowledge.KnowledgeEntry;

namespace Reception.Domain.Tests.Triage;

public sealed class ValidityTests
{
    private static readonly DateTimeOffset Sale = new(2026, 11, 11, 0, 0, 0, TimeSpan.Zero);

    private static readonly TriageIndex Index = TriageIndex.Build(KnowledgeBase.Create(1,
    [
        .. SmallShop.Entries,
        new("gift-before", "满减怎么算", "满 300 减 30。", ["满多少减多少", "满减规则是什么"], Until: Sale),
        new("gift-sale", "满减怎么算", "满 300 减 50。", ["满多少减多少", "满减规则是什么"], From: Sale, Until: Sale.AddDays(1)),
        new("deposit", "定金可以退吗", "定金不退。", ["不想要了定金退吗", "付了定金能不能退"], From: Sale, Next: ["gift-before", "gift-sale", "invoice"],
            Variants: [new AnswerVariant(["tmall"], "在天猫付的定金不退。"), new AnswerVariant(["store"], null)]),
    ]));

    [Theory]
    [InlineData(-1, "gift-before")]
    [InlineData(0, "gift-sale")]
    public void Judge_SameQuestionInTwoPeriods_IsAnsweredFromTheOneInForce(int hours, string entry) => Assert.Equal(entry, Judge("满减怎么算", Sale.AddHours(hours)).Entry?.Id);

    [Fact]
    public void Judge_NeitherInForce_IsNotAnswered()
    {
        var decision = Judge("满减怎么算", Sale.AddDays(1));
        Assert.NotEqual(TriageKind.Answer, decision.Kind);
        Assert.DoesNotContain(decision.Candidates, c => c.Entry.Id.StartsWith("gift", StringComparison.Ordinal));
    }

    [Fact]
    public void Judge_OtherInForce_IsAsSureAsWithoutTheOldOne()
    {
        var alone = TriageIndex.Build(KnowledgeBase.Create(1, Index.Knowledge.Entries.Where(e => e.Id != "gift-before")));
        var context = new TriageContext { Now = Sale };
        Assert.Equal(alone.Judge("满减规则", context, TriageThresholds.Default).Confidence, Index.Judge("满减规则", context, TriageThresholds.Default).Confidence, 0.15);
    }

    [Fact]
    public void Judge_EntryNotYetInForce_IsNotSuggested() =>
        Assert.DoesNotContain(Index.Judge("定金", new() { Now = Sale.AddHours(-1) }, new(1, 0, 1)).Suggestions, s => s.Entry.Id == "deposit");

    [Fact]
    public void Judge_PicksWhatHasRunOut_IsNotAnsweredWithIt() =>
        Assert.NotEqual("gift-sale", Index.Judge("1", new(Misses: 1) { Now = Sale.AddDays(2), Offered = ["gift-sale"] }, TriageThresholds.Default).Entry?.Id);

    [Theory]
    [InlineData("web", "定金不退。")]
    [InlineData("TMALL", "在天猫付的定金不退。")]
    public void Judge_Channel_ChoosesTheVariant(string channel, string reply) => Assert.Equal(reply, Judge("定金可以退吗", Sale, channel).Reply);

    [Fact]
    public void Judge_VariantWithoutAnswer_HandsOver() => Assert.Equal(TriageReason.NoAnswer, Judge("定金可以退吗", Sale, "store").Reason);

    [Fact]
    public void Judge_EntryThatLeadsOn_OffersWhatIsInForce()
    {
        var buttons = Assert.Single(Judge("定金可以退吗", Sale).Parts, p => p.Kind == PartKind.Buttons).Buttons!;
        Assert.Equal([("满减怎么算", "gift-sale"), ("怎么开发票", "invoice")], buttons.Select(b => (b.Label, b.EntryId!)));
    }

    [Fact]
    public void Recall_EntryInForce_IsItsAnswer() => Assert.Equal("定金不退。", Index.Recall("deposit", new() { Now = Sale })?.Reply);

    [Fact]
    public void Recall_EntryOutOfForce_IsNull() => Assert.Null(Index.Recall("deposit", new() { Now = Sale.AddHours(-1) }));

    private static TriageDecision Judge(string text, DateTimeOffset now, string? channel = null) =>
        Index.Judge(text, new() { Now = now, Channel = channel }, TriageThresholds.Default);
}
