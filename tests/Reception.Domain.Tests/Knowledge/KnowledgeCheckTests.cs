using Reception.Contracts.Knowledge;
using Reception.Domain.Knowledge;
using Reception.Domain.Knowledge.Checks;
using Reception.Domain.Triage;
using Reception.Tests;
using KnowledgeEntry = Reception.Domain.Knowledge.KnowledgeEntry;

namespace Reception.Domain.Tests.Knowledge;

/// <summary>What a check finds before entries take force.</summary>
public sealed class KnowledgeCheckTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 5, 0, 0, 0, TimeSpan.Zero);

    private static readonly KnowledgeEntry[] Base =
    [
        Entry("ship", "When will my order be shipped?", "Within 48 hours.", "when do you ship", "how long until you ship my order"),
        Entry("return", "How can I return an item?", "Within 30 days.", "i want to send it back", "can i give the item back"),
        Entry("pay", "Which ways of payment do you take?", "Card and transfer.", "can i pay by card", "payment methods"),
    ];

    [Fact]
    public void Run_NothingWrong_FindsNoError() => Assert.Equal(0, Check(Base).Errors);

    [Fact]
    public void Run_SameQuestionOtherAnswer_IsAnError()
    {
        var report = Check([.. Base, Entry("again", "When do you SHIP?", "Within 72 hours.")]);
        Assert.Equal(FindingKind.Contradiction, Assert.Single(report.Findings, f => f.Severity == FindingSeverity.Error).Kind);
    }

    [Fact]
    public void Run_SameQuestionSameAnswer_IsAWarning()
    {
        var report = Check([.. Base, Entry("again", "When do you ship?", "Within  48 hours.")]);
        Assert.Equal(0, report.Errors);
        Assert.Contains(report.Findings, f => f.Kind == FindingKind.DuplicateQuestion);
    }

    [Fact]
    public void Run_SameQuestionOneAfterTheOther_IsFine()
    {
        var change = Now.AddDays(3);
        var report = Check([.. Base, Entry("before", "What is the discount?", "Ten percent.") with { Until = change }, Entry("after", "What is the discount?", "None.") with { From = change }]);
        Assert.DoesNotContain(report.Findings, f => f.Kind is FindingKind.Contradiction or FindingKind.DuplicateQuestion);
    }

    [Fact]
    public void Run_SameQuestionAtTheSameTime_IsAnError()
    {
        var report = Check([.. Base, Entry("before", "What is the discount?", "Ten percent.") with { Until = Now.AddDays(3) }, Entry("after", "What is the discount?", "None.") with { From = Now.AddDays(2) }]);
        Assert.Equal(1, report.Errors);
    }

    [Fact]
    public void Run_AnswersThatDifferOnOneChannel_NameIt()
    {
        var report = Check([.. Base, Entry("again", "When do you ship?", "Within 48 hours.") with { Variants = [new(["tmall"], "Never.")] }]);
        Assert.Contains("tmall", Assert.Single(report.Findings, f => f.Kind == FindingKind.Contradiction).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_NearlyTheSameQuestionOtherNumbers_SaysWhichDiffer()
    {
        var report = Check([.. Base, Entry("again", "When will my orders be shipped?", "Within 72 hours.")]);
        Assert.Contains("48", Assert.Single(report.Findings, f => f.Kind == FindingKind.NearContradiction).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_LinkToNowhere_IsAnError() => Assert.Equal(FindingKind.MissingEntry, Check([.. Base, Entry("x", "Do you have shoes?", "Yes.") with { Next = ["gone"] }]).Findings[0].Kind);

    [Fact]
    public void Run_CaseOfAnEntryThatIsOver_FailsByTheCalendar()
    {
        RegressionCase[] cases = [new("do you have a sale on shoes", ["sale"])];
        var sale = Entry("sale", "Do you have a sale on shoes?", "Twenty percent.", "shoes on sale") with { Until = Now };
        Assert.Equal(0, Check([.. Base, sale], cases: cases).Regression.Passed);
        Assert.Equal(1, Check([.. Base, sale with { Until = Now.AddTicks(1) }], cases: cases).Regression.Passed);
    }

    [Fact]
    public void Run_CaseThatPassedBefore_IsAnErrorWhenItBreaks()
    {
        var report = Check(Base[1..], Base, [new("how long until you ship my order", ["ship"]), new("can i pay by card", ["pay", "other"])]);
        Assert.Equal(new(2, 1, 2, 1, 0), report.Regression);
        Assert.Equal("how long until you ship my order", Assert.Single(report.Failing).Text);
        Assert.Contains(report.Findings, f => f.Kind == FindingKind.BrokenCase && f.Severity == FindingSeverity.Error);
    }

    [Fact]
    public void Run_AnotherAnswerOfTheSameEntry_CountsAsChanged()
    {
        var report = Check([Base[0] with { Answer = "Within 24 hours." }, Base[1], Base[2]], Base, asked: ["when do you ship", "can i pay by card"]);
        Assert.Equal("when do you ship", Assert.Single(report.Changed).Text);
    }

    [Theory]
    [InlineData("demo", 5)]
    [InlineData("demo", 25)]
    [InlineData("demo-en", 25)]
    public void Run_DemoShop_HasNoErrorAndPassesItsCases(string shop, int day)
    {
        var folder = Path.Combine(TestRun.Root, "silo", "Demo");
        var import = KnowledgeImport.Parse(File.ReadAllBytes(Path.Combine(folder, $"{shop}.knowledge.jsonl")), setting: ImportSetting.Of("Asia/Shanghai", ["web", "market"]));
        var cases = RegressionSet.Parse(File.ReadAllBytes(Path.Combine(folder, $"{shop}.regression.jsonl")));
        Assert.Empty(import.Problems);
        Assert.Empty(import.Warnings);
        Assert.Empty(cases.Problems);

        var report = KnowledgeCheck.Run(new(Index(import.Entries), null, TriageThresholds.Default, new(2026, 11, day, 0, 0, 0, TimeSpan.Zero), cases.Cases, []));

        Assert.Equal(0, report.Errors);
        Assert.Empty(report.Failing);
    }

    private static KnowledgeReport Check(KnowledgeEntry[] now, KnowledgeEntry[]? before = null, RegressionCase[]? cases = null, string[]? asked = null) =>
        KnowledgeCheck.Run(new(Index(now), before is null ? null : Index(before), TriageThresholds.Default, Now, cases ?? [], asked ?? []));

    private static TriageIndex Index(IEnumerable<KnowledgeEntry> entries) => TriageIndex.Build(KnowledgeBase.Create(1, entries));

    private static KnowledgeEntry Entry(string id, string question, string answer, params string[] similar) => new(id, question, answer, [.. similar]);
}
