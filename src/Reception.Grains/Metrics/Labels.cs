using System.Collections.Frozen;
using System.Text.Json;

namespace Reception.Grains.Metrics;

/// <summary>Enumerations as label values, made once: lower-case words with hyphens (<c>TwoMisses</c> is <c>two-misses</c>).</summary>
internal static class Labels
{
    public static string Of<T>(T value)
        where T : struct, Enum => Table<T>.Words.GetValueOrDefault(value) ?? "unknown";

    private static class Table<T>
        where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> Words = Enum.GetValues<T>().ToFrozenDictionary(value => value, value => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()));
    }
}
