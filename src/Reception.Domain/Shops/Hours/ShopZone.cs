using NodaTime;
using NodaTime.TimeZones;

namespace Reception.Domain.Shops;

/// <summary>Time zones by IANA id, from the database that comes with NodaTime: the same on every machine.</summary>
internal static class ShopZone
{
    private static readonly IDateTimeZoneProvider Zones = DateTimeZoneProviders.Tzdb;

    /// <summary>An IANA id that this database and the machine's own (which dates of files are read with) both know.</summary>
    public static bool IsKnown(string? id) =>
        !string.IsNullOrEmpty(id) && id.IndexOfAny(['+', '-'], 0, Math.Min(id.Length, 4)) != 3 && Zones.GetZoneOrNull(id) is not null && TimeZoneInfo.TryFindSystemTimeZoneById(id, out _);

    /// <summary>Policies stored before may have what only the machine knows; what nobody knows is UTC.</summary>
    public static DateTimeZone Of(string id)
    {
        if (Zones.GetZoneOrNull(id) is { } zone) return zone;
        return TimeZoneInfo.TryFindSystemTimeZoneById(id, out var system) ? BclDateTimeZone.FromTimeZoneInfo(system) : DateTimeZone.Utc;
    }
}
