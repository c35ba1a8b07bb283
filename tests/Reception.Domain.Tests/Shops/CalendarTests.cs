using Reception.Contracts.Shops;
using Reception.Domain.Shops;
using Reception.Domain.Shops.Templates;

namespace Reception.Domain.Tests.Shops;

/// <summary>The sale calendar: when a phase is in force, what it changes, and what may not be said.</summary>
public sealed class CalendarTests
{
    private static readonly QueueLimits Usual = new(200);
    private static readonly CalendarPhase PreSale = new("pre-sale", new(2026, 10, 21), new(2026, 10, 31), FromMinute: 20 * 60);
    private static readonly CalendarPhase Peak = new("peak", new(2026, 11, 11), new(2026, 11, 11), Knowledge: 7, Queues: [new("general", new(20, Action: LimitAction.CallBack), 40)]);

    [Theory]
    [InlineData("2026-10-21T19:59:59+08:00", null)]
    [InlineData("2026-10-21T20:00:00+08:00", "pre-sale")]
    [InlineData("2026-10-31T23:59:59+08:00", "pre-sale")]
    [InlineData("2026-11-01T00:00:00+08:00", null)]
    [InlineData("2026-11-10T15:59:59Z", null)]
    [InlineData("2026-11-10T16:00:00Z", "peak")]
    [InlineData("2026-11-11T15:59:59Z", "peak")]
    [InlineData("2026-11-11T16:00:00Z", null)]
    public void At_ByTheWallClockOfTheShop(string at, string? phase) => Assert.Equal(phase, ShopCalendar.Of(Policy(PreSale, Peak)).At(DateTimeOffset.Parse(at, null))?.Phase.Name);

    [Fact]
    public void At_DayOfAClockChange_BeginsAndEndsByTheWallClock()
    {
        var policy = Policy(new CalendarPhase("black", new(2026, 11, 1), new(2026, 11, 1))) with { TimeZone = "America/New_York" };

        var phase = ShopCalendar.Of(policy).Phases.Single();

        Assert.Equal((TimeSpan.FromHours(25), TimeSpan.FromHours(-4)), (phase.Until - phase.From, phase.From - new DateTimeOffset(2026, 11, 1, 8, 0, 0, TimeSpan.Zero)));
    }

    [Fact]
    public void PolicyAt_PhaseWithLimits_HasThemDuringThePhaseOnly()
    {
        var policy = Policy(Peak);

        int? Most(string at) => ShopCalendar.PolicyAt(policy, DateTimeOffset.Parse(at, null)).Queues[0].Rules!.Limits!.MaxWaiting;

        Assert.Equal((200, 20, 200), (Most("2026-11-10T23:59:59+08:00"), Most("2026-11-11T00:00:00+08:00"), Most("2026-11-12T00:00:00+08:00")));
        Assert.Equal(policy.Queues[0].OfferSeconds, ShopCalendar.PolicyAt(policy, new(2026, 11, 10, 20, 0, 0, TimeSpan.Zero)).Queues[0].OfferSeconds);
    }

    [Fact]
    public void PolicyAt_SamePhase_IsOneObject()
    {
        var (policy, at) = (Policy(Peak), new DateTimeOffset(2026, 11, 10, 20, 0, 0, TimeSpan.Zero));
        Assert.Same(ShopCalendar.PolicyAt(policy, at), ShopCalendar.PolicyAt(policy, at.AddHours(1)));
        Assert.Same(policy, ShopCalendar.PolicyAt(policy, at.AddDays(-1)));
    }

    [Fact]
    public void KnowledgeAt_WhatIsPublishedDuringThePhase_GoesBeforeTheCalendar()
    {
        var (policy, during) = (Policy(Peak), DateTimeOffset.Parse("2026-11-11T08:00:00+08:00", null));
        Assert.Equal(7, ShopCalendar.KnowledgeAt(policy, during, DateTimeOffset.Parse("2026-11-10T23:00:00+08:00", null)));
        Assert.Equal(7, ShopCalendar.KnowledgeAt(policy, during, changedAt: null));
        Assert.Null(ShopCalendar.KnowledgeAt(policy, during, DateTimeOffset.Parse("2026-11-11T00:00:00+08:00", null)));
        Assert.Null(ShopCalendar.KnowledgeAt(policy, during.AddDays(1), changedAt: null));
    }

    [Fact]
    public void NextChange_IsTheNearestBeginningOrEnd()
    {
        var calendar = ShopCalendar.Of(Policy(PreSale, Peak));
        var (before, after) = (new DateTimeOffset(2026, 10, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 11, 12, 0, 0, 0, TimeSpan.Zero));
        var changes = new List<DateTimeOffset>();
        for (var at = before; calendar.NextChange(at) is { } change; at = change) changes.Add(change);
        Assert.Equal(["2026-10-21T12:00Z", "2026-10-31T16:00Z", "2026-11-10T16:00Z", "2026-11-11T16:00Z"], changes.Select(c => c.ToString("yyyy-MM-ddTHH:mmZ", null)));
        Assert.Null(calendar.NextChange(after));
    }

    [Fact]
    public void WarmingAt_FromItsMinutesBeforeUntilItBegins()
    {
        var calendar = ShopCalendar.Of(Policy(Peak with { WarmUp = new(45) }));
        var from = new DateTimeOffset(2026, 11, 10, 16, 0, 0, TimeSpan.Zero);
        Assert.Equal([false, true, true, false], new[] { -46, -45, -1, 0 }.Select(minutes => calendar.WarmingAt(from.AddMinutes(minutes)).Any()));
    }

    [Fact]
    public void Validate_EverythingWrong_IsToldAtOnce()
    {
        var errors = PolicyValidator.Validate(Policy(
            new("a", new(2026, 11, 1), new(2026, 11, 3), Expected: new(PerHour: 5, Factor: 2), Knowledge: 0),
            new("a", new(2026, 11, 3), new(2026, 11, 2), Queues: [new("nobody", new(0)), new("general"), new("general")]),
            new("c", new(2026, 11, 2), new(2026, 11, 9), FromMinute: 1_440, ToMinute: 0, Expected: new(ByHour: [1, -2]), WarmUp: new(2_000)),
            new("d", new(2026, 12, 1), new(2026, 12, 1), Expected: new(Like: "e"), Queues: [new("general", new(5, Action: LimitAction.Overflow, OverflowTo: "aftersales"))]),
            new("e", new(2026, 12, 24), new(2026, 12, 24), Expected: new(Like: "nothing"))));

        Assert.All(
            [
                "calendar.phases: 'a' stands there 2 times", "calendar.phases[0].expected: says exactly one", "calendar.phases[0].knowledge: is 0", "calendar.phases[1].to: is not after from",
                "calendar.phases[1].queues[0].name: there is no queue 'nobody'", "calendar.phases[1].queues[0].limits.maxWaiting: is 0", "calendar.phases[1].queues: 'general' stands there 2 times",
                "calendar.phases[2].fromMinute: is 1440", "calendar.phases[2].toMinute: is 0", "calendar.phases[2].expected.byHour: has 2; expected 24", "calendar.phases[2].expected.byHour[1]: is -2",
                "calendar.phases[2].warmUp.minutes: is 2000", "calendar.phases[2]: overlaps calendar.phases[0]", "calendar.phases[3].expected.like: 'e' is not over",
                "calendar.phases[3].queues: work would overflow for ever", "calendar.phases[4].expected.like: there is no phase 'nothing'",
            ],
            expected => Assert.Contains(errors, error => error.StartsWith(expected, StringComparison.Ordinal)));
    }

    [Fact]
    public void Template_WithACalendar_ComesBackTheSame()
    {
        var policy = Policy(PreSale, Peak with { Expected = new(ByHour: [.. Enumerable.Range(0, 24).Select(hour => hour + 0.5)]), WarmUp = new(60, Knowledge: false) });
        var read = ShopTemplate.Read(ShopTemplate.Write(new(new("shop"), 3, policy)));
        Assert.Empty(read.Errors);
        Assert.Empty(PolicyDifference.Between(policy, read.Policy!));
    }

    [Fact]
    public void Difference_OfAPhase_IsNamedByIt()
    {
        var change = Assert.Single(PolicyDifference.Between(Policy(Peak), Policy(Peak with { Queues = [new("general", new(30, Action: LimitAction.CallBack), 40)] })));
        Assert.Equal(("calendar.phases[peak].queues[general].limits.maxWaiting", "20", "30"), (change.Path, change.Before, change.After));
    }

    private static ShopPolicy Policy(params CalendarPhase[] phases) => new(
        "Shop", "zh", "Asia/Shanghai", [new("general", Rules: new(Limits: Usual)), new("aftersales", Rules: new(Limits: new(10, Action: LimitAction.Overflow, OverflowTo: "general")))], [new("web")], new(),
        Calendar: new(phases));
}
