using Reception.Contracts.Ids;
using Reception.Contracts.Scaling;

namespace Reception.Gateway.Tests.Fakes;

/// <summary>Takes reports and says what it was told to say.</summary>
internal sealed class FakeScaling
{
    private static readonly DateTimeOffset Midnight = new(2026, 11, 11, 0, 0, 0, TimeSpan.Zero);

    public List<LoadReport> Reports { get; } = [];

    public Task<CalendarShops?> ReportAsync(LoadReport report, long known)
    {
        lock (Reports) Reports.Add(report);
        return Task.FromResult<CalendarShops?>(new(7, []));
    }

    public Task<ScalingReport> GetAsync(int hours) => Task.FromResult(new ScalingReport(
        Midnight, new(2, 5, 5, 1, 10, "warm-up of '双11' of demo"), new(1, 3, 3, 1, 10, "messages of now"), 41, new(120.5, 1.2, 0.4, 0.3, 0.0021, 0.0011, true, 0.1, 900, 450, 1_000_000),
        [new(new ShopId("demo"), "general", 41, [.. Enumerable.Range(0, hours).Select(hour => hour == 1 ? (int?)null : 41 + hour)])],
        [.. Enumerable.Range(0, hours).Select(hour => new ScalingHour(Midnight.AddHours(hour), 100 + hour, 130, 0.108333333, 2, 1, 41, ["demo: 双11"]))], 1, 1));
}

/// <summary>A forecast of as many hours as are asked for.</summary>
internal sealed class FakeForecast
{
    private static readonly DateTimeOffset Midnight = new(2026, 11, 11, 0, 0, 0, TimeSpan.Zero);

    public Task<ShopForecast?> GetAsync(int hours) => Task.FromResult<ShopForecast?>(new(
        new ShopId("demo"), Midnight, new(null, ForecastBasis.Weekly, null, 900, [.. Enumerable.Range(0, hours).Select(hour => new ForecastHour(Midnight.AddHours(hour), 100, 80, 120, "双11"))], new(28, 672, 0.11, 0.13, 0.15, 0.17, 0.01, 0.81)),
        [new("general", ForecastBasis.None, "Too little history: 3 ordinary hours.", 3, [new(Midnight, null, null, null)], null)],
        [new("general", 60, 0.8, 240, true, null, 3, [new(Midnight, 30, 4, 60, 0.86, 3.5, 0.01)])],
        [new("双11", Midnight, Midnight.AddDays(1), Midnight.AddHours(-1), true, 5.5, 12, false)], 3.2));
}
