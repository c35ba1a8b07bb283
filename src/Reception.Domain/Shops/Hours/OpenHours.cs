using System.Runtime.CompilerServices;
using NodaTime;
using Reception.Contracts.Shops;

namespace Reception.Domain.Shops;

/// <summary>
/// When a shop or a queue is open. Open(t): the wall clock of the zone at t is in a range of its date, the range's end excluded; the
/// ranges of a date are those of its exception, else of its weekday. So an hour that a clock change repeats is open twice, one that it
/// leaves out never, and nothing has to be decided about times that do not exist or exist twice.
/// <para>
/// The next change is found piece by piece: a piece is the part of one local date that lies in one interval of constant offset. Within it
/// local time and instants differ by a constant, so the ranges of the date map to instants by subtraction.
/// </para>
/// Immutable; compiled once for each policy object. Times come back in the zone's offset.
/// </summary>
public sealed class OpenHours
{
    /// <summary>How far ahead the next change is looked for, in days.</summary>
    public const int HorizonDays = 400;

    private static readonly ConditionalWeakTable<ShopPolicy, HoursOfShop> Compiled = [];

    private readonly DateTimeZone _zone;
    private readonly DayRanges _days;

    internal OpenHours(DateTimeZone zone, HoursPolicy hours) => (_zone, _days, Closed) = (zone, new(hours), hours.Closed);

    /// <summary>What a customer gets outside the hours.</summary>
    public ClosedAction Closed { get; }

    /// <summary>The hours of a queue that has its own, else the shop's.</summary>
    public static OpenHours Of(ShopPolicy policy, string? queue = null) => Compiled.GetValue(policy, static p => new(p)).Of(queue);

    public bool IsOpen(DateTimeOffset at)
    {
        var local = Instant.FromDateTimeOffset(at).InZone(_zone).LocalDateTime;
        return _days.Next(local.Date, local.NanosecondOfDay, open: true) == local.NanosecondOfDay;
    }

    /// <summary>The first time from <paramref name="at"/> on that is open: itself when it is. Null: none within <see cref="HorizonDays"/>.</summary>
    public DateTimeOffset? NextOpening(DateTimeOffset at) => Next(at, open: true);

    /// <summary>The first time from <paramref name="at"/> on that is not open: itself when it is closed. Null: none within <see cref="HorizonDays"/>.</summary>
    public DateTimeOffset? NextClosing(DateTimeOffset at) => Next(at, open: false);

    private DateTimeOffset? Next(DateTimeOffset from, bool open)
    {
        var at = Instant.FromDateTimeOffset(from);
        for (var end = at + Duration.FromDays(HorizonDays); at < end;)
        {
            var interval = _zone.GetZoneInterval(at);
            var local = at.WithOffset(interval.WallOffset).LocalDateTime;
            var midnight = at + Duration.FromNanoseconds(NodaConstants.NanosecondsPerDay - local.NanosecondOfDay);
            var pieceEnd = interval.HasEnd && interval.End < midnight ? interval.End : midnight;
            if (_days.Next(local.Date, local.NanosecondOfDay, open) is { } change && at + Duration.FromNanoseconds(change - local.NanosecondOfDay) is var found && found < pieceEnd)
                return found.InZone(_zone).ToDateTimeOffset();
            at = pieceEnd;
        }
        return null;
    }
}
