using System.Globalization;

namespace Reception.Domain.Knowledge.Files;

/// <summary>
/// Dates of files. With an offset (ISO 8601) they are instants; without one, and as a spreadsheet writes them
/// (<c>2026-11-11</c>, <c>2026/11/11 0:00</c>), they are of the shop's time zone; a date alone is its midnight.
/// </summary>
internal static class EntryDates
{
    private const string Instant = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz";

    private static readonly string[] Instants =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm'Z'",
        "yyyy-MM-dd HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd HH:mm:ss.FFFFFFF zzz", "yyyy-MM-dd HH:mmzzz", "yyyy-MM-dd HH:mm zzz",
    ];

    private static readonly string[] Locals = [.. from date in new[] { "yyyy-M-d", "yyyy/M/d" } from time in new[] { "", " H:mm", " H:mm:ss", "'T'HH:mm", "'T'HH:mm:ss" } select date + time];

    public static string? Write(DateTimeOffset? date) => date?.ToString(Instant, CultureInfo.InvariantCulture);

    public static DateTimeOffset? Read(string field, string? text, TimeZoneInfo zone, Action<KnowledgeProblemCode, string> report)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (TryRead(text.Trim(), zone, out var date)) return date;
        report(KnowledgeProblemCode.BadDate, $"{field}: '{(text.Length > 40 ? text[..40] : text)}' is no date like 2026-11-11T00:00:00+08:00 or 2026-11-11 00:00.");
        return null;
    }

    private static bool TryRead(string text, TimeZoneInfo zone, out DateTimeOffset date)
    {
        if (DateTimeOffset.TryParseExact(text, Instants, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out date)) return true;
        if (!DateTime.TryParseExact(text, Locals, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)) return false;
        // An hour that a clock change leaves out begins when the clock has moved on.
        if (zone.IsInvalidTime(local)) local = local.AddHours(1);
        if (local.Year is < 2 or > 9998) return false;
        date = new(local, zone.GetUtcOffset(local));
        return true;
    }
}
