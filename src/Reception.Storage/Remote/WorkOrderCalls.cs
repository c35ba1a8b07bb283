using Reception.Clustering.Link;
using Reception.Contracts.Ids;
using Reception.Contracts.WorkOrders;
using Reception.Domain.Journal;
using Reception.Storage.Json;

namespace Reception.Storage.Remote;

/// <summary>The operations on work orders' rows (64 to 67), what goes over the link for them, and the store's end of them.</summary>
internal sealed class WorkOrderCalls(IWorkOrderStore orders)
{
    public const byte Find = 64, Store = 65, Query = 66, Reset = 67;

    public static bool Handles(byte operation) => operation is >= Find and <= Reset;

    public static void WriteRows(PayloadWriter writer, IReadOnlyCollection<WorkOrderRow> rows)
    {
        writer.Int(rows.Count);
        foreach (var row in rows) writer.Bytes(WorkOrderRowJson.Write(row));
    }

    public static WorkOrderRow ReadRow(PayloadReader reader) => WorkOrderRowJson.Read(reader.Bytes().Span);

    public ValueTask HandleAsync(byte operation, PayloadReader request, PayloadWriter answer) => operation switch
    {
        Find => FindAsync(request, answer),
        Store => orders.StoreAsync(request.Many(ReadRow)),
        Query => QueryAsync(request, answer),
        _ => orders.ResetAsync(),
    };

    private async ValueTask FindAsync(PayloadReader request, PayloadWriter answer)
    {
        var row = await orders.FindAsync(ConversationId.Parse(request.Text())).ConfigureAwait(false);
        WriteRows(answer, row is null ? [] : [row]);
    }

    private async ValueTask QueryAsync(PayloadReader request, PayloadWriter answer)
    {
        var page = await orders.QueryAsync(new ShopId(request.Text()), WorkOrderRowJson.ReadQuery(request.Bytes().Span)).ConfigureAwait(false);
        WriteRows(answer, page.Rows);
        answer.Text(page.NextCursor);
    }
}
