using Reception.Domain.Knowledge;
using Reception.Domain.Triage;

namespace Reception.Domain.Tests.Triage;

public sealed class TriageIndexTests
{
    /// <summary>Everything is unsure: no confidence reaches the answer threshold, every one the clarify threshold.</summary>
    private static readonly TriageThresholds NeverSure = new(Answer: 1, Clarify: 0, AnswerSimple: 1);

    [Theory]
    [InlineData("请问什么时候能发货呀", "ship")]
    [InlineData("我想把东西退货", "return")]
    [InlineData("退款怎么还没到账", "refund")]
    [InlineData("When are you going to ship my order?", "en-ship")]
    [InlineData("how do i pair these headphones with my phone", "en-pair")]
    public void Judge_Paraphrase_AnswersWithItsEntry(string text, string entry)
    {
        var decision = SmallShop.Judge(text);
        Assert.Equal((TriageKind.Answer, TriageReason.Matched, entry), (decision.Kind, decision.Reason, decision.Entry?.Id));
    }

    [Fact]
    public void Judge_Answer_CarriesReplyTopicVersionAndWhatMatched()
    {
        var decision = SmallShop.Judge("什么时候发货");
        Assert.Equal(("48 小时内发货。", "发货", 3L, "什么时候发货"), (decision.Reply, decision.Topic, decision.KnowledgeVersion, decision.Candidates[0].Matched));
    }

    [Theory]
    [InlineData("明天会下雪还是下雨")]
    [InlineData("who won the football game last night")]
    public void Judge_UnknownTopic_HandsOver(string text)
    {
        var decision = SmallShop.Judge(text);
        Assert.Equal((TriageKind.HandOver, TriageReason.NotUnderstood), (decision.Kind, decision.Reason));
        Assert.True(decision.IsMiss);
    }

    [Fact]
    public void Judge_BetweenThresholds_ClarifiesWithAtMostThreeSuggestions()
    {
        var decision = SmallShop.Judge("退", thresholds: NeverSure);
        Assert.Equal((TriageKind.Clarify, TriageReason.Unsure, TriageIndex.MaxSuggestions), (decision.Kind, decision.Reason, decision.Suggestions.Length));
    }

    [Fact]
    public void Judge_SecondMiss_HandsOver()
    {
        var decision = SmallShop.Judge("退", new TriageContext(Misses: 1), NeverSure);
        Assert.Equal((TriageKind.HandOver, TriageReason.TwoMisses), (decision.Kind, decision.Reason));
    }

    [Fact]
    public void Judge_EntryWithoutAnswer_HandsOverWithTopic()
    {
        var decision = SmallShop.Judge("皮肤敏感能用吗");
        Assert.Equal((TriageKind.HandOver, TriageReason.NoAnswer, "肤质"), (decision.Kind, decision.Reason, decision.Topic));
    }

    [Fact]
    public void Judge_EntryAnsweredBefore_HandsOver()
    {
        var decision = SmallShop.Judge("什么时候发货", new TriageContext(Answered: ["ship"]));
        Assert.Equal((TriageKind.HandOver, TriageReason.Repeated), (decision.Kind, decision.Reason));
    }

    [Theory]
    [InlineData("人工，什么时候发货")]
    [InlineData("when will my order ship? let me talk to a human")]
    public void Judge_RequestForHumanWithKnownQuestion_HandsOver(string text)
    {
        var decision = SmallShop.Judge(text);
        Assert.Equal((TriageKind.HandOver, TriageReason.AskedForHuman), (decision.Kind, decision.Reason));
    }

    [Theory]
    [InlineData("你好")]
    [InlineData("在吗？")]
    [InlineData("好的，谢谢亲")]
    [InlineData("Hello there!")]
    [InlineData("thanks a lot")]
    public void Judge_Courtesy_IsAnsweredKindly(string text)
    {
        var decision = SmallShop.Judge(text);
        Assert.Equal(TriageKind.SmallTalk, decision.Kind);
        Assert.False(string.IsNullOrEmpty(decision.Reply));
        Assert.False(decision.IsMiss);
    }

    [Theory]
    [InlineData("")]
    [InlineData("???")]
    [InlineData("12345678901234")]
    public void Judge_NothingToUnderstand_AsksBackWithoutSuggestion(string text)
    {
        var decision = SmallShop.Judge(text);
        Assert.Equal((TriageKind.Clarify, TriageReason.Contentless, 0), (decision.Kind, decision.Reason, decision.Suggestions.Length));
    }

    [Theory]
    [InlineData("我要去12315举报你们")]
    [InlineData("I will sue you, this is a scam")]
    public void Judge_Complaint_HandsOver(string text) => Assert.Equal(TriageReason.Complaint, SmallShop.Judge(text).Reason);

    [Theory]
    [InlineData(TriageOwner.Queue)]
    [InlineData(TriageOwner.Agent)]
    public void Judge_OwnerIsNotTheBot_NeitherAsksBackNorChats(TriageOwner owner)
    {
        var context = new TriageContext(owner);
        Assert.Equal(TriageKind.HandOver, SmallShop.Judge("谢谢", context).Kind);
        Assert.Equal(TriageKind.HandOver, SmallShop.Judge("退", context, NeverSure).Kind);
        Assert.Equal(TriageKind.Answer, SmallShop.Judge("什么时候发货", context).Kind);
    }

    [Fact]
    public void Judge_ConfidenceAroundThirdThreshold_IsSimpleOnlyAbove()
    {
        var confidence = SmallShop.Judge("什么时候发货").Confidence;
        Assert.True(SmallShop.Judge("什么时候发货", thresholds: new(0.1, 0.1, confidence)).IsSimple);
        Assert.False(SmallShop.Judge("什么时候发货", thresholds: new(0.1, 0.1, Math.BitIncrement(confidence))).IsSimple);
    }

    [Theory]
    [InlineData("请问什么时候能发货呀", "ship", "发货")]
    [InlineData("how do I pair the headphones", "en-pair", "headphones")]
    public void Explain_Match_NamesWhatSpokeForIt(string text, string entry, string fragment) =>
        Assert.Contains(SmallShop.Index.Explain(text, entry), f => f.Contains(fragment, StringComparison.Ordinal));

    [Theory]
    [InlineData("what is the weather", "ship")]
    [InlineData("发货", "no-such-entry")]
    public void Explain_NothingInCommon_IsEmpty(string text, string entry) => Assert.Empty(SmallShop.Index.Explain(text, entry));

    [Fact]
    public void Judge_EmptyKnowledge_HandsOver() =>
        Assert.Equal(TriageReason.NotUnderstood, TriageIndex.Build(KnowledgeBase.Create(1, [])).Judge("什么时候发货", default, TriageThresholds.Default).Reason);

    [Fact]
    public void Judge_OneEntry_StillRefusesOtherTopics()
    {
        var index = TriageIndex.Build(KnowledgeBase.Create(1, [SmallShop.Entries[0]]));
        Assert.Equal(TriageKind.Answer, index.Judge("什么时候发货", default, TriageThresholds.Default).Kind);
        Assert.NotEqual(TriageKind.Answer, index.Judge("敏感肌可以用吗", default, TriageThresholds.Default).Kind);
    }

    [Fact]
    public void Build_EntriesInAnyOrder_JudgesTheSame()
    {
        var reversed = TriageIndex.Build(KnowledgeBase.Create(3, SmallShop.Entries.Reverse()));
        foreach (var text in new[] { "什么时候发货", "退", "pair my phone", "天气" })
            Assert.Equal(SmallShop.Judge(text).Confidence, reversed.Judge(text, default, TriageThresholds.Default).Confidence);
    }

    [Fact]
    public void Validate_ThresholdsOutOfOrder_SaysEverythingWrong() =>
        Assert.Equal(6, new TriageThresholds(2, 3, 1.5, 0).Validate().Count);
}
