using Reception.Contracts.Ids;
using Reception.Contracts.Shops;
using Reception.Domain.Journal;
using Reception.Domain.Shops;
using Reception.Domain.Staffing.Forecasts;

namespace Reception.Domain.Tests.Staffing;

/// <summary>Arrivals made from a known season, with chance of a fixed seed: what a forecast has to find again.</summary>
internal sealed class ArrivalSample(int seed)
{
    public static readonly ShopId Shop = new("shop");

    /// <summary>Monday 2026-09-07, midnight UTC.</summary>
    public static readonly long Start = ArrivalHour.HourOf(new(2026, 9, 7, 0, 0, 0, TimeSpan.Zero));

    private readonly Random _random = new(seed);

    public static DateTimeOffset Time(int day, int hour = 0) => ArrivalHour.TimeOf(Start + (day * 24) + hour);

    /// <summary>Mean 1 over the week: quiet nights, a full evening, weekends 40 % above weekdays.</summary>
    public static double Season(long hour)
    {
        var (weekday, hourOfDay) = (hour / 24 % 7, hour % 24);
        var day = weekday >= 5 ? 1.4 * 7 / 7.8 : 7 / 7.8;
        return day * (1 + (0.8 * Math.Sin((hourOfDay - 14) * Math.PI / 12)));
    }

    /// <summary>Poisson counts around level · season; <paramref name="level"/> by day.</summary>
    public ArrivalHour[] Hours(int days, Func<int, double> level, string queue = "") =>
        [.. Enumerable.Range(0, days * 24).Select(hour => new ArrivalHour(Shop, queue, Start + hour, Poisson(level(hour / 24) * Season(hour))))];

    public static ShopHistory History(IEnumerable<ArrivalHour> hours, int endDay, params CalendarPhase[] phases) =>
        new(hours, new LocalHours("UTC"), ShopCalendar.Of(Policy(phases)), Start + (endDay * 24));

    public static ShopPolicy Policy(params CalendarPhase[] phases) => new("Shop", "en", "UTC", [new("main")], [new("web")], new(), Calendar: phases.Length == 0 ? null : new(phases));

    /// <summary>The date of a day of the sample.</summary>
    public static DateOnly Date(int day) => DateOnly.FromDateTime(Time(day).UtcDateTime);

    /// <summary>Knuth's product below 30, the normal limit above.</summary>
    private int Poisson(double mean)
    {
        if (mean > 30) return (int)Math.Max(0, Math.Round(mean + (Math.Sqrt(mean) * Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble()))));
        var (limit, product, count) = (Math.Exp(-mean), _random.NextDouble(), 0);
        for (; product > limit; count++) product *= _random.NextDouble();
        return count;
    }
}
