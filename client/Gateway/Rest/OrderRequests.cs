using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Protocol.Rest;

namespace Reception.Gateway.Rest;

/// <summary>An order's request as a conversation and an event; what is wrong is added to the errors.</summary>
internal static class OrderRequests
{
    private const int MaxCustomer = 256;

    /// <summary>Null with an error.</summary>
    public static ConversationId? Conversation(OrderRequest request, ShopId shop, List<string> errors)
    {
        if (request.Conversation is { } key)
        {
            if (ConversationId.TryParse(key, out var id) && id.Shop == shop) return id;
            errors.Add("conversation: shop/channel/customer of this shop.");
            return null;
        }
        var customer = request switch
        {
            { Customer: { Length: > 0 and <= MaxCustomer } known } when !string.IsNullOrWhiteSpace(known) => CustomerKey.Identified(shop, known),
            { Customer: null, Visitor: { } visitor } when visitor.StartsWith("v-", StringComparison.Ordinal) && KeyPart.IsValid(visitor) => visitor,
            _ => null,
        };
        if (customer is null) errors.Add($"customer: the shop's id of the customer, 1 to {MaxCustomer} characters, or visitor: v-…, or conversation.");
        if (!KeyPart.IsValid(request.Channel ?? "web")) errors.Add("channel: a channel of the shop.");
        return errors.Count > 0 ? null : new ConversationId(shop, request.Channel ?? "web", customer!);
    }

    /// <summary>Null with an error. The rest is checked by the conversation.</summary>
    public static OrderEvent? Event(OrderRequest request, DateTimeOffset now, List<string> errors)
    {
        var before = errors.Count;
        if (!Words.TryParse<OrderEventKind>(request.Kind ?? "placed", out var kind)) errors.Add($"kind: {Words.List<OrderEventKind>()}.");
        if (string.IsNullOrEmpty(request.OrderId)) errors.Add($"orderId: 1 to {OrderEvent.MaxIdLength} characters.");
        if (!Currency.IsKnown(request.Currency)) errors.Add("currency: an ISO 4217 code in capitals.");
        if (request is { Amount: not null, AmountMinor: not null }) errors.Add("amount, amountMinor: one of them.");
        if (errors.Count > before) return null;
        var minor = request.AmountMinor ?? (request.Amount is { } amount ? Currency.ToMinor(amount, request.Currency!) : 0);
        if (minor is null) errors.Add("amount: no more digits than the currency has, and within bounds.");
        return minor is null ? null : new(request.OrderId!, kind, minor.Value, request.Currency!, request.At ?? now, request.RefundId);
    }
}
