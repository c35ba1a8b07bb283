using System.Globalization;
using System.Text;

namespace Orleans.Runtime;

/// <summary>Keys as text: integers in upper-case hexadecimal, Guids in 32 digits, an extension after '+'.</summary>
public static class GrainIdKeyExtensions
{
    /// <summary>The key of an integer grain.</summary>
    public static IdSpan CreateIntegerKey(long key, string? keyExtension = null) =>
        IdSpan.Create(Extend(key.ToString("X", CultureInfo.InvariantCulture), keyExtension));

    /// <summary>The key of a Guid grain.</summary>
    public static IdSpan CreateGuidKey(Guid key, string? keyExtension = null) => IdSpan.Create(Extend(key.ToString("N"), keyExtension));

    /// <summary>Reads an integer key.</summary>
    public static bool TryGetIntegerKey(this GrainId grainId, out long key, out string? keyExt)
    {
        var text = Split(grainId, out keyExt);
        return long.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out key);
    }

    /// <summary>Reads an integer key without extension.</summary>
    public static bool TryGetIntegerKey(this GrainId grainId, out long key) => grainId.TryGetIntegerKey(out key, out _);

    /// <summary>Reads a Guid key.</summary>
    public static bool TryGetGuidKey(this GrainId grainId, out Guid key, out string? keyExt)
    {
        var text = Split(grainId, out keyExt);
        return Guid.TryParseExact(text, "N", out key);
    }

    /// <summary>Reads a Guid key without extension.</summary>
    public static bool TryGetGuidKey(this GrainId grainId, out Guid key) => grainId.TryGetGuidKey(out key, out _);

    private static string Extend(string key, string? extension) => string.IsNullOrWhiteSpace(extension) ? key : $"{key}+{extension}";

    private static string Split(GrainId grainId, out string? extension)
    {
        var text = Encoding.UTF8.GetString(grainId.Key.AsSpan());
        var plus = text.IndexOf('+', StringComparison.Ordinal);
        extension = plus < 0 ? null : text[(plus + 1)..];
        return plus < 0 ? text : text[..plus];
    }
}
