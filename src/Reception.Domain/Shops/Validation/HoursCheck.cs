using Reception.Contracts.Shops;

namespace Reception.Domain.Shops;

/// <summary>Weekly hours and exceptions: ranges within a day that do not overlap, each date once.</summary>
internal static class HoursCheck
{
    private const int MaxWeekly = 70;
    private const int MaxExceptions = 400;
    private const int MaxRanges = 10;

    public static void Check(PolicyErrors errors, string path, HoursPolicy? hours)
    {
        if (hours is null) return;
        errors.Each($"{path}.weekly", hours.Weekly, MaxWeekly, (at, weekday) => Weekday(errors, at, weekday));
        var weekly = (hours.Weekly ?? []).Take(MaxWeekly).ToArray();
        foreach (var day in Enumerable.Range(0, 7)) Overlaps(errors, $"{path}.weekly", weekly.Select(h => h is not null && (int)h.Day == day ? (h.OpenMinute, h.CloseMinute) : default));
        errors.Each($"{path}.exceptions", hours.Exceptions, MaxExceptions, (at, exception) => Exception(errors, at, exception));
        errors.Unique($"{path}.exceptions", (hours.Exceptions ?? []).Take(MaxExceptions).Select(e => e is null ? null : $"{e.Date:yyyy-MM-dd}"));
        errors.Known($"{path}.closed", hours.Closed);
    }

    public static void Weekday(PolicyErrors errors, string path, OpeningHours hours)
    {
        errors.Check(Enum.IsDefined(hours.Day), $"{path}.day", $"{(int)hours.Day} is no weekday");
        Range(errors, path, hours.OpenMinute, hours.CloseMinute);
    }

    private static void Exception(PolicyErrors errors, string path, DayException exception)
    {
        errors.Check(exception.Date.Year is >= 2000 and <= 2199, $"{path}.date", "is not within 2000 to 2199");
        errors.Text($"{path}.name", exception.Name ?? "", 0, PolicyValidator.MaxNameLength);
        errors.Each($"{path}.open", exception.Open, MaxRanges, (at, range) => Range(errors, at, range.OpenMinute, range.CloseMinute));
        Overlaps(errors, $"{path}.open", (exception.Open ?? []).Take(MaxRanges).Select(r => r is null ? default : (r.OpenMinute, r.CloseMinute)));
    }

    private static void Range(PolicyErrors errors, string path, int open, int close) => errors.Check(open >= 0 && open < close && close <= 1_440, path, "must have 0 ≤ open < close ≤ 1440");

    /// <summary>Each range against the one that begins before it; ranges that are none (0, 0) are told elsewhere.</summary>
    private static void Overlaps(PolicyErrors errors, string path, IEnumerable<(int Open, int Close)> ranges)
    {
        var sorted = ranges.Select((range, index) => (range.Open, range.Close, index)).Where(r => r.Open < r.Close).Order().ToArray();
        for (var i = 1; i < sorted.Length; i++)
            errors.Check(sorted[i].Open >= sorted[i - 1].Close, $"{path}[{sorted[i].index}]", $"overlaps {path}[{sorted[i - 1].index}]");
    }
}
