using Reception.Contracts.Conversations;
using Reception.Contracts.Goods;
using Reception.Domain.Triage.Text;

namespace Reception.Domain.Goods;

/// <summary>What is wrong with one product, apart from the others.</summary>
internal static class ProductRules
{
    public static IEnumerable<string> Check(Product product)
    {
        if (!IsId(product.Id)) yield return $"id: 1 to {GoodsLimits.IdLength} characters of a-z A-Z 0-9 - _ .";
        if (!IsName(product.Name)) yield return $"name: 1 to {GoodsLimits.NameLength} characters with a letter or digit.";
        foreach (var (list, name) in new[] { (product.Aliases, "aliases"), (product.Suits, "suits") })
        {
            if (list?.Length > GoodsLimits.ListLength) yield return $"{name}: at most {GoodsLimits.ListLength}.";
            else if (list?.All(IsName) == false) yield return $"{name}: each 1 to {GoodsLimits.NameLength} characters with a letter or digit.";
        }
        if (product.GoesWith?.Length > GoodsLimits.ListLength) yield return $"goesWith: at most {GoodsLimits.ListLength}.";
        else if (product.GoesWith?.All(IsCompanion) == false) yield return "goesWith: each an id, or attribute=value.";
        if (product.Price is { } price && (price < 0 || price > GoodsLimits.Price || decimal.Round(price, 2) != price)) yield return $"price: 0 to {GoodsLimits.Price}, at most two decimals.";
        if (product.Price is not null && product.Currency is not { Length: 3 }) yield return "currency: three letters (CNY, USD …) beside a price.";
        if (product.Currency is { } currency && !currency.All(char.IsAsciiLetterUpper)) yield return "currency: three capital letters.";
        if (product.Url is not null && !MessagePart.IsSafeUrl(product.Url)) yield return "url: https://… or a path on the own site (/…).";
        if (product.Picture is not null && !MessagePart.IsSafeUrl(product.Picture)) yield return "picture: https://… or a path on the own site (/…).";
        if (product.From is { } from && product.Until is { } until && from >= until) yield return "until: must be after from.";
        foreach (var problem in CheckAttributes(product.Attributes ?? [])) yield return problem;
    }

    private static IEnumerable<string> CheckAttributes(ProductAttribute[] attributes)
    {
        if (attributes.Length > GoodsLimits.Attributes) yield return $"attributes: at most {GoodsLimits.Attributes}.";
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var attribute in attributes)
        {
            if (!IsName(attribute.Name)) yield return $"attributes: a name has 1 to {GoodsLimits.NameLength} characters with a letter or digit.";
            else if (!seen.Add(Wordings.Key(attribute.Name))) yield return $"attributes: '{Wordings.Shown(attribute.Name)}' stands twice.";
            if (attribute.Values.Length is 0 or > GoodsLimits.Attributes || !attribute.Values.All(value => IsText(value, GoodsLimits.ValueLength)))
                yield return $"attributes: '{attribute.Name}' needs 1 to {GoodsLimits.Attributes} values of 1 to {GoodsLimits.ValueLength} characters.";
        }
    }

    private static bool IsId(string? id) => id is { Length: > 0 and <= GoodsLimits.IdLength } && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    private static bool IsName(string? text) => IsText(text, GoodsLimits.NameLength) && TextNormalizer.HasContent(text);

    private static bool IsText(string? text, int max) => !string.IsNullOrWhiteSpace(text) && text.Length <= max && !text.Any(char.IsControl);

    private static bool IsCompanion(string? text) => IsId(text) || (IsText(text, GoodsLimits.ValueLength) && text!.IndexOf('=') is > 0 and var at && at < text.Length - 1);
}
