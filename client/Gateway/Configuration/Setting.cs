using System.ComponentModel;

namespace Reception.Gateway.Configuration;

/// <summary>One setting: its key, the type of its value, and what it is when nobody sets it (null: nothing).</summary>
public sealed record Setting(string Key, Type Type, object? Default)
{
    /// <summary>Stands in a key for an item's number, and for a name of the operator's choice.</summary>
    public const string Item = "{n}", Name = "{name}";

    /// <summary>The key as a name of the environment, or of a file in the folder of secrets.</summary>
    public string Variable => Key.Replace(":", "__", StringComparison.Ordinal);

    /// <summary>Whether a key of the configuration is this setting; upper and lower case are one.</summary>
    public bool Is(string key)
    {
        var (mine, theirs) = (Key.Split(':'), key.Split(':'));
        return mine.Length == theirs.Length && mine.Zip(theirs).All(pair => pair.First switch
        {
            Item => int.TryParse(pair.Second, out _),
            Name => true,
            var name => name.Equals(pair.Second, StringComparison.OrdinalIgnoreCase),
        });
    }

    /// <summary>Null when the text is a value of this setting, else what it has to look like. A number alone is no time: it would be taken for days.</summary>
    public string? Refuse(string text)
    {
        var type = Nullable.GetUnderlyingType(Type) ?? Type;
        if (type == typeof(string) || (text.Length == 0 && type != Type)) return null;
        if (type.IsEnum) return Enum.GetNames(type).Contains(text, StringComparer.OrdinalIgnoreCase) ? null : $"is none of {string.Join(", ", Enum.GetNames(type)).ToLowerInvariant()}";
        if (type == typeof(TimeSpan) && !text.Contains(':', StringComparison.Ordinal)) return "is no time (00:00:30 is half a minute)";
        try
        {
            _ = TypeDescriptor.GetConverter(type).ConvertFromInvariantString(text);
            return null;
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or NotSupportedException)
        {
            return type == typeof(bool) ? "is neither true nor false" : type == typeof(TimeSpan) ? "is no time (00:00:30 is half a minute)" : $"is no number within {Range(type)}";
        }
    }

    private static string Range(Type type) => type == typeof(int) ? "-2147483648 to 2147483647" : type == typeof(long) ? "64 bits" : "its bounds";
}
