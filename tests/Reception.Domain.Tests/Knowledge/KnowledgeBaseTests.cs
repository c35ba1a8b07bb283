using Reception.Domain.Knowledge;

namespace Reception.Domain.Tests.Knowledge;

public sealed class KnowledgeBaseTests
{
    [Fact]
    public void Create_AnyOrder_SortsById() =>
        Assert.Equal(["a", "b", "c"], KnowledgeBase.Create(7, [Entry("c", "3"), Entry("a", "1"), Entry("b", "2")]).Entries.Select(e => e.Id));

    [Fact]
    public void Create_SameIdTwice_Throws() =>
        Assert.Throws<ArgumentException>(() => KnowledgeBase.Create(1, [Entry("a", "1"), Entry("a", "2")]));

    [Fact]
    public void Create_QuestionInTwoEntries_ReportsTheDuplicate()
    {
        var duplicate = Assert.Single(KnowledgeBase.Create(1, [Entry("a", "When do you ship?"), Entry("b", "other", "ＷＨＥＮ do you ship")]).Duplicates);
        Assert.Equal(("when do you ship", "a,b"), (duplicate.Text, string.Join(',', duplicate.EntryIds)));
    }

    [Fact]
    public void Create_QuestionTwiceInOneEntry_IsNoDuplicate() =>
        Assert.Empty(KnowledgeBase.Create(1, [Entry("a", "Ship?", "ship!")]).Duplicates);

    [Fact]
    public void Find_KnownAndUnknownId_GivesEntryOrNull()
    {
        var knowledge = KnowledgeBase.Create(1, [Entry("a", "1")]);
        Assert.Equal("1", knowledge.Find("a")?.Question);
        Assert.Null(knowledge.Find("A"));
    }

    private static KnowledgeEntry Entry(string id, string question, params string[] similar) => new(id, question, "answer", [.. similar]);
}
