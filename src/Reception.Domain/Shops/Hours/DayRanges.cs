using NodaTime;
using Reception.Contracts.Shops;

namespace Reception.Domain.Shops;

/// <summary>The open ranges of local dates in nanoseconds from midnight: sorted, apart from each other. A date has at most a day of them, clock changes are no matter of this type.</summary>
internal sealed class DayRanges
{
    private static readonly (long Open, long Close)[] AllDay = [(0, NodaConstants.NanosecondsPerDay)];

    private readonly (long Open, long Close)[][] _week = new (long, long)[7][];
    private readonly Dictionary<LocalDate, (long Open, long Close)[]> _exceptions = [];

    public DayRanges(HoursPolicy hours)
    {
        var weekly = hours.Weekly ?? [];
        for (var day = 0; day < 7; day++)
            _week[day] = weekly.Length == 0 ? AllDay : Merge(weekly.Where(h => (int)h.Day == day).Select(h => (h.OpenMinute, h.CloseMinute)));
        foreach (var exception in hours.Exceptions ?? [])
            _exceptions.TryAdd(LocalDate.FromDateOnly(exception.Date), Merge((exception.Open ?? []).Select(r => (r.OpenMinute, r.CloseMinute))));
    }

    /// <summary>The first time of the date from <paramref name="from"/> on that is open (or closed), null: none.</summary>
    public long? Next(LocalDate date, long from, bool open)
    {
        var at = from;
        foreach (var range in _exceptions.TryGetValue(date, out var exception) ? exception : _week[(int)date.DayOfWeek % 7])
        {
            if (range.Close <= at) continue;
            if (open) return Math.Max(at, range.Open);
            if (range.Open > at) return at;
            at = range.Close;
        }
        return open || at >= NodaConstants.NanosecondsPerDay ? null : at;
    }

    private static (long, long)[] Merge(IEnumerable<(int Open, int Close)> ranges)
    {
        var merged = new List<(long Open, long Close)>();
        foreach (var (open, close) in ranges.Where(r => r.Open >= 0 && r.Open < r.Close && r.Close <= 1_440).Order())
        {
            var (from, to) = (open * NodaConstants.NanosecondsPerMinute, close * NodaConstants.NanosecondsPerMinute);
            if (merged.Count > 0 && from <= merged[^1].Close) merged[^1] = (merged[^1].Open, Math.Max(merged[^1].Close, to));
            else merged.Add((from, to));
        }
        return [.. merged];
    }
}
