using System.Text;
using System.Text.RegularExpressions;

namespace Reception.Domain.Orders;

/// <summary>
/// Order numbers in what a customer writes: 6 to 32 letters, digits and hyphens with at least 6 digits, in any width. What reads
/// like a phone number or a date is none. The order system decides whether there is such an order, and whose it is.
/// </summary>
public static partial class OrderNumbers
{
    /// <summary>The longest number, in characters.</summary>
    public const int MaxLength = 32;

    private const int LeastDigits = 6;

    /// <summary>The first number in a text; null: none.</summary>
    public static string? Find(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        foreach (Match match in Run().Matches(Fold(text)))
        {
            var number = match.Value.Trim('-');
            if (number.Length is >= LeastDigits and <= MaxLength && number.Count(char.IsAsciiDigit) >= LeastDigits && !IsPhone(number) && !IsDate(number)) return number;
        }
        return null;
    }

    /// <summary>Whether a text has this very number in it, whatever its width and case.</summary>
    public static bool IsIn(string text, string number) => Fold(text).Contains(number, StringComparison.OrdinalIgnoreCase);

    // Rune by rune: half a character, which Unicode's own normalisation refuses, becomes a replacement character.
    private static string Fold(string text) => string.Concat(text.EnumerateRunes()).Normalize(NormalizationForm.FormKC);

    private static bool IsPhone(string number) => Phone().IsMatch(number);

    private static bool IsDate(string number) => Date().IsMatch(number);

    [GeneratedRegex("(?<![A-Za-z0-9-])[A-Za-z0-9-]{6,34}(?![A-Za-z0-9-])", RegexOptions.CultureInvariant)]
    private static partial Regex Run();

    [GeneratedRegex("^(?:1[3-9][0-9]{9}|[0-9]{3,4}-[0-9]{7,8}|400-?[0-9]{3}-?[0-9]{4})$", RegexOptions.CultureInvariant)]
    private static partial Regex Phone();

    [GeneratedRegex("^(?:19|20)[0-9]{2}-?(?:0[1-9]|1[0-2])-?(?:0[1-9]|[12][0-9]|3[01])$", RegexOptions.CultureInvariant)]
    private static partial Regex Date();
}
