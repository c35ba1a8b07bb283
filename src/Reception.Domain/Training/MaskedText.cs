using System.Text.RegularExpressions;

namespace Reception.Domain.Training;

/// <summary>
/// Customers' and agents' words as trainers may keep them: mail addresses, links and long numbers (order, phone, parcel, card; also
/// with gaps, in other scripts' digits or spelt in Chinese) become slots, white space single, length bounded. Names and street
/// addresses are not recognised. This folder holds the trainers' loop: questions, answers and figures folded from events.
/// </summary>
public static partial class MaskedText
{
    public const string Number = "{number}";
    public const string Mail = "{mail}";
    public const string Link = "{link}";

    /// <summary>The longest question kept, in characters.</summary>
    public const int MaxQuestion = 120;

    /// <summary>The longest answer kept, in characters.</summary>
    public const int MaxAnswer = 600;

    private const int MaxScan = 2_000;

    public static string Of(string text, int max)
    {
        text = text.Length > MaxScan ? text[..MaxScan] : text;
        text = Links().Replace(text, Link);
        text = Mails().Replace(text, Mail);
        text = Numbers().Replace(text, Number);
        text = Numerals().Replace(text, Number);
        text = Unseen().Replace(text, " ").Trim();
        if (text.Length <= max) return text;
        return text[..(char.IsHighSurrogate(text[max - 1]) ? max - 1 : max)];
    }

    /// <summary>The words alone: slots are in so many texts that they would make them alike.</summary>
    public static string WithoutSlots(string text) => !text.Contains('{')
        ? text
        : text.Replace(Number, " ", StringComparison.Ordinal).Replace(Mail, " ", StringComparison.Ordinal).Replace(Link, " ", StringComparison.Ordinal);

    public static bool HasSlot(string text) => text.Contains(Number, StringComparison.Ordinal) || text.Contains(Mail, StringComparison.Ordinal);

    [GeneratedRegex(@"(?:https?://|www\.)[^\s\u2E80-\u9FFF]{1,500}", RegexOptions.IgnoreCase)]
    private static partial Regex Links();

    [GeneratedRegex(@"[^\s@＠\u2E80-\u9FFF]{1,64}[@＠][^\s@＠\u2E80-\u9FFF]{1,128}")]
    private static partial Regex Mails();

    // Five digits or more, with single gaps between them; letters that stick to them belong to the number.
    [GeneratedRegex(@"\+?[A-Za-z]{0,4}\d(?:[ \-().·]?\d){4,63}[A-Za-z]{0,4}")]
    private static partial Regex Numbers();

    [GeneratedRegex("[〇零一二三四五六七八九幺壹贰叁肆伍陆柒捌玖]{7,}")]
    private static partial Regex Numerals();

    [GeneratedRegex(@"[\s\p{Cc}\p{Cf}\p{Co}\p{Cn}]+")]
    private static partial Regex Unseen();
}
