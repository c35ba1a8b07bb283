using Reception.Contracts.Shops;
using Reception.Domain.Shops;

namespace Reception.Domain.Staffing.Forecasts;

/// <summary>
/// How many times as much as on ordinary days came during a phase of a sale, as a whole and by hour of the day. The ordinary days are those
/// that a model fitted to the time before the phase expects, so growth since then is not counted as the sale's. An hour of the day that had
/// few hours in the phase is drawn towards the ratio of the whole, with the weight of one day.
/// </summary>
public sealed class PhaseEffect
{
    private const double DayPrior = 1;
    private readonly double[] _byHour;

    private PhaseEffect(double ratio, double[] byHour) => (Ratio, _byHour) = (ratio, byHour);

    public double Ratio { get; }

    public double At(int hourOfDay) => _byHour[hourOfDay];

    /// <summary>Over the complete hours there are of the phase; null: none, or nothing is known of the time before it.</summary>
    public static PhaseEffect? Of(IReadOnlyList<HourPoint> points, DatedPhase phase)
    {
        var (first, end) = (Find(points, phase.From), Find(points, phase.Until));
        if (first >= end || SeasonalModel.Fit(points, first) is not { } before) return null;
        var (counts, expected, hours) = (new double[24], new double[24], new int[24]);
        for (var i = first; i < end; i++)
        {
            var hour = points[i].Local.Hour;
            counts[hour] += points[i].Count;
            expected[hour] += before.Expect(points[i].Local);
            hours[hour]++;
        }
        if (expected.Sum() <= 0) return null;
        var ratio = counts.Sum() / expected.Sum();
        return new(ratio, [.. Enumerable.Range(0, 24).Select(hour => Towards(ratio, counts[hour], expected[hour], hours[hour]))]);
    }

    private static double Towards(double ratio, double count, double expected, int hours)
    {
        if (hours == 0 || expected <= 0) return ratio;
        var day = DayPrior * expected / hours;
        return (count + (ratio * day)) / (expected + day);
    }

    /// <summary>The first hour that begins at or after the time.</summary>
    private static int Find(IReadOnlyList<HourPoint> points, DateTimeOffset at)
    {
        if (points.Count == 0) return 0;
        var hour = (long)Math.Ceiling(at.ToUnixTimeSeconds() / 3_600.0);
        return (int)Math.Clamp(hour - points[0].Hour, 0, points.Count);
    }
}
