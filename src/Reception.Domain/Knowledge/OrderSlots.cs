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
        ["order.expectedAt"] = "the day on which it will arrive",
        ["order.items"] = "what was bought",
        ["order.amount"] = "what was paid",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The slots of a text, in order, known or not.</summary>
    public static IEnumerable<string> In(string? text) => string.IsNullOrEmpty(text) || !text.Contains('{') ? [] : Slot().Matches(text).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"\{([a-z]{1,20}\.[A-Za-z]{1,20})\}")]
    private static partial Regex Slot();
}
