using Reception.Contracts.Assistant;
using Reception.Contracts.Ids;

namespace Reception.Domain.Orders;

/// <summary>
/// Which orders are meant. <see cref="Customer"/> is the hashed key (<see cref="CustomerKey"/>): the order system hashes its own
/// customer ids the same way. <see cref="Number"/>: what the customer or his page named; null: the newest ones.
/// </summary>
public sealed record OrderQuery(ShopId Shop, string Channel, string Customer, string? Number);

/// <summary>
/// The shop's order system, asked outside all turns. This folder holds what the bot may know of orders: the port, the numbers in
/// messages, the slots in answers. Whoever implements it answers only with orders of this very customer.
/// </summary>
public interface IOrderLookup
{
    /// <summary>Whether this customer of this shop can be asked about at all; computation only. Default for a visitor: no.</summary>
    bool Serves(ShopId shop, string customer);

    /// <summary>
    /// The orders, newest first, at most <see cref="OrderFacts.MaxOrders"/>; empty when there are none. Bounded in time by the
    /// implementation and by <paramref name="cancellation"/>; throws what kept it from asking.
    /// </summary>
    Task<IReadOnlyList<OrderFacts>> FindAsync(OrderQuery query, CancellationToken cancellation);
}

/// <summary>No order system: answers with slots are never filled.</summary>
public sealed class NoOrderLookup : IOrderLookup
{
    public bool Serves(ShopId shop, string customer) => false;

    public Task<IReadOnlyList<OrderFacts>> FindAsync(OrderQuery query, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<OrderFacts>>([]);
}
