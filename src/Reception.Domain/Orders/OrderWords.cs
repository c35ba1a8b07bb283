using Reception.Contracts.Assistant;

namespace Reception.Domain.Orders;

/// <summary>What an order's status is called when it is said to a customer.</summary>
public static class OrderWords
{
    /// <summary>Null for a status that this version does not know: nothing is said then.</summary>
    public static string? Of(OrderStatus status, bool chinese) => status switch
    {
        OrderStatus.Placed => chinese ? "已下单，待付款" : "placed, waiting for payment",
        OrderStatus.Paid => chinese ? "已付款，待发货" : "paid, being prepared",
        OrderStatus.Packed => chinese ? "已打包，待揽收" : "packed, waiting for the carrier",
        OrderStatus.Shipped => chinese ? "已发货，运输中" : "shipped, on its way",
        OrderStatus.OutForDelivery => chinese ? "派送中" : "out for delivery",
        OrderStatus.Delivered => chinese ? "已签收" : "delivered",
        OrderStatus.Cancelled => chinese ? "已取消" : "cancelled",
        OrderStatus.Returning => chinese ? "退货处理中" : "being returned",
        OrderStatus.Refunded => chinese ? "已退款" : "refunded",
        _ => null,
    };
}
