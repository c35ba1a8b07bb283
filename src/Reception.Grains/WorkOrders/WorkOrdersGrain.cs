using Reception.Contracts.Ids;
using Reception.Contracts.WorkOrders;
using Reception.Domain.Journal;

namespace Reception.Grains.WorkOrders;

/// <summary>Reads the rows; several at a time, since it holds nothing.</summary>
[StatelessWorker]
internal sealed class WorkOrdersGrain(IWorkOrderStore orders) : Grain, IWorkOrdersGrain
{
    private const int MostRows = 200;

    public async Task<WorkOrderPage> QueryAsync(WorkOrderQuery query) =>
        await orders.QueryAsync(new ShopId(this.GetPrimaryKeyString()), query with { Limit = Math.Clamp(query.Limit, 1, MostRows) });
}
