using System.Globalization;
using System.Text.RegularExpressions;
using Reception.Contracts.Goods;

namespace Reception.Domain.Goods;

/// <summary>How attributes, numbers and times are written in catalogue files.</summary>
internal static partial class AttributeText
{
    /// <summary>A text; one that is a number, or a number and a short unit ("50 ml"), is told apart as such.</summary>
    public static ProductAttribute Of(string name, string text) =>
        text.Length <= 24 && NumberAndUnit().Match(text) is { Success: true } match && decimal.TryParse(match.Groups[1].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? Number(name, number, match.Groups[2].Value)
            : new(name, [text]);

    public static ProductAttribute Number(string name, decimal number, string? unit)
    {
        var written = number.ToString("0.############", CultureInfo.InvariantCulture);
        return string.IsNullOrWhiteSpace(unit) ? new(name, [written], number) : new(name, [$"{written} {unit.Trim()}"], number, unit.Trim());
    }

    public static bool TryTime(string text, out DateTimeOffset time) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time) && text.Contains('T', StringComparison.Ordinal) && HasOffset().IsMatch(text);

    public static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\s*([0-9]{1,9}(?:\.[0-9]{1,4})?)\s*([\p{L}%°]{0,12})\s*$")]
    private static partial Regex NumberAndUnit();

    [GeneratedRegex(@"(Z|[+-][0-9]{2}:[0-9]{2})\s*$")]
    private static partial Regex HasOffset();
}
