using Reception.Domain.Journal;
using Reception.Domain.Shops;

namespace Reception.Domain.Staffing.Forecasts;

/// <summary>
/// The counted hours of a shop as dense series, one for the shop ("") and one for each queue: from the first hour that had anything until
/// before <see cref="End"/>, the hour under way. Hours that a phase of the calendar touches are not ordinary.
/// </summary>
public sealed class ShopHistory
{
    private readonly Dictionary<string, HourPoint[]> _series = new(StringComparer.Ordinal);

    public ShopHistory(IEnumerable<ArrivalHour> hours, LocalHours clock, ShopCalendar calendar, long end)
    {
        (Clock, Calendar, End) = (clock, calendar, end);
        var known = hours.Where(hour => hour.Hour < end).ToArray();
        Hours = known;
        if (known.Length == 0) return;
        var start = known.Min(hour => hour.Hour);
        var marks = new HourPoint[end - start];
        for (var i = 0; i < marks.Length; i++) marks[i] = new(start + i, clock.At(start + i), 0, IsOrdinary(start + i));
        foreach (var queue in known.GroupBy(hour => hour.Queue, StringComparer.Ordinal)) _series[queue.Key] = Series(marks, start, queue);
    }

    public LocalHours Clock { get; }

    public ShopCalendar Calendar { get; }

    /// <summary>The first hour that is not complete.</summary>
    public long End { get; }

    public IReadOnlyList<ArrivalHour> Hours { get; }

    /// <summary>Empty: nothing was ever counted. A queue's series begins with its own first arrival: before, it may not have been there.</summary>
    public IReadOnlyList<HourPoint> Of(string queue) => _series.GetValueOrDefault(queue) ?? [];

    private static HourPoint[] Series(HourPoint[] marks, long start, IEnumerable<ArrivalHour> hours)
    {
        var points = (HourPoint[])marks.Clone();
        var first = points.Length;
        foreach (var hour in hours)
        {
            var at = (int)(hour.Hour - start);
            points[at] = points[at] with { Count = points[at].Count + hour.Arrivals };
            if (hour.Arrivals > 0) first = Math.Min(first, at);
        }
        return points[first..];
    }

    private bool IsOrdinary(long hour)
    {
        var from = ArrivalHour.TimeOf(hour);
        return !Calendar.Phases.Any(phase => phase.From < from.AddHours(1) && phase.Until > from);
    }
}
