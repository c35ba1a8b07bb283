using Reception.Contracts.Assistant;
using Reception.Contracts.Conversations;
using Reception.Contracts.Shops;

namespace Reception.Domain.Orders;

/// <summary>Which of a customer's orders a question is about: the only one, the only one on its way, else he is asked by buttons.</summary>
public static class OrderChoice
{
    /// <summary>The order that is meant; null: the customer has to say.</summary>
    public static OrderFacts? Only(IReadOnlyList<OrderFacts> orders)
    {
        if (orders.Count == 1) return orders[0];
        var open = orders.Where(order => !order.IsOver).Take(2).ToList();
        return open.Count switch { 0 => orders.Count > 0 ? orders[0] : null, 1 => open[0], _ => null };
    }

    /// <summary>A button for each order on its way; pressing one says the number.</summary>
    public static MessagePart Buttons(IReadOnlyList<OrderFacts> orders, string entryId, ShopPolicy policy) => new(
        PartKind.Buttons,
        Buttons: [.. Open(orders).Select(order => new MessageButton(Label(order, policy), entryId, Say: order.Number))]);

    /// <summary>The numbers that are asked about.</summary>
    public static string[] Numbers(IReadOnlyList<OrderFacts> orders) => [.. Open(orders).Select(order => order.Number)];

    private static IEnumerable<OrderFacts> Open(IReadOnlyList<OrderFacts> orders) => orders.Where(order => !order.IsOver).Take(OrderFacts.MaxOrders);

    private static string Label(OrderFacts order, ShopPolicy policy)
    {
        var label = OrderSlots.Fill("{order.number} · {order.status} · {order.items}", order, policy.Language, policy.TimeZone)
            ?? OrderSlots.Fill("{order.number} · {order.status}", order, policy.Language, policy.TimeZone) ?? OrderSlots.Plain(order.Number) ?? order.Number;
        return label.Length <= MessageButton.MaxLabelLength ? label : label[..(MessageButton.MaxLabelLength - 1)] + "…";
    }
}
