using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Reception.Contracts.Assistant;
using Reception.Domain.Shops;

namespace Reception.Domain.Orders;

/// <summary>
/// The slots that an answer may have, filled from one order: number, status, carrier, tracking, shippedAt, expectedAt, items, amount,
/// each written <c>{order.status}</c>. Values are plain text of one line and at most <see cref="MaxValueLength"/> characters; what they
/// hold is never read as a slot or markup. Status and dates are said in the shop's language and time zone.
/// </summary>
public static partial class OrderSlots
{
    /// <summary>The longest value, in characters.</summary>
    public const int MaxValueLength = 300;

    private const int MostItemsNamed = 3;

    private static readonly Dictionary<string, Func<OrderFacts, Locale, string?>> Values = new(StringComparer.Ordinal)
    {
        ["order.number"] = (order, _) => order.Number,
        ["order.status"] = (order, locale) => OrderWords.Of(order.Status, locale.IsChinese),
        ["order.carrier"] = (order, _) => order.Carrier,
        ["order.tracking"] = (order, _) => order.Tracking,
        ["order.shippedAt"] = (order, locale) => locale.Moment(order.ShippedAt),
        ["order.expectedAt"] = (order, locale) => locale.Day(order.ExpectedAt),
        ["order.items"] = (order, locale) => Items(order.Items, locale),
        ["order.amount"] = (order, locale) => Amount(order, locale),
    };

    /// <summary>The names, without braces.</summary>
    public static IReadOnlyCollection<string> Names => Values.Keys;

    /// <summary>Whether an order is needed to say this.</summary>
    public static bool AreIn(string? answer) => answer is not null && Slot().IsMatch(answer);

    /// <summary>Slots of a text that nothing could fill, each once: misspelt, or of another kind.</summary>
    public static IReadOnlyList<string> Unknown(string? answer) =>
        answer is null ? [] : [.. Slot().Matches(answer).Select(m => m.Groups[1].Value).Where(name => !Values.ContainsKey(name)).Distinct()];

    /// <summary>The answer with every slot filled; null when the order lacks one of the values.</summary>
    public static string? Fill(string answer, OrderFacts order, string language, string timeZone)
    {
        var locale = new Locale(ShopLanguage.IsChinese(language), TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone) ? zone : TimeZoneInfo.Utc);
        var complete = true;
        var filled = Slot().Replace(answer, match =>
        {
            var value = Values.TryGetValue(match.Groups[1].Value, out var read) ? Plain(read(order, locale)) : null;
            complete &= value is not null;
            return value ?? "";
        });
        return complete ? filled : null;
    }

    /// <summary>One line of plain text without what could be taken for markup, a slot or an address; null when nothing is left or it is one.</summary>
    internal static string? Plain(string? value)
    {
        if (string.IsNullOrWhiteSpace(value) || value.Contains("://", StringComparison.Ordinal)) return null;
        var plain = new StringBuilder(Math.Min(value.Length, MaxValueLength));
        foreach (var rune in value.EnumerateRunes())
        {
            if (plain.Length + rune.Utf16SequenceLength > MaxValueLength) break;
            if (rune.Value is '<' or '>' or '{' or '}' or '`') continue;
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned)
                AddSpace(plain, rune);
            else
                plain.Append(rune);
        }
        var text = plain.ToString().Trim();
        return text.Length == 0 ? null : text;
    }

    // A line break ends no word silently; a mark that turns the direction of writing leaves nothing behind.
    private static void AddSpace(StringBuilder plain, Rune rune)
    {
        if (Rune.IsWhiteSpace(rune) && plain.Length > 0 && plain[^1] != ' ') plain.Append(' ');
    }

    private static string? Items(OrderItem[]? items, Locale locale)
    {
        if (items is not { Length: > 0 }) return null;
        var named = items.Take(MostItemsNamed).Select(item => item.Count > 1 ? $"{item.Name} ×{item.Count}" : item.Name);
        var text = string.Join(locale.IsChinese ? "、" : ", ", named);
        if (items.Length <= MostItemsNamed) return text;
        return locale.IsChinese ? $"{text} 等 {items.Length} 种商品" : $"{text} and {items.Length - MostItemsNamed} more";
    }

    private static string? Amount(OrderFacts order, Locale locale) => order.Amount is not { } amount ? null : order.Currency switch
    {
        null or "" when locale.IsChinese => string.Create(CultureInfo.InvariantCulture, $"{amount:0.00} 元"),
        null or "" => amount.ToString("0.00", CultureInfo.InvariantCulture),
        "CNY" when locale.IsChinese => string.Create(CultureInfo.InvariantCulture, $"{amount:0.00} 元"),
        "USD" => string.Create(CultureInfo.InvariantCulture, $"${amount:0.00}"),
        var currency => string.Create(CultureInfo.InvariantCulture, $"{amount:0.00} {currency}"),
    };

    [GeneratedRegex(@"\{([a-z]{1,20}\.[A-Za-z]{1,20})\}", RegexOptions.CultureInvariant)]
    private static partial Regex Slot();

    private readonly record struct Locale(bool IsChinese, TimeZoneInfo Zone)
    {
        public string? Moment(DateTimeOffset? at) => Say(at, IsChinese ? "M月d日 HH:mm" : "MMM d, HH:mm");

        public string? Day(DateTimeOffset? at) => Say(at, IsChinese ? "M月d日" : "MMM d");

        private string? Say(DateTimeOffset? at, string format) => at is { } moment ? TimeZoneInfo.ConvertTime(moment, Zone).ToString(format, CultureInfo.InvariantCulture) : null;
    }
}
