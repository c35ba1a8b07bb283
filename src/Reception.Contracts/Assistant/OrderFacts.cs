namespace Reception.Contracts.Assistant;

/// <summary>Where an order stands.</summary>
public enum OrderStatus
{
    Unknown = 0,
    /// <summary>Placed, not paid.</summary>
    Placed = 1,
    Paid = 2,
    /// <summary>Packed, not handed to a carrier.</summary>
    Packed = 3,
    Shipped = 4,
    OutForDelivery = 5,
    Delivered = 6,
    Cancelled = 7,
    Returning = 8,
    Refunded = 9,
}

/// <summary>What stands in an order: a name, and how many (at least 1).</summary>
[GenerateSerializer, Immutable]
public sealed record OrderItem(string Name, int Count = 1);

/// <summary>What an order system says of one order of the customer. Texts have at most <see cref="MaxTextLength"/> characters.</summary>
[GenerateSerializer, Immutable]
public sealed record OrderFacts(
    string Number,
    OrderStatus Status,
    string? Carrier = null,
    string? Tracking = null,
    DateTimeOffset? PlacedAt = null,
    DateTimeOffset? PaidAt = null,
    DateTimeOffset? ShippedAt = null,
    DateTimeOffset? ExpectedAt = null,
    OrderItem[]? Items = null,
    decimal? Amount = null,
    string? Currency = null)
{
    /// <summary>The most orders of one answer.</summary>
    public const int MaxOrders = 5;

    /// <summary>The most items of one order.</summary>
    public const int MaxItems = 20;

    /// <summary>The longest text, in characters.</summary>
    public const int MaxTextLength = 200;

    /// <summary>Nothing is expected to happen to it any more.</summary>
    public bool IsOver => Status is OrderStatus.Delivered or OrderStatus.Cancelled or OrderStatus.Refunded;
}
