namespace Reception.Domain.Staffing.Forecasts;

/// <summary>
/// A level that drifts, times a profile of the week.
/// <para>
/// <b>Symbols.</b> y(t) = arrivals of hour t; s(t) = its slot, one of 168 hours of the week; S = profile with mean 1; L(d) = level after day d,
/// arrivals of a mean hour. Forecast: L · S(s).
/// </para>
/// <para>
/// <b>Level.</b> Simple exponential smoothing of the day's arrivals without their season: L ← L + α·w·(Σy / ΣS − L), w = the share of the
/// day that was counted, so that half a day moves it half as far. α is the one of five with the smallest absolute error of the next day.
/// This is the multiplicative Holt-Winters method without a trend and with a fixed profile (Winters, "Forecasting sales by exponentially
/// weighted moving averages", Management Science 6(3), 1960): a trend learnt from noisy days does harm a week ahead, the level follows
/// growth within days.
/// </para>
/// <para>
/// <b>Profile.</b> Eight weeks give a slot eight counts, too few for small shops. So weekday × hour of the day, which has 31 parameters
/// and many counts each, is the prior of each slot with the weight of two weeks: S(s) = (Σy/L + 2·D·H) / (n + 2). D and H are shrunk towards 1
/// in the same way. Fitted twice: the second time y is divided by the level of its day.
/// </para>
/// <para>
/// <b>Limits.</b> Below <see cref="LeastHours"/> ordinary hours there is no model; below two weeks (<see cref="WeekHours"/>) no weekdays, D = 1.
/// Public holidays are ordinary days unless the calendar has them.
/// </para>
/// </summary>
public sealed class SeasonalModel
{
    public const int LeastHours = 48;
    public const int WeekHours = 336;

    /// <summary>Ordinary hours that a fit looks back over: eight weeks.</summary>
    public const int MemoryHours = 8 * LocalHour.SlotsOfWeek;

    private const double SlotPrior = 2;
    private const double ProfilePrior = 1;
    private static readonly double[] Smoothings = [0.05, 0.1, 0.2, 0.35, 0.5];

    private readonly double[] _profile;
    private readonly double _level;

    private SeasonalModel(double[] profile, double level, double smoothing, int hours) => (_profile, _level, Smoothing, Hours) = (profile, level, smoothing, hours);

    /// <summary>α.</summary>
    public double Smoothing { get; }

    /// <summary>Ordinary hours it was fitted to.</summary>
    public int Hours { get; }

    public bool HasWeekdays => Hours >= WeekHours;

    /// <summary>Arrivals of a mean hour, now.</summary>
    public double Level => _level;

    /// <summary>How many times the mean hour this hour of the week is.</summary>
    public double ProfileOf(int slot) => _profile[slot];

    public double Expect(LocalHour hour) => _level * _profile[hour.Slot];

    /// <summary>Consecutive hours, oldest first; only the last <see cref="MemoryHours"/> ordinary ones count. Null: too few.</summary>
    public static SeasonalModel? Fit(IReadOnlyList<HourPoint> points, int end)
    {
        var days = Days(points, end, out var hours);
        if (hours < LeastHours) return null;
        var levels = new double[days.Count];
        Array.Fill(levels, days.SelectMany(day => day).Average(point => point.Count));
        var profile = new double[LocalHour.SlotsOfWeek];
        var (level, smoothing) = (0.0, 0.0);
        for (var round = 0; round < 2; round++)
        {
            profile = Profile(days, levels, hours >= WeekHours);
            (level, smoothing) = Smooth(days, profile, levels);
        }
        return new(profile, level, smoothing, hours);
    }

    /// <summary>The ordinary hours by local date, from the newest backwards, as far as memory goes.</summary>
    private static List<HourPoint[]> Days(IReadOnlyList<HourPoint> points, int end, out int hours)
    {
        var first = end;
        for (hours = 0; first > 0 && hours < MemoryHours; first--) hours += points[first - 1].IsOrdinary ? 1 : 0;
        var days = new List<HourPoint[]>();
        var day = new List<HourPoint>();
        for (var i = first; i < end; i++)
        {
            if (!points[i].IsOrdinary) continue;
            if (day.Count > 0 && day[0].Local.Day != points[i].Local.Day)
            {
                days.Add([.. day]);
                day.Clear();
            }
            day.Add(points[i]);
        }
        if (day.Count > 0) days.Add([.. day]);
        return days;
    }

    private static double[] Profile(List<HourPoint[]> days, double[] levels, bool hasWeekdays)
    {
        var (bySlot, byWeekday, byHour) = (new Mean[LocalHour.SlotsOfWeek], new Mean[7], new Mean[24]);
        for (var d = 0; d < days.Count; d++)
        {
            foreach (var point in days[d])
            {
                var relative = levels[d] > 0 ? point.Count / levels[d] : 1;
                bySlot[point.Local.Slot].Add(relative);
                byWeekday[point.Local.Weekday].Add(relative);
                byHour[point.Local.Hour].Add(relative);
            }
        }
        var profile = new double[LocalHour.SlotsOfWeek];
        for (var slot = 0; slot < profile.Length; slot++)
        {
            var hour = byHour[slot % 24].Towards(1, ProfilePrior);
            profile[slot] = hasWeekdays ? bySlot[slot].Towards(hour * byWeekday[slot / 24].Towards(1, ProfilePrior), SlotPrior) : hour;
        }
        var mean = profile.Average();
        return mean > 0 ? [.. profile.Select(value => value / mean)] : [.. profile.Select(_ => 1.0)];
    }

    /// <summary>The best α's level at the end; <paramref name="levels"/> become its levels day by day.</summary>
    private static (double Level, double Smoothing) Smooth(List<HourPoint[]> days, double[] profile, double[] levels)
    {
        var (counts, seasons) = (days.ConvertAll(day => day.Sum(p => p.Count)), days.ConvertAll(day => day.Sum(p => profile[p.Local.Slot])));
        var firstDays = Math.Min(7, days.Count);
        var first = seasons.Take(firstDays).Sum() is > 0 and var season ? counts.Take(firstDays).Sum() / season : counts.Average() / 24;
        var (best, bestError) = (Smoothings[0], double.PositiveInfinity);
        foreach (var smoothing in Smoothings)
        {
            var error = Walk(smoothing, null);
            if (error < bestError) (best, bestError) = (smoothing, error);
        }
        Walk(best, levels);
        return (levels[^1], best);

        double Walk(double smoothing, double[]? path)
        {
            var (level, error) = (first, 0.0);
            for (var d = 0; d < days.Count; d++)
            {
                error += Math.Abs(counts[d] - (level * seasons[d]));
                if (seasons[d] > 0) level += smoothing * days[d].Length / 24.0 * ((counts[d] / seasons[d]) - level);
                if (path is not null) path[d] = level;
            }
            return error;
        }
    }

    private struct Mean
    {
        private double _sum;
        private int _count;

        public void Add(double value)
        {
            _sum += value;
            _count++;
        }

        public readonly double Towards(double prior, double weight) => (_sum + (weight * prior)) / (_count + weight);
    }
}
