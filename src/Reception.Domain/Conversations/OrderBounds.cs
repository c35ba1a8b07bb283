using Reception.Contracts.Conversations;

namespace Reception.Domain.Conversations;

/// <summary>Bounds of an order event; the answer names what is wrong, or is null.</summary>
public static class OrderBounds
{
    /// <summary>How far an order's time may lie ahead: clocks differ.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromMinutes(10);

    /// <summary>The oldest order that is taken.</summary>
    public static readonly TimeSpan Oldest = TimeSpan.FromDays(90);

    public static string? Check(OrderEvent order, DateTimeOffset now) => order switch
    {
        _ when CheckId(order.OrderId, "order id") is { } error => error,
        { Kind: OrderEventKind.Refunded } when CheckId(order.RefundId, "refund id") is { } error => error,
        _ when !Enum.IsDefined(order.Kind) => "The kind of the order event is not known.",
        { Kind: not OrderEventKind.Cancelled, AmountMinor: <= 0 or > OrderEvent.MaxAmount } => $"The amount must be 1 to {OrderEvent.MaxAmount} minor units.",
        _ when !Currency.IsKnown(order.Currency) => "The currency must be an ISO 4217 code in capitals.",
        _ when order.At > now + Ahead => "The order's time lies in the future.",
        _ when order.At < now - Oldest => $"The order is older than {Oldest.TotalDays:0} days.",
        _ => null,
    };

    private static string? CheckId(string? id, string what) => id is { Length: > 0 and <= OrderEvent.MaxIdLength } && id.All(c => c is > ' ' and < '\u007f')
        ? null
        : $"The {what} must have 1 to {OrderEvent.MaxIdLength} visible ASCII characters.";
}
