using Reception.Contracts.Scaling;
using Reception.Contracts.Shops;
using Reception.Domain.Journal;
using Reception.Domain.Shops;

namespace Reception.Domain.Staffing.Forecasts;

/// <summary>
/// Arrivals of the next hours: the <see cref="SeasonalModel"/> on ordinary days, and during a phase of the calendar what the phase is expected
/// to bring. An expectation is corrected by what the phase has brought so far: it has the weight of <see cref="PriorHours"/> hours (the
/// mean of a gamma-Poisson model), so that after a few hours the shop's own count decides. Queues follow the shop through a phase: their
/// ordinary forecast times as much as the shop's; one with too little history of its own has its share of the shop's arrivals.
/// </summary>
public sealed class ArrivalOutlook
{
    public const double PriorHours = 3;

    /// <summary>φ² that a phase adds: what somebody wrote into the calendar, and the ratio of an earlier phase, are assumed to be off by 30 % and 20 %. Nothing measures this.</summary>
    private const double SaidDispersion = 0.09, LikeDispersion = 0.04;

    /// <summary>So many arrivals of the shop make a share.</summary>
    private const int ShareArrivals = 100;

    private const long ShareHours = 28 * 24;
    private const int CorrectionHours = 48;

    private readonly ShopHistory _history;
    private readonly SeasonalModel? _model;
    private readonly BackTest _test;
    private readonly Dictionary<string, PhaseEffect?> _effects = new(StringComparer.Ordinal);
    private readonly Dictionary<DatedPhase, double> _corrections = [];

    public ArrivalOutlook(ShopHistory history)
    {
        _history = history;
        var points = history.Of("");
        (_model, _test) = (SeasonalModel.Fit(points, points.Count), BackTest.Of(points));
    }

    /// <summary>The shop's next hours from the one under way on.</summary>
    public ArrivalForecast Shop(int hours) => Report(
        null, _model is null ? ForecastBasis.None : _model.HasWeekdays ? ForecastBasis.Weekly : ForecastBasis.Daily, _history.Of(""), _test, hours, at => ShopAt(at));

    public ArrivalForecast Queue(string queue, int hours)
    {
        var points = _history.Of(queue);
        var (own, test) = (SeasonalModel.Fit(points, points.Count), BackTest.Of(points));
        var share = own is { HasWeekdays: true } ? null : ShareOf(queue);
        var basis = own is { HasWeekdays: true } ? ForecastBasis.Weekly : share is not null ? ForecastBasis.Share : own is not null ? ForecastBasis.Daily : ForecastBasis.None;
        return Report(queue, basis, points, test, hours, At);

        (double? Mean, double Dispersion) At(long hour)
        {
            var (mean, dispersion) = ShopAt(hour);
            if (share is { } part) return (mean * part, dispersion + test.Dispersion);
            if (own?.Expect(_history.Clock.At(hour)) is not { } ordinary) return (null, 0);
            return (Usual(hour) is > 0 and var usual && mean is { } times ? ordinary * times / usual : ordinary, test.Dispersion + Math.Max(0, dispersion - _test.Dispersion));
        }
    }

    /// <summary>What a phase that has begun brought in relation to ordinary days; null: it has not, or there was too little before it.</summary>
    public PhaseEffect? EffectOf(string phase)
    {
        if (_effects.TryGetValue(phase, out var known)) return known;
        var dated = _history.Calendar.Phases.FirstOrDefault(p => p.Phase.Name == phase);
        return _effects[phase] = dated is null ? null : PhaseEffect.Of(_history.Of(""), dated);
    }

    private (double? Mean, double Dispersion) ShopAt(long hour)
    {
        var usual = Usual(hour);
        var growth = 1 + ((_model?.Smoothing ?? 0) * (_model?.Smoothing ?? 0) * Math.Max(0, (hour - _history.End) / 24));
        if (PhaseAt(hour) is not { } phase) return (usual, _test.Dispersion * growth);
        var said = Said(phase.Phase.Expected, hour, usual);
        var added = phase.Phase.Expected?.Like is not null ? LikeDispersion : SaidDispersion;
        return (said * Correction(phase), (_test.Dispersion * growth) + added);
    }

    private double? Usual(long hour) => _model?.Expect(_history.Clock.At(hour));

    private double? Said(ExpectedArrivals? expected, long hour, double? usual) => expected switch
    {
        { PerHour: { } perHour } => perHour,
        { ByHour: { } byHour } => byHour[_history.Clock.At(hour).Hour],
        { Factor: { } factor } => usual * factor,
        { Like: { } like } => usual * (EffectOf(like)?.At(_history.Clock.At(hour).Hour) ?? 1),
        _ => usual,
    };

    private double Correction(DatedPhase phase)
    {
        if (_corrections.TryGetValue(phase, out var known)) return known;
        var points = _history.Of("");
        var (counted, said, hours) = (0.0, 0.0, 0);
        for (var i = Math.Max(0, points.Count - CorrectionHours); i < points.Count; i++)
        {
            if (PhaseAt(points[i].Hour) != phase || Said(phase.Phase.Expected, points[i].Hour, Usual(points[i].Hour)) is not { } expected) continue;
            (counted, said, hours) = (counted + points[i].Count, said + expected, hours + 1);
        }
        var prior = hours == 0 ? 0 : PriorHours * said / hours;
        return _corrections[phase] = said + prior > 0 ? (counted + prior) / (said + prior) : 1;
    }

    /// <summary>The phase in force when most of the hour is over: an hour in which one begins belongs to it.</summary>
    private DatedPhase? PhaseAt(long hour) => _history.Calendar.At(ArrivalHour.TimeOf(hour).AddMinutes(59));

    private double? ShareOf(string queue)
    {
        var (all, own) = (0L, 0L);
        foreach (var hour in _history.Hours)
        {
            if (hour.Hour < _history.End - ShareHours) continue;
            if (hour.Queue.Length == 0) all += hour.Arrivals;
            else if (hour.Queue == queue) own += hour.Arrivals;
        }
        return all >= ShareArrivals ? (double)own / all : null;
    }

    private ArrivalForecast Report(string? queue, ForecastBasis basis, IReadOnlyList<HourPoint> points, BackTest test, int hours, Func<long, (double? Mean, double Dispersion)> at)
    {
        var ordinary = points.Count(point => point.IsOrdinary);
        var rows = Enumerable.Range(0, hours).Select(ahead => Row(_history.End + ahead, at(_history.End + ahead)));
        return new(queue, basis, Why(basis, ordinary), points.Count, [.. rows], test.Error);
    }

    private ForecastHour Row(long hour, (double? Mean, double Dispersion) value)
    {
        var name = PhaseAt(hour)?.Phase.Name;
        if (value.Mean is not { } mean) return new(ArrivalHour.TimeOf(hour), null, null, null, name);
        var band = PredictionBand.Of(mean, value.Dispersion);
        return new(ArrivalHour.TimeOf(hour), mean, band.Low, band.High, name);
    }

    private static string? Why(ForecastBasis basis, int ordinary) => basis switch
    {
        ForecastBasis.None => $"Too little history: {ordinary} ordinary hours; a forecast takes {SeasonalModel.LeastHours}, one with weekdays {SeasonalModel.WeekHours}.",
        ForecastBasis.Daily => $"{ordinary} ordinary hours of history: hours of the day only; weekdays take {SeasonalModel.WeekHours}.",
        ForecastBasis.Share => $"{ordinary} ordinary hours of its own: its share of the shop's arrivals.",
        _ => null,
    };
}
