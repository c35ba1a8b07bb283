using System.Text;
using Reception.Domain.Knowledge;

namespace Reception.Domain.Tests.Knowledge;

public sealed class KnowledgeImportTests
{
    private const string Good = """{"id":"a","question":"When do you ship?","answer":"Today.","similar":["ship date"],"intent":"shipping","source":"x"}""";

    [Fact]
    public void Parse_GoodLine_ReadsEveryField()
    {
        var entry = Assert.Single(KnowledgeImport.Parse(Good).Entries);
        Assert.Equal(("a", "When do you ship?", "Today.", "ship date", "shipping"), (entry.Id, entry.Question, entry.Answer, entry.Similar[0], entry.Topic));
    }

    [Fact]
    public void Parse_BlankLinesByteOrderMarkAndCarriageReturns_AreSkipped()
    {
        var import = KnowledgeImport.Parse([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes("\r\n" + Good + "\r\n\n")]);
        Assert.True(import.IsUsable);
        Assert.Single(import.Entries);
    }

    [Fact]
    public void Parse_NullAnswer_IsAnEntryWithoutAnswer() =>
        Assert.Null(Assert.Single(KnowledgeImport.Parse("""{"id":"a","question":"q","answer":null}""").Entries).Answer);

    [Fact]
    public void Parse_SeveralProblems_ReportsAllWithTheirLines()
    {
        var lines = new[]
        {
            Good,
            "{nonsense",
            """{"id":"a","question":"again"}""",
            """{"id":"b","question":" ?! "}""",
            """{"id":"","question":"q"}""",
            """{"id":"c","question":"q","similar":["ok",null]}""",
            $$"""{"id":"d","question":"{{new string('x', KnowledgeLimits.QuestionLength + 1)}}"}""",
            "null",
            "[1]",
        };
        var problems = KnowledgeImport.Parse(string.Join('\n', lines)).Problems;
        Assert.Equal(
            [
                (2, KnowledgeProblemCode.BadJson), (3, KnowledgeProblemCode.DuplicateId), (4, KnowledgeProblemCode.EmptyQuestion), (5, KnowledgeProblemCode.BadId),
                (6, KnowledgeProblemCode.EmptySimilar), (7, KnowledgeProblemCode.TooLong), (8, KnowledgeProblemCode.BadJson), (9, KnowledgeProblemCode.BadJson),
            ],
            problems.Select(p => (p.Line, p.Code)));
    }

    [Theory]
    [InlineData("{\"id\":\"a\",\"question\":\"\\ud800\"}")]
    [InlineData("{\"id\":1,\"question\":\"q\"}")]
    [InlineData("{\"id\":\"a\",\"question\":\"q\",\"similar\":\"no list\"}")]
    public void Parse_WrongShape_IsBadJson(string line) =>
        Assert.Equal(KnowledgeProblemCode.BadJson, Assert.Single(KnowledgeImport.Parse(line).Problems).Code);

    [Fact]
    public void Parse_BrokenUtf8_IsBadJson() =>
        Assert.Equal(KnowledgeProblemCode.BadJson, Assert.Single(KnowledgeImport.Parse([.. "{\"id\":\""u8, 0xC3, 0x28, .. "\",\"question\":\"q\"}"u8]).Problems).Code);

    [Fact]
    public void Parse_Nothing_ReportsNoEntries() =>
        Assert.Equal(KnowledgeProblemCode.NoEntries, Assert.Single(KnowledgeImport.Parse(" \n ").Problems).Code);

    [Fact]
    public void Parse_MoreProblemsThanListed_CountsThemAll()
    {
        var import = KnowledgeImport.Parse(string.Concat(Enumerable.Repeat("{\n", KnowledgeLimits.Problems + 5)));
        Assert.Equal((KnowledgeLimits.Problems, KnowledgeLimits.Problems + 5), (import.Problems.Length, import.ProblemCount));
    }

    [Fact]
    public void Parse_OverlongLine_IsRefusedUnread() =>
        Assert.Equal(KnowledgeProblemCode.TooLong, Assert.Single(KnowledgeImport.Parse(new string('{', KnowledgeLimits.LineBytes + 1)).Problems).Code);

    [Fact]
    public void ToJsonLines_ThenParse_GivesTheSameEntries()
    {
        var knowledge = KnowledgeBase.Create(1, [new("甲", "“引号”\n换行?", null, ["a\\b", "😀 ok"], "话题"), new("b", "q", "<b>&amp;</b>", [])]);
        var again = KnowledgeImport.Parse(KnowledgeExport.ToJsonLines(knowledge));
        Assert.Equal(knowledge.Entries.Select(Flat), again.Entries.Select(Flat));

        static string Flat(KnowledgeEntry e) => string.Join('|', [e.Id, e.Question, e.Answer ?? "null", e.Topic ?? "null", .. e.Similar]);
    }
}
