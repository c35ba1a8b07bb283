using Reception.Contracts.Ids;
using Reception.Contracts.WorkOrders;

namespace Reception.Domain.Journal;

/// <summary>
/// The read side of work orders: one row each, written behind the journal. A row carries the sequence of the newest event folded into it,
/// so that a batch of the feed may be folded again; it is thrown away and rebuilt with the episodes.
/// </summary>
public interface IWorkOrderStore
{
    ValueTask<WorkOrderRow?> FindAsync(ConversationId order, CancellationToken cancellation = default);

    /// <summary>Stores rows in one commit; one that is not newer than what is stored changes nothing.</summary>
    ValueTask StoreAsync(IReadOnlyCollection<WorkOrderRow> rows, CancellationToken cancellation = default);

    /// <summary>By the time of creation, newest first. Throws <see cref="ArgumentException"/> on a bad limit (1 to 200) or cursor.</summary>
    ValueTask<WorkOrderPage> QueryAsync(ShopId shop, WorkOrderQuery query, CancellationToken cancellation = default);

    ValueTask ResetAsync(CancellationToken cancellation = default);
}
