using Reception.Domain.Knowledge;
using Reception.Domain.Triage;
using Reception.Tests;

namespace Reception.Domain.Tests.Triage;

/// <summary>What must not depend on how a base was put together.</summary>
public sealed class TriageOrderTests
{
    public static TheoryData<string> Questions => [.. SmallShop.Entries.SelectMany(e => e.Questions)];

    [Theory]
    [MemberData(nameof(Questions))]
    public void Judge_QuestionOfAnEntry_FindsIt(string question) =>
        Assert.Contains(question, SmallShop.Judge(question).Candidates[0].Entry.Questions);

    [Fact]
    public void Build_EntriesShuffled_GivesTheSameConfidences()
    {
        var entries = SmallShop.Entries.ToArray();
        new Random(TestRun.SeedFor(nameof(Build_EntriesShuffled_GivesTheSameConfidences))).Shuffle(entries);
        var shuffled = TriageIndex.Build(KnowledgeBase.Create(3, entries));
        foreach (var text in Texts)
            Assert.Equal(Candidates(SmallShop.Index, text), Candidates(shuffled, text));
    }

    [Fact]
    public void Build_Twice_GivesTheSameConfidences()
    {
        var again = TriageIndex.Build(KnowledgeBase.Create(3, SmallShop.Entries));
        foreach (var text in Texts)
            Assert.Equal(Candidates(SmallShop.Index, text), Candidates(again, text));
    }

    [Fact]
    public void Build_WithAnEntryOfAnotherTopic_LeavesWhoWinsOnExactQuestions()
    {
        var more = TriageIndex.Build(KnowledgeBase.Create(3, [.. SmallShop.Entries, new KnowledgeEntry("zoo", "长颈鹿几岁成年", "五岁。", ["河马吃草吗", "斑马跑多快"])]));
        foreach (var text in SmallShop.Entries.SelectMany(e => e.Questions))
            Assert.Equal(Candidates(SmallShop.Index, text)[0].Entry, Candidates(more, text)[0].Entry);
    }

    private static IEnumerable<string> Texts => SmallShop.Entries.SelectMany(e => e.Questions).Concat(["退", "pair my phone", "天气", "什么时候退货发货"]);

    private static (string Entry, double Confidence)[] Candidates(TriageIndex index, string text) =>
        [.. index.Judge(text, default, TriageThresholds.Default).Candidates.Select(c => (c.Entry.Id, c.Confidence))];
}
