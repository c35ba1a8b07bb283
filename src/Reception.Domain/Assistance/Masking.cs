using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Reception.Contracts.Assistant;

namespace Reception.Domain.Assistance;

/// <summary>
/// A customer's message as a language model may see it: width folded, one line, no controls or invisible marks, numbers of four digits
/// and more, mail addresses and links masked, at most <see cref="AssistantRequest.MaxTextLength"/> characters.
/// </summary>
public static partial class Masking
{
    public static string Mask(string text)
    {
        var masked = Number().Replace(Link().Replace(Mail().Replace(OneLine(text), "[mail]"), "[link]"), "[number]").Trim();
        if (masked.Length <= AssistantRequest.MaxTextLength) return masked;
        var end = AssistantRequest.MaxTextLength;
        return masked[..(char.IsHighSurrogate(masked[end - 1]) ? end - 1 : end)];
    }

    private static string OneLine(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) // a lone surrogate comes as U+FFFD
        {
            if (Rune.IsWhiteSpace(rune)) plain.Append(' ');
            else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse)) plain.Append(rune);
        }
        return plain.ToString().Normalize(NormalizationForm.FormKC);
    }

    [GeneratedRegex(@"[^\s@]{1,64}@[^\s@]{1,255}", RegexOptions.CultureInvariant)]
    private static partial Regex Mail();

    [GeneratedRegex(@"(?:[a-z][a-z0-9+.-]{1,10}://|www\.)[^\s]{1,2000}", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Link();

    [GeneratedRegex(@"[0-9](?:[ -]?[0-9]){3,}", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
