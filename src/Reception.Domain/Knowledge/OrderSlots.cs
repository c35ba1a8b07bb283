using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Reception.Domain.Knowledge;

/// <summary>The slots of answers that are filled from the customer's order: <c>{order.status}</c>. Braces around anything else are text.</summary>
public static partial class OrderSlots
{
    /// <summary>The names that an order lookup can fill, with what they hold.</summary>
    public static FrozenDictionary<string, string> Names { get; } = new Dictionary<string, string>
    {
        ["order.number"] = "the order's number, as the customer knows it",
        ["order.status"] = "where the order stands, in words",
        ["order.carrier"] = "who delivers it",
        ["order.tracking"] = "the carrier's tracking number",
        ["order.shippedAt"] = "when it was shipped",
        ["order.eta"] = "when it will arrive",
        ["order.total"] = "what was paid",
        ["order.refund"] = "where a refund stands, in words",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The slots of a text, in order, known or not.</summary>
    public static IEnumerable<string> In(string? text) => string.IsNullOrEmpty(text) || !text.Contains("{order.", StringComparison.Ordinal) ? [] : Slot().Matches(text).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"\{(order\.[A-Za-z0-9_.]{0,50})\}")]
    private static partial Regex Slot();
}
