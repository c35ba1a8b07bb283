using Reception.Contracts.Shops;
using Reception.Domain.Shops;
using Reception.Tests;

namespace Reception.Domain.Tests.Shops;

/// <summary>Random hours over random stretches of several zones, minute by minute, against the machine's own time zones: the rule said once more, without NodaTime.</summary>
public sealed class OpenHoursPropertyTests
{
    private static readonly string[] Zones =
    [
        "Europe/London", "Australia/Lord_Howe", "Africa/Cairo", "America/Havana", "America/Santiago", "Asia/Kathmandu", "America/St_Johns", "Asia/Shanghai", "Pacific/Chatham", "Pacific/Apia",
    ];

    [Fact]
    public void Changes_OfRandomHours_AreThoseOfTheWallClock()
    {
        var random = new Random(TestRun.SeedFor(nameof(Changes_OfRandomHours_AreThoseOfTheWallClock)));
        for (var run = 0; run < TestRun.Cases(60, 3_000); run++)
        {
            var zone = TimeZoneInfo.FindSystemTimeZoneById(Zones[random.Next(Zones.Length)]);
            var from = Around(zone, random);
            var hours = Hours(random, from);
            Check(OpenHours.Of(new("x", "zh", zone.Id, [new("main")], [new("web")], new(), Opening: hours)), hours, zone, from, $"{zone.Id} {from:O} run {run}");
        }
    }

    /// <summary>Three days, walked backwards: what comes next is known before it is asked for.</summary>
    private static void Check(OpenHours open, HoursPolicy hours, TimeZoneInfo zone, DateTimeOffset from, string what)
    {
        DateTimeOffset? opening = null, closing = null;
        for (var minute = 3 * 1_440; minute >= 0; minute--)
        {
            var at = from.AddMinutes(minute);
            var isOpen = IsOpen(hours, TimeZoneInfo.ConvertTime(at, zone).DateTime);
            if (isOpen) opening = at;
            else closing = at;
            Assert.True(isOpen == open.IsOpen(at), $"{what}: {at:O} is {(isOpen ? "open" : "closed")}");
            if (minute % 17 != 0) continue;
            if (opening is not null) Assert.True(opening == open.NextOpening(at), $"{what}: from {at:O} it opens {opening:O}, not {open.NextOpening(at):O}");
            if (closing is not null) Assert.True(closing == open.NextClosing(at), $"{what}: from {at:O} it closes {closing:O}, not {open.NextClosing(at):O}");
        }
    }

    private static bool IsOpen(HoursPolicy hours, DateTime local)
    {
        var minute = (int)local.TimeOfDay.TotalMinutes;
        var exception = hours.Exceptions!.FirstOrDefault(e => e.Date == DateOnly.FromDateTime(local));
        if (exception is not null) return (exception.Open ?? []).Any(r => r.OpenMinute <= minute && minute < r.CloseMinute);
        return hours.Weekly!.Length == 0 || hours.Weekly.Any(h => h.Day == local.DayOfWeek && h.OpenMinute <= minute && minute < h.CloseMinute);
    }

    /// <summary>A day and a half before a clock change of the years around, or any time where there is none.</summary>
    private static DateTimeOffset Around(TimeZoneInfo zone, Random random)
    {
        var start = new DateTimeOffset(2010 + random.Next(20), 1, 1, 0, 0, 0, TimeSpan.Zero);
        var days = Enumerable.Range(0, 365).Select(day => start.AddDays(day)).Where(day => zone.GetUtcOffset(day) != zone.GetUtcOffset(day.AddDays(1))).ToArray();
        return (days.Length == 0 ? start : days[random.Next(days.Length)]).AddHours(-random.Next(36));
    }

    private static HoursPolicy Hours(Random random, DateTimeOffset from)
    {
        var weekly = Enumerable.Range(0, random.Next(15)).Select(_ => Range(random)).Select(r => new OpeningHours((DayOfWeek)random.Next(7), r.OpenMinute, r.CloseMinute)).ToArray();
        var dates = Enumerable.Range(-1, 5).Where(_ => random.Next(4) == 0).Select(day => DateOnly.FromDateTime(from.UtcDateTime.AddDays(day)));
        return new(weekly, [.. dates.Select(date => new DayException(date, [.. Enumerable.Range(0, random.Next(3)).Select(_ => Range(random))]))]);
    }

    private static HoursRange Range(Random random)
    {
        var open = random.Next(4) == 0 ? 0 : random.Next(random.Next(2) == 0 ? 240 : 1_440);
        return new(open, random.Next(4) == 0 ? 1_440 : open + 1 + random.Next(1_440 - open));
    }
}
