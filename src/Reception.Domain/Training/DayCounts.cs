using System.Globalization;
using Reception.Contracts.Training;

namespace Reception.Domain.Training;

/// <summary>Days of the shop's time zone as text that sorts: <c>2026-11-11</c>.</summary>
public static class Day
{
    public static string Of(DateTimeOffset at, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static bool IsValid(string? day) => DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    /// <summary>The first of the last <paramref name="count"/> days that end with one.</summary>
    public static string Before(string day, int count)
    {
        var last = DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return (last.DayNumber < count ? DateOnly.MinValue : last.AddDays(1 - count)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    public static bool IsWithin(string day, string? from, string? to) =>
        (from is null || string.CompareOrdinal(day, from) >= 0) && (to is null || string.CompareOrdinal(day, to) <= 0);
}

/// <summary>How often something was asked, by day.</summary>
public static class DayCounts
{
    public static DayCount One(string day, QuestionKind kind) => kind switch
    {
        QuestionKind.Unanswered => new(day, 1, 0, 0),
        QuestionKind.HandedOver => new(day, 0, 1, 0),
        _ => new(day, 0, 0, 1),
    };

    public static int Of(this DayCount count, QuestionKind? kind) => kind switch
    {
        null => count.Total,
        QuestionKind.Unanswered => count.Unanswered,
        QuestionKind.HandedOver => count.HandedOver,
        _ => count.Disliked,
    };

    /// <summary>Two lists of days as one, ascending.</summary>
    public static List<DayCount> Add(IEnumerable<DayCount> a, IEnumerable<DayCount> b) =>
    [
        .. a.Concat(b).GroupBy(c => c.Day, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => Sum(g.Key, g)),
    ];

    public static DayCount Sum(string day, IEnumerable<DayCount> counts) =>
        counts.Aggregate(new DayCount(day, 0, 0, 0), (sum, c) => new(day, sum.Unanswered + c.Unanswered, sum.HandedOver + c.HandedOver, sum.Disliked + c.Disliked));
}
