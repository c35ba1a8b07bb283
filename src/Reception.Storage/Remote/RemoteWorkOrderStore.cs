using Reception.Contracts.Ids;
using Reception.Contracts.WorkOrders;
using Reception.Domain.Journal;
using Reception.Storage.Json;
using Reception.Storage.Sqlite;

namespace Reception.Storage.Remote;

/// <summary>The read side of work orders in the store process.</summary>
public sealed class RemoteWorkOrderStore(RemoteStore store) : IWorkOrderStore
{
    public ValueTask<WorkOrderRow?> FindAsync(ConversationId order, CancellationToken cancellation = default) => store.CallAsync(
        WorkOrderCalls.Find, order, static (writer, state) => writer.Text(state.ToString()), static reader => reader.Many(WorkOrderCalls.ReadRow).FirstOrDefault(), cancellation);

    public async ValueTask StoreAsync(IReadOnlyCollection<WorkOrderRow> rows, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        await store.CallAsync(WorkOrderCalls.Store, rows, WorkOrderCalls.WriteRows, RemoteStore.Nothing, cancellation).ConfigureAwait(false);
    }

    public ValueTask<WorkOrderPage> QueryAsync(ShopId shop, WorkOrderQuery query, CancellationToken cancellation = default)
    {
        SqliteWorkOrderStore.Check(query);
        return store.CallAsync(
            WorkOrderCalls.Query, (shop, query), static (writer, state) => writer.Text(state.shop.Value).Bytes(WorkOrderRowJson.WriteQuery(state.query)),
            static reader => new WorkOrderPage(reader.Many(WorkOrderCalls.ReadRow), reader.TextOrNull()), cancellation);
    }

    public async ValueTask ResetAsync(CancellationToken cancellation = default) =>
        await store.CallAsync(WorkOrderCalls.Reset, 0, static (_, _) => { }, RemoteStore.Nothing, cancellation).ConfigureAwait(false);
}
