using System.Text;

namespace Reception.Contracts.Ids;

/// <summary>
/// One part of a grain key: 1 to 96 characters of <c>a-z A-Z 0-9 - _ . ~ %</c>, never a slash.
/// Anything else is percent-escaped as UTF-8, so that a key can be split again without doubt.
/// </summary>
public static class KeyPart
{
    /// <summary>The longest part, in characters, after escaping.</summary>
    public const int MaxLength = 96;

    /// <summary>True for a part that is already escaped and within bounds.</summary>
    public static bool IsValid(string? part)
    {
        if (part is null || part.Length is 0 or > MaxLength) return false;
        foreach (var c in part)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.' or '~' or '%')) return false;
        }
        return true;
    }

    /// <summary>Escapes <paramref name="text"/> to a valid part; throws <see cref="ArgumentException"/> when empty or too long.</summary>
    public static string Escape(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        var builder = new StringBuilder(text.Length);
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || (char)rune.Value is '-' or '_' or '.' or '~'))
            {
                builder.Append((char)rune.Value);
                continue;
            }
            var written = rune.EncodeToUtf8(utf8);
            for (var i = 0; i < written; i++) builder.Append('%').Append(utf8[i].ToString("X2", null));
        }
        if (builder.Length > MaxLength) throw new ArgumentException($"A key part has at most {MaxLength} characters after escaping; this one has {builder.Length}.", nameof(text));
        return builder.ToString();
    }

    internal static string Require(string? part, string what) => IsValid(part)
        ? part!
        : throw new ArgumentException($"'{part}' is no valid {what}: 1 to {MaxLength} characters of a-z A-Z 0-9 - _ . ~ or a percent escape.", nameof(part));
}
