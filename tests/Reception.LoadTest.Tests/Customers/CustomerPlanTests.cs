using Reception.LoadTest.Customers;
using Reception.LoadTest.Profiles;

namespace Reception.LoadTest.Tests.Customers;

public sealed class CustomerPlanTests
{
    private const string Knowledge = """
        {"id": "a", "question": "什么时候发货", "similar": ["几天能发"], "intent": "发货", "answer": "明天"}
        {"id": "b", "question": "双十一送什么", "intent": "赠品", "answer": "面膜", "from": "2026-10-14T00:00:00+08:00", "until": "2026-11-13T00:00:00+08:00"}
        """;

    private static readonly string[] Known = ["什么时候发货", "几天能发"];

    [Fact]
    public void Lines_OfKnowledge_LeaveOutWhatIsNotInForce()
    {
        Assert.Equal(2, Lines(new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero)).Count);
        Assert.Equal(3, Lines(new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero)).Count);
    }

    [Fact]
    public void Shares_OfHumansAndOfUnknownMessages_AreThoseOfTheProfile()
    {
        var plans = Draw("customers: {messages: 3, humans: 0.2, unknown: 0.1, ratings: 0.5}", 4_000);
        Assert.InRange(plans.Count(plan => plan.WantsHuman) / 4_000.0, 0.17, 0.23);
        Assert.InRange(plans.Count(plan => plan.Stars > 0) / 4_000.0, 0.46, 0.54);
        var said = plans.Where(plan => !plan.WantsHuman).SelectMany(plan => plan.Lines).Select(line => line.Text).ToList();
        Assert.InRange(said.Count(line => !Known.Contains(line)) / (double)said.Count, 0.08, 0.12);
    }

    [Fact]
    public void Draw_SameSeedAndNumber_IsTheSameCustomer()
    {
        var (one, other) = (Draw("customers: {unknown: 0.3}", 50), Draw("customers: {unknown: 0.3}", 50));
        Assert.Equal(one.Select(plan => string.Join('|', plan.Lines.Select(line => line.Text))), other.Select(plan => string.Join('|', plan.Lines.Select(line => line.Text))));
        Assert.All(one, plan => Assert.InRange(plan.Stars, 1, 5));
    }

    [Fact]
    public void Draw_WithoutUnknown_SaysOnlyWhatIsKnown() =>
        Assert.All(Draw("customers: {humans: 0}", 500).SelectMany(plan => plan.Lines), line => Assert.Contains(line.Text, Known));

    private static CustomerLines Lines(DateTimeOffset now) => CustomerLines.OfKnowledge(Knowledge, "zh", now);

    private static List<CustomerPlan> Draw(string customers, int count)
    {
        var profile = ProfileReader.Read($"name: plan\nrate: 1\nphases: [{{name: a, seconds: 10}}]\n{customers}", [])!;
        var lines = Lines(new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero));
        return [.. Enumerable.Range(0, count).Select(number => CustomerPlan.Draw(profile, profile.Phases[0], lines, ["shop"], "run", seed: 7, number))];
    }
}
