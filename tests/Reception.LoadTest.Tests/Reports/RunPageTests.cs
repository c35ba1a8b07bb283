using System.Text.RegularExpressions;
using System.Xml.Linq;
using Reception.LoadTest.Measures;
using Reception.LoadTest.Reports;
using Reception.LoadTest.Tests.Measures;

namespace Reception.LoadTest.Tests.Reports;

public sealed partial class RunPageTests
{
    private static readonly RunRecord Run = RunFiles.Complete(SampleRun.Make());
    private static readonly string Page = RunPage.Html(Run);

    [Fact]
    public void Page_Loads_NothingFromOutside()
    {
        Assert.DoesNotMatch(Outside(), Page);
        Assert.DoesNotContain("<script", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_Text_IsEscapedAndChineseStays()
    {
        Assert.Contains("demo/web/&lt;b&gt;张三&lt;/b&gt;", Page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;什么时候发货", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_Plots_AreWellFormedAndHaveLines()
    {
        var plots = Svg().Matches(Page).Select(match => XDocument.Parse(match.Value)).ToList();
        Assert.Equal(RunCharts.Of(Run).Count, plots.Count);
        Assert.All(plots, plot => Assert.Contains(plot.Descendants(), shape => shape.Name.LocalName is "polyline" or "polygon"));
    }

    [Theory]
    [InlineData("Throughput")]
    [InlineData("Message → durable acknowledgement")]
    [InlineData("Wait for a person")]
    [InlineData("Service level")]
    [InlineData("Gave up waiting")]
    [InlineData("Contained by the bot")]
    [InlineData("Server CPU per durable message")]
    [InlineData("Memory")]
    public void Charts_OfAWholeRun_HaveWhatTheReportPromises(string title) => Assert.Single(RunCharts.Of(Run), chart => chart.Title == title);

    [Fact]
    public void Charts_WithoutPoints_AreLeftOut() => Assert.DoesNotContain(RunCharts.Of(Records.Acknowledging(0, 5)), chart => chart.Title == "Wait for a person");

    [Fact]
    public void Page_OfARunWithViolations_SaysSo()
    {
        Assert.Contains("1 violations of 1 rules.", Page, StringComparison.Ordinal);
        Assert.Contains("Every invariant holds.", RunPage.Html(Run with { Checks = [new CheckResult("owner", "", 5, 0)], Violations = [] }), StringComparison.Ordinal);
        Assert.Contains("were not checked", RunPage.Html(Run with { Checks = [] }), StringComparison.Ordinal);
    }

    [Fact]
    public void Page_Shows_SettingsProfileAndMachine()
    {
        foreach (var text in new[] { "3 s (mean, exponential)", "name: steady", "a processor", "abc123", "runtime Local" }) Assert.Contains(text, Page, StringComparison.Ordinal);
    }

    [Fact]
    public void Percentiles_OverTime_AreOfTheirOwnSeconds()
    {
        // 2 ms to 6 ms in turn, five seconds a round.
        var points = new Timeline(SampleRun.Make(seconds: 60)).Percentile(Operation.Acknowledge, 50);
        Assert.Equal(60, points.Count);
        Assert.InRange(points[0].Y, 2, 2.02);
        Assert.InRange(points[4].Y, 6, 6.06);
    }

    [Fact]
    public void Timeline_OfALongRun_StaysBounded()
    {
        var points = new Timeline(SampleRun.Make(seconds: 1_000)).Rate(Counter.Started);
        Assert.InRange(points.Count, 100, 240);
        Assert.All(points, point => Assert.Equal(10, point.Y, 6));
    }

    [GeneratedRegex("(src|href)=|@import|url\\(|https?://")]
    private static partial Regex Outside();

    [GeneratedRegex("<svg.*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Svg();
}
