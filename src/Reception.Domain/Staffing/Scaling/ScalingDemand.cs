using Reception.Contracts.Scaling;

namespace Reception.Domain.Staffing.Scaling;

/// <summary>
/// Messages of one hour over all shops that have a forecast; <see cref="PerSecond"/> is the upper limit of the forecast, which capacity is for,
/// with phases that are prepared in this hour from <see cref="WarmFrom"/> on; <see cref="Unprepared"/> is without them.
/// </summary>
public sealed record DemandHour(DateTimeOffset From, double? Arrivals, double? High, double? PerSecond, double? Unprepared, string[] Phases, string? WarmUp, DateTimeOffset? WarmFrom)
{
    /// <summary>What capacity is for at a time of this hour.</summary>
    public double? PerSecondAt(DateTimeOffset at) => WarmFrom > at ? Unprepared : PerSecond;

    public string? WarmUpAt(DateTimeOffset at) => WarmFrom > at ? null : WarmUp;
}

/// <summary>
/// The hours of all shops together. Expected arrivals add up; so do the squares of what the upper limits are above them, as shops err
/// independently of each other. In an hour in which a phase is being prepared, its shop counts with the first hour of the phase already.
/// </summary>
public static class ScalingDemand
{
    private const int MaxPhases = 10;

    public static DemandHour[] Of(IReadOnlyCollection<ShopForecast> shops, DateTimeOffset from, int hours, ScalingOptions options) =>
        [.. Enumerable.Range(0, hours).Select(ahead => Hour(shops, from.AddHours(ahead), options))];

    private static DemandHour Hour(IReadOnlyCollection<ShopForecast> shops, DateTimeOffset from, ScalingOptions options)
    {
        var (plain, prepared, phases) = (new Sum(options), new Sum(options), new List<string>());
        var (warmUp, warmFrom) = ((string?)null, (DateTimeOffset?)null);
        foreach (var shop in shops)
        {
            if (Find(shop, from) is not { Expected: not null } hour) continue;
            if (hour.Phase is { } name && phases.Count < MaxPhases) phases.Add($"{shop.Shop}: {name}");
            plain.Add(shop, hour);
            if (Coming(shop, from, hour) is not var (phase, first))
            {
                prepared.Add(shop, hour);
                continue;
            }
            prepared.Add(shop, first);
            if (!(warmFrom <= phase.WarmFrom)) (warmUp, warmFrom) = ($"warm-up of '{phase.Name}' of {shop.Shop}", phase.WarmFrom);
        }
        return plain.IsKnown
            ? new(from, plain.Arrivals, plain.High, prepared.PerSecond, plain.PerSecond, [.. phases], warmUp, warmFrom)
            : new(from, null, null, null, null, [], null, null);
    }

    /// <summary>The phase that is prepared during this hour and is larger than it, with its first hour.</summary>
    private static (PhaseOutlook Phase, ForecastHour First)? Coming(ShopForecast shop, DateTimeOffset from, ForecastHour hour)
    {
        foreach (var phase in shop.Calendar)
        {
            if (!phase.Scales || phase.WarmFrom >= from.AddHours(1) || phase.From < from.AddHours(1)) continue;
            if (Find(shop, Floor(phase.From)) is { Expected: not null } first && first.High > hour.High) return (phase, first);
        }
        return null;
    }

    private static ForecastHour? Find(ShopForecast shop, DateTimeOffset from) => Array.Find(shop.Arrivals.Hours, hour => hour.From == from);

    private static DateTimeOffset Floor(DateTimeOffset at) => DateTimeOffset.FromUnixTimeSeconds(at.ToUnixTimeSeconds() / 3_600 * 3_600);

    private sealed class Sum(ScalingOptions options)
    {
        private double _above, _messages, _messagesAbove;

        public bool IsKnown { get; private set; }

        public double Arrivals { get; private set; }

        public double High => Arrivals + Math.Sqrt(_above);

        public double PerSecond => (_messages + Math.Sqrt(_messagesAbove)) / 3_600;

        public void Add(ShopForecast shop, ForecastHour hour)
        {
            var each = shop.MessagesPerConversation ?? options.MessagesPerConversation;
            var (expected, over) = (hour.Expected ?? 0, (hour.High ?? 0) - (hour.Expected ?? 0));
            (IsKnown, Arrivals, _above) = (true, Arrivals + expected, _above + (over * over));
            (_messages, _messagesAbove) = (_messages + (each * expected), _messagesAbove + (each * each * over * over));
        }
    }
}
