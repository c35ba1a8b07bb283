using Reception.Contracts.Scaling;

namespace Reception.Domain.Staffing.Forecasts;

/// <summary>
/// What forecasts would have been worth, by rolling origin (Hyndman and Athanasopoulos, "Forecasting: principles and practice", 3rd ed., 5.10):
/// at each of the last midnights with two weeks of ordinary hours before it, the model is fitted to what was known then and asked for the next
/// 24 hours. Beside it the seasonal naive forecast: the same hour a week before. Only hours that both can say something about count, and only
/// ordinary ones. The limits are tested with the dispersion that the origins before had shown.
/// </summary>
/// <param name="Error">Null: not even one origin.</param>
/// <param name="Dispersion">φ² of <see cref="PredictionBand"/>.</param>
public sealed record BackTest(ForecastError? Error, double Dispersion)
{
    public const int MaxOrigins = 28;
    private const int Ahead = 24;
    private const int OriginsBeforeLimits = 3;

    public static BackTest Of(IReadOnlyList<HourPoint> points)
    {
        var sums = new Sums();
        var origins = Origins(points);
        foreach (var origin in origins)
        {
            if (SeasonalModel.Fit(points, origin) is not { HasWeekdays: true } model) continue;
            sums.Begin();
            for (var i = origin; i < Math.Min(points.Count, origin + Ahead); i++)
            {
                if (points[i].IsOrdinary && i >= LocalHour.SlotsOfWeek && points[i - LocalHour.SlotsOfWeek] is { IsOrdinary: true } before)
                    sums.Add(points[i].Count, model.Expect(points[i].Local), before.Count);
            }
        }
        return new(sums.ToError(), sums.Hours == 0 ? PredictionBand.UnknownDispersion : sums.Dispersion);
    }

    private static List<int> Origins(IReadOnlyList<HourPoint> points)
    {
        var midnights = new List<int>();
        for (var i = points.Count - Ahead; i > 0 && midnights.Count < MaxOrigins; i--)
        {
            if (points[i].Local.Day != points[i - 1].Local.Day) midnights.Add(i);
        }
        midnights.Reverse();
        return midnights;
    }

    private sealed class Sums
    {
        private double _count, _error, _naive, _bias, _relative, _naiveRelative, _excess, _squares;
        private int _origins, _some, _inside, _judged;
        private double? _known;

        public int Hours { get; private set; }

        public double Dispersion => Math.Max(PredictionBand.LeastDispersion, _squares > 0 ? _excess / _squares : 0);

        public void Begin()
        {
            _known = _origins >= OriginsBeforeLimits ? Dispersion : null;
            _origins++;
        }

        public void Add(double count, double expected, double naive)
        {
            Hours++;
            _count += count;
            _error += Math.Abs(count - expected);
            _naive += Math.Abs(count - naive);
            _bias += expected - count;
            _excess += ((count - expected) * (count - expected)) - expected;
            _squares += expected * expected;
            if (count > 0)
            {
                _some++;
                _relative += Math.Abs(count - expected) / count;
                _naiveRelative += Math.Abs(count - naive) / count;
            }
            if (_known is not { } dispersion) return;
            _judged++;
            if (PredictionBand.Of(expected, dispersion).Contains(count)) _inside++;
        }

        public ForecastError? ToError() => Hours == 0 || _count == 0 ? null : new(
            _origins, Hours, _error / _count, _some == 0 ? null : _relative / _some, _naive / _count, _some == 0 ? null : _naiveRelative / _some, _bias / _count,
            _judged == 0 ? null : (double)_inside / _judged);
    }
}
