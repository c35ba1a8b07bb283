using System.Collections.Immutable;
using Reception.Contracts.Conversations;
using Reception.Domain.Conversations.Events;

namespace Reception.Domain.Conversations;

/// <summary>An order that was reported, what it was attributed to, and what went back of it. A cancelled one has nothing left.</summary>
public sealed record KnownOrder(
    string OrderId, long AmountMinor, string Currency, SaleBy By, string? EntryId = null, long Knowledge = 0, string[]? Assisted = null, string? Agent = null, long ReturnedMinor = 0,
    bool Cancelled = false, string[]? Refunds = null);

/// <summary>The newest orders of a thread, so that one that is reported again changes nothing and one that goes back is taken from where it was counted.</summary>
public static class KnownOrders
{
    /// <summary>Orders kept; a repeat of an older one would count again.</summary>
    public const int Max = 16;

    /// <summary>Refunds of one order.</summary>
    public const int MaxRefunds = 8;

    public static ImmutableArray<KnownOrder> With(this ImmutableArray<KnownOrder> orders, OrderReported e)
    {
        if (e.Kind == OrderEventKind.Placed)
            return (orders.Length >= Max ? orders.RemoveAt(0) : orders).Add(new(e.OrderId, e.AmountMinor, e.Currency, e.By, e.EntryId, e.Knowledge, e.Assisted, e.Agent));
        if (orders.FirstOrDefault(o => o.OrderId == e.OrderId) is not { } order) return orders;
        return orders.Replace(order, order with
        {
            ReturnedMinor = order.ReturnedMinor - e.AmountMinor,
            Cancelled = e.Kind == OrderEventKind.Cancelled,
            Refunds = e.RefundId is { } refund ? [.. order.Refunds ?? [], refund] : order.Refunds,
        });
    }
}
