using System.Collections.Frozen;

namespace Reception.Domain.Knowledge;

/// <summary>What a reader of a file has to know of the shop.</summary>
/// <param name="Zone">Dates without an offset are of this time zone.</param>
/// <param name="Channels">The shop's channels; null: not known, so not checked.</param>
public sealed record ImportSetting(TimeZoneInfo Zone, IReadOnlySet<string>? Channels = null)
{
    /// <summary>Universal time, any channel.</summary>
    public static ImportSetting Default { get; } = new(TimeZoneInfo.Utc);

    /// <summary>The setting of a shop with this time zone and these channels; an unknown zone counts as universal time.</summary>
    public static ImportSetting Of(string timeZone, IEnumerable<string> channels) =>
        new(TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone) ? zone : TimeZoneInfo.Utc, channels.ToFrozenSet(StringComparer.OrdinalIgnoreCase));
}
