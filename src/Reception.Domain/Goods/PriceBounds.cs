using System.Globalization;
using System.Text.RegularExpressions;

namespace Reception.Domain.Goods;

/// <summary>A price asked for: from <see cref="Low"/> to <see cref="High"/>, both included; the currency if the customer named one.</summary>
/// <param name="Shown">As the customer wrote it.</param>
internal sealed partial record PriceBounds(decimal? Low, decimal? High, string? Currency, string Shown)
{
    /// <summary>"About n" is within a fifth of it.</summary>
    private const decimal About = 0.2m;

    private const int Scanned = 400;

    public bool Allows(decimal? price, string? currency) =>
        price is { } p && (Low is not { } low || p >= low) && (High is not { } high || p <= high) && (Currency is null || Currency == currency);

    /// <summary>Null when the text names no price.</summary>
    public static PriceBounds? In(ReadOnlySpan<char> raw)
    {
        var text = string.Create(Math.Min(raw.Length, Scanned), raw, static (to, from) =>
        {
            for (var i = 0; i < to.Length; i++) to[i] = char.ToLowerInvariant(from[i] is >= '\uFF01' and <= '\uFF5E' ? (char)(from[i] - 0xFEE0) : from[i]);
        });
        if (!text.Any(c => char.IsAsciiDigit(c) || ChineseNumber.IsDigit(c))) return null;
        if (Between().Match(text) is { Success: true } between && Bounds(between, "low", "high", static (a, b) => (Math.Min(a, b), Math.Max(a, b))) is { } range) return range;
        if (AtMost().Match(text) is { Success: true } most && Bounds(most, "n", "n", static (n, _) => (null, n)) is { } high) return high;
        if (Around().Match(text) is { Success: true } about && Bounds(about, "n", "n", static (n, _) => (n * (1 - About), n * (1 + About))) is { } near) return near;
        return AtLeast().Match(text) is { Success: true } least ? Bounds(least, "n", "n", static (n, _) => (n, null)) : null;
    }

    private static PriceBounds? Bounds(Match match, string first, string second, Func<decimal, decimal, (decimal?, decimal?)> make)
    {
        if (Number(match.Groups[first].Value) is not { } a || Number(match.Groups[second].Value) is not { } b) return null;
        var (low, high) = make(a, b);
        return new(low, high, CurrencyOf(match.Value), match.Value.Trim());
    }

    private static decimal? Number(string text)
    {
        if (decimal.TryParse(text.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return number;
        return ChineseNumber.Parse(text);
    }

    private static string? CurrencyOf(string text)
    {
        if (text.AsSpan().IndexOfAny("元块¥￥") >= 0 || text.Contains("rmb", StringComparison.Ordinal) || text.Contains("cny", StringComparison.Ordinal)) return "CNY";
        if (text.Contains('$', StringComparison.Ordinal) || text.Contains("dollar", StringComparison.Ordinal) || text.Contains("buck", StringComparison.Ordinal) || text.Contains("usd", StringComparison.Ordinal)) return "USD";
        if (text.Contains('£', StringComparison.Ordinal) || text.Contains("pound", StringComparison.Ordinal) || text.Contains("gbp", StringComparison.Ordinal) || text.Contains("quid", StringComparison.Ordinal)) return "GBP";
        return text.Contains('€', StringComparison.Ordinal) || text.Contains("euro", StringComparison.Ordinal) || text.Contains("eur", StringComparison.Ordinal) ? "EUR" : null;
    }

    private const string N = @"[0-9]{1,9}(?:,[0-9]{3})*(?:\.[0-9]{1,2})?";
    private const string Zh = @"[一二两三四五六七八九十百千]{1,6}";
    private const string Unit = @"(?:元|块钱?|人民币|rmb|cny)";
    private const string Sign = @"(?:[$£€¥]\s*)?";
    private const string Word = @"(?:\s*(?:dollars?|bucks|usd|pounds?|gbp|quid|euros?|eur|rmb|cny|yuan))?";

    // What follows a number and makes it something else than a price.
    private const string NoOther = @"(?![0-9.,])(?!\s*(?:%|hours?|hrs?|h\b|days?|weeks?|months?|years?|minutes?|min\b|ml|l\b|g\b|kg|cm|mm|m\b|inch|inches|w\b|watts?|mah|gb|tb|x\b|people|天|日|小时|分钟|岁|周|个月|月|年|毫升|克|公斤|斤|厘米|米|件|个|折|次|片|支|瓶|号|码|点))";

    [GeneratedRegex($@"(?:(?<low>{N})\s*{Unit}?\s*(?:-|~|—|到|至)\s*(?<high>{N})\s*(?:{Unit}|之间|的)|(?:between|from)\s+{Sign}(?<low>{N})\s*(?:and|to|-)\s*{Sign}(?<high>{N}){NoOther}{Word}|[$£€¥]\s*(?<low>{N})\s*(?:-|to)\s*{Sign}(?<high>{N}){NoOther}{Word})", RegexOptions.ExplicitCapture)]
    private static partial Regex Between();

    [GeneratedRegex($@"(?:(?<n>{N}|{Zh})\s*{Unit}?\s*(?:以内|以下|之内|封顶|内的)|(?:不超过|不要超过|低于|少于|不到|预算)\s*¥?(?<n>{N}|{Zh})\s*{Unit}?{NoOther}|(?:under|below|less than|up to|at most|no more than|not more than|cheaper than|within|budget of|budget is|max(?:imum)?)\s+{Sign}(?<n>{N}){NoOther}{Word})", RegexOptions.ExplicitCapture)]
    private static partial Regex AtMost();

    [GeneratedRegex($@"(?:(?<n>{N}|{Zh})\s*{Unit}\s*(?:左右|上下)|(?<n>{N})\s*(?:左右|上下)|(?:around|about|roughly)\s+{Sign}(?<n>{N}){NoOther}{Word})", RegexOptions.ExplicitCapture)]
    private static partial Regex Around();

    [GeneratedRegex($@"(?:(?<n>{N}|{Zh})\s*{Unit}\s*(?:以上|起)|(?:over|above|more than|at least)\s+[$£€¥]\s*(?<n>{N}){NoOther}{Word})", RegexOptions.ExplicitCapture)]
    private static partial Regex AtLeast();
}
