using System.Collections.Frozen;
using System.Text.Json;

namespace Reception.Gateway;

/// <summary>Enumerations as lower-case words with hyphens (<c>AgentJoined</c> is <c>agent-joined</c>).</summary>
internal static class Words
{
    public static string Of<T>(T value)
        where T : struct, Enum => Table<T>.Names.GetValueOrDefault(value) ?? value.ToString();

    public static bool TryParse<T>(string? word, out T value)
        where T : struct, Enum
    {
        value = default;
        return word is not null && Table<T>.Values.TryGetValue(word, out value);
    }

    /// <summary>All words of the enumeration, for messages.</summary>
    public static string List<T>()
        where T : struct, Enum => string.Join(", ", Table<T>.Values.Keys.Order(StringComparer.Ordinal));

    private static class Table<T>
        where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> Names = Enum.GetValues<T>().ToFrozenDictionary(value => value, value => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()));
        public static readonly FrozenDictionary<string, T> Values = Names.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);
    }
}
