using NodaTime;
using Reception.Domain.Shops;

namespace Reception.Domain.Staffing.Forecasts;

/// <summary>
/// What the wall clock of a shop shows when an hour begins: the date (days since 1970), the weekday (0 = Monday) and the hour, 0 to 23. This
/// folder forecasts arrivals: plain arithmetic over counted hours, no clock, no randomness.
/// </summary>
public readonly record struct LocalHour(int Day, int Weekday, int Hour)
{
    public const int SlotsOfWeek = 168;

    /// <summary>The hour of the week, 0 to 167.</summary>
    public int Slot => (Weekday * 24) + Hour;
}

/// <summary>Hours since 1970 (UTC) as a time zone's wall clock shows them; an hour that a clock change repeats is there twice, one that it leaves out never.</summary>
public sealed class LocalHours
{
    private static readonly LocalDate Epoch = new(1970, 1, 1);
    private readonly DateTimeZone _zone;

    /// <summary>An IANA id; one that nobody knows is UTC.</summary>
    public LocalHours(string timeZone) => _zone = ShopZone.Of(timeZone);

    public LocalHour At(long hour)
    {
        var local = Instant.FromUnixTimeSeconds(hour * 3_600).InZone(_zone).LocalDateTime;
        return new(Period.DaysBetween(Epoch, local.Date), (int)local.DayOfWeek - 1, local.Hour);
    }
}
