using Reception.Contracts.Ids;
using Reception.Contracts.WorkOrders;
using Reception.Domain.Journal;

namespace Reception.Grains.Tests.Stores;

/// <summary>Rows of work orders in memory.</summary>
public sealed class MemoryWorkOrders : IWorkOrderStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ConversationId, WorkOrderRow> _rows = [];

    public ValueTask<WorkOrderRow?> FindAsync(ConversationId order, CancellationToken cancellation = default)
    {
        lock (_lock) return new(_rows.GetValueOrDefault(order));
    }

    public ValueTask StoreAsync(IReadOnlyCollection<WorkOrderRow> rows, CancellationToken cancellation = default)
    {
        lock (_lock)
        {
            foreach (var row in rows.Where(r => r.Version > (_rows.GetValueOrDefault(r.Id)?.Version ?? 0))) _rows[row.Id] = row;
        }
        return default;
    }

    public ValueTask<WorkOrderPage> QueryAsync(ShopId shop, WorkOrderQuery query, CancellationToken cancellation = default)
    {
        lock (_lock)
        {
            var rows = _rows.Values.Where(r => r.Id.Shop == shop && (query.Phase is null || r.Phase == query.Phase) && (query.Kind is null || r.Kind == query.Kind)
                && (query.Agent is null || r.Agent == query.Agent) && (query.Queue is null || r.Queue == query.Queue));
            return new(new WorkOrderPage([.. rows.OrderByDescending(r => r.CreatedAt).Take(query.Limit)], null));
        }
    }

    public ValueTask ResetAsync(CancellationToken cancellation = default)
    {
        lock (_lock) _rows.Clear();
        return default;
    }
}
