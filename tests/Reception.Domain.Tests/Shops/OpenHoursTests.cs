using Reception.Contracts.Shops;
using Reception.Domain.Shops;

namespace Reception.Domain.Tests.Shops;

/// <summary>Hours where clocks change. Times with an offset are what the wall shows there.</summary>
public sealed class OpenHoursTests
{
    private static readonly HoursPolicy NineToSix = Daily((540, 1_080));

    [Theory]
    [InlineData("2026-11-23T09:00:00+08:00", true)]
    [InlineData("2026-11-23T08:59:59.9999999+08:00", false)]
    [InlineData("2026-11-23T17:59:59.9999999+08:00", true)]
    [InlineData("2026-11-23T18:00:00+08:00", false)]
    public void IsOpen_AtTheEdges_TakesTheOpeningNotTheClosing(string at, bool open) => Assert.Equal(open, Of(NineToSix, "Asia/Shanghai").IsOpen(At(at)));

    [Fact]
    public void IsOpen_WithoutHours_IsAlways() => Assert.True(OpenHours.Of(Shop("Asia/Shanghai")).IsOpen(At("2026-11-23T03:00:00+08:00")));

    [Fact]
    public void NextClosing_WithoutHours_IsNever() => Assert.Null(OpenHours.Of(Shop("Asia/Shanghai")).NextClosing(At("2026-11-23T03:00:00+08:00")));

    [Fact]
    public void NextOpening_OfHoursThatNeverOpen_IsNever()
    {
        var everyDayOff = Enumerable.Range(0, 450).Select(day => new DayException(new DateOnly(2026, 1, 1).AddDays(day))).ToArray();

        Assert.Null(Of(new(Exceptions: everyDayOff), "UTC").NextOpening(At("2026-01-01T12:00:00Z")));
    }

    [Fact]
    public void NextOpening_WhenOpen_IsNow() => Next(NineToSix, "Asia/Shanghai", "2026-11-23T10:30:00+08:00", "2026-11-23T10:30:00+08:00");

    [Fact]
    public void NextOpening_AfterHours_IsTheNextMorning() => Next(NineToSix, "Asia/Shanghai", "2026-11-23T18:00:00+08:00", "2026-11-24T09:00:00+08:00");

    [Fact]
    public void NextOpening_SeenFromAnotherZone_IsThatOfTheShop() => Next(NineToSix, "Asia/Shanghai", "2026-11-23T10:00:00Z", "2026-11-24T01:00:00Z");

    [Fact]
    public void NextClosing_OfHoursOverMidnight_RunsThrough()
    {
        var late = Of(Daily((1_200, 1_440), (0, 120)), "Asia/Shanghai");

        Assert.Equal(At("2026-11-24T02:00:00+08:00"), late.NextClosing(At("2026-11-23T21:00:00+08:00")));
    }

    [Fact]
    public void Holiday_OnAWorkday_IsSkipped() =>
        Next(NineToSix with { Exceptions = [new(new(2026, 10, 1)), new(new(2026, 10, 2))] }, "Asia/Shanghai", "2026-09-30T18:00:00+08:00", "2026-10-03T09:00:00+08:00");

    [Fact]
    public void Exception_WithHours_TakesThePlaceOfTheWeekday() =>
        Next(NineToSix with { Exceptions = [new(new(2026, 11, 11), [new(0, 1_440)], "双十一")] }, "Asia/Shanghai", "2026-11-10T18:00:00+08:00", "2026-11-11T00:00:00+08:00");

    // London, 2026-03-29: 01:00 to 02:00 does not exist.
    [Fact]
    public void SpringGap_OpeningInTheGap_IsWhenTheClockHasMovedOn() => Next(Daily((90, 600)), "Europe/London", "2026-03-29T00:30:00+00:00", "2026-03-29T02:00:00+01:00");

    [Fact]
    public void SpringGap_HoursInsideTheGap_AreNotThatDay() => Next(Daily((60, 120)), "Europe/London", "2026-03-28T03:00:00+00:00", "2026-03-30T01:00:00+01:00");

    [Fact]
    public void SpringGap_ClosingInTheGap_IsWhenItBegins() =>
        Assert.Equal(At("2026-03-29T01:00:00+00:00"), Of(Daily((0, 90)), "Europe/London").NextClosing(At("2026-03-29T00:10:00+00:00")));

    // London, 2026-10-25: 01:00 to 02:00 exists twice.
    [Fact]
    public void AutumnOverlap_HoursInTheOverlap_AreOpenTwice()
    {
        var hours = Of(Daily((60, 90)), "Europe/London");

        Assert.Equal(At("2026-10-25T01:30:00+01:00"), hours.NextClosing(At("2026-10-25T01:10:00+01:00")));
        Assert.Equal(At("2026-10-25T01:00:00+00:00"), hours.NextOpening(At("2026-10-25T01:30:00+01:00")));
    }

    [Fact]
    public void AutumnOverlap_HoursAround_LastAnHourLonger() =>
        Assert.Equal(TimeSpan.FromHours(4), Of(Daily((0, 180)), "Europe/London").NextClosing(At("2026-10-25T00:00:00+01:00")) - At("2026-10-25T00:00:00+01:00"));

    // Lord Howe changes by half an hour: 2026-10-04 02:00 becomes 02:30.
    [Fact]
    public void LordHowe_OpeningInTheHalfHourGap_IsAfterIt() => Next(Daily((130, 600)), "Australia/Lord_Howe", "2026-10-04T01:00:00+10:30", "2026-10-04T02:30:00+11:00");

    [Fact]
    public void LordHowe_HalfHourOverlap_IsOpenTwice() =>
        Assert.Equal(TimeSpan.FromMinutes(90), Of(Daily((60, 120)), "Australia/Lord_Howe").NextClosing(At("2026-04-05T01:00:00+11:00")) - At("2026-04-05T01:00:00+11:00"));

    // Cairo, 2026-04-24: the day begins at 01:00.
    [Fact]
    public void MidnightGap_OpeningAtMidnight_IsTheFirstMinuteThereIs() => Next(Daily((0, 300)), "Africa/Cairo", "2026-04-23T12:00:00+02:00", "2026-04-24T01:00:00+03:00");

    [Fact]
    public void MidnightGap_AllDay_DoesNotClose() => Assert.Null(Of(Daily((0, 1_440)), "Africa/Cairo").NextClosing(At("2026-04-23T12:00:00+02:00")));

    // Havana, 2026-11-01: 00:00 to 01:00 exists twice.
    [Fact]
    public void MidnightOverlap_FirstHour_IsOpenTwice() =>
        Assert.Equal(TimeSpan.FromHours(2), Of(Daily((0, 60)), "America/Havana").NextClosing(At("2026-11-01T00:00:00-04:00")) - At("2026-11-01T00:00:00-04:00"));

    // Apia went over the date line: there was no 2011-12-30.
    [Fact]
    public void DateThatIsLeftOut_IsNoDay() => Next(NineToSix, "Pacific/Apia", "2011-12-29T18:00:00-10:00", "2011-12-31T09:00:00+14:00");

    [Theory]
    [InlineData("Asia/Kolkata", "2026-11-24T03:30:00Z")]
    [InlineData("Asia/Kathmandu", "2026-11-24T03:15:00Z")]
    [InlineData("Australia/Adelaide", "2026-11-23T22:30:00Z")]
    [InlineData("America/St_Johns", "2026-11-23T12:30:00Z")]
    public void ZonesWithPartsOfAnHour_OpenAtNine(string zone, string opening) => Next(NineToSix, zone, zone == "America/St_Johns" ? "2026-11-23T04:00:00Z" : "2026-11-23T15:00:00Z", opening);

    [Fact]
    public void Queue_WithItsOwnHours_HasThem()
    {
        var policy = Shop("Asia/Shanghai") with { Opening = NineToSix, Queues = [new("day"), new("night", Rules: new(Hours: Daily((0, 1_440))))] };

        Assert.Equal((false, true), (OpenHours.Of(policy, "day").IsOpen(At("2026-11-23T03:00:00+08:00")), OpenHours.Of(policy, "night").IsOpen(At("2026-11-23T03:00:00+08:00"))));
    }

    [Fact]
    public void Queue_WithoutExceptions_HasTheShopsHolidays()
    {
        var policy = Shop("Asia/Shanghai") with { Opening = new(Exceptions: [new(new(2026, 10, 1))]), Queues = [new("night", Rules: new(Hours: NineToSix))] };

        Assert.False(OpenHours.Of(policy, "night").IsOpen(At("2026-10-01T10:00:00+08:00")));
    }

    [Fact]
    public void Queue_WithExceptionsOfItsOwn_HasOnlyThose()
    {
        var policy = Shop("Asia/Shanghai") with { Opening = new(Exceptions: [new(new(2026, 10, 1))]), Queues = [new("night", Rules: new(Hours: NineToSix with { Exceptions = [] }))] };

        Assert.True(OpenHours.Of(policy, "night").IsOpen(At("2026-10-01T10:00:00+08:00")));
    }

    [Fact]
    public void OldHours_AreValidWithoutOpening() => Assert.False(OpenHours.Of(Shop("UTC") with { Hours = [new(DayOfWeek.Monday, 540, 600)] }).IsOpen(At("2026-11-24T09:30:00Z")));

    [Fact]
    public void Opening_TakesThePlaceOfTheOldHours() => Assert.True(OpenHours.Of(Shop("UTC") with { Hours = [new(DayOfWeek.Monday, 540, 600)], Opening = new() }).IsOpen(At("2026-11-24T09:30:00Z")));

    private static HoursPolicy Daily(params (int Open, int Close)[] ranges) => new([.. Enum.GetValues<DayOfWeek>().SelectMany(day => ranges.Select(r => new OpeningHours(day, r.Open, r.Close)))]);

    private static ShopPolicy Shop(string zone) => new("Demo", "zh", zone, [new("main")], [new("web")], new());

    private static OpenHours Of(HoursPolicy hours, string zone) => OpenHours.Of(Shop(zone) with { Opening = hours });

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static void Next(HoursPolicy hours, string zone, string from, string opening) => Assert.Equal(At(opening), Of(hours, zone).NextOpening(At(from)));
}
