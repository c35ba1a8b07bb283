using System.Text.Json;
using System.Text.Json.Serialization;
using Reception.Contracts.Assistant;
using Reception.Domain.Orders;

namespace Reception.Assistant.Orders;

/// <summary>What an order system answers (docs/assistant.md); fields that are not known are ignored.</summary>
internal sealed record OrdersDocument(OrderDocument?[]? Orders);

internal sealed record OrderDocument(
    string? Customer, string? Number, string? Status, string? Carrier, string? Tracking, DateTimeOffset? PlacedAt, DateTimeOffset? PaidAt, DateTimeOffset? ShippedAt,
    DateTimeOffset? ExpectedAt, OrderItemDocument?[]? Items, decimal? Amount, string? Currency)
{
    /// <summary>The order as the bot may know it; null when it is not this customer's, has no number, or is not the one asked for.</summary>
    public OrderFacts? Of(OrderQuery query)
    {
        if (!string.Equals(Customer, query.Customer, StringComparison.Ordinal) || Short(Number) is not { } number) return null;
        if (query.Number is { } asked && !string.Equals(asked, number, StringComparison.OrdinalIgnoreCase)) return null;
        return new(number, StatusOf(Status), Short(Carrier), Short(Tracking), PlacedAt, PaidAt, ShippedAt, ExpectedAt, ItemsOf(Items), Amount is >= 0 and < 1_000_000_000 ? Amount : null, CurrencyOf(Currency));
    }

    private static OrderStatus StatusOf(string? word) => word switch
    {
        "placed" => OrderStatus.Placed,
        "paid" => OrderStatus.Paid,
        "packed" => OrderStatus.Packed,
        "shipped" => OrderStatus.Shipped,
        "out-for-delivery" => OrderStatus.OutForDelivery,
        "delivered" => OrderStatus.Delivered,
        "cancelled" => OrderStatus.Cancelled,
        "returning" => OrderStatus.Returning,
        "refunded" => OrderStatus.Refunded,
        _ => OrderStatus.Unknown,
    };

    private static OrderItem[]? ItemsOf(OrderItemDocument?[]? items) =>
        items?.Where(i => Short(i?.Name) is not null).Take(OrderFacts.MaxItems).Select(i => new OrderItem(Short(i!.Name)!, Math.Clamp(i.Count ?? 1, 1, 9_999))).ToArray();

    private static string? CurrencyOf(string? code) => code is { Length: 3 } && code.All(char.IsAsciiLetterUpper) ? code : null;

    private static string? Short(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Length <= OrderFacts.MaxTextLength ? text.Trim() : text[..OrderFacts.MaxTextLength].Trim();
}

internal sealed record OrderItemDocument(string? Name, int? Count);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, MaxDepth = 8)]
[JsonSerializable(typeof(OrdersDocument))]
internal sealed partial class OrderJson : JsonSerializerContext;
