using Reception.Contracts.Ids;
using Reception.Contracts.Routing;
using Reception.Contracts.WorkOrders;
using Reception.Domain.Journal;
using Reception.Storage.Remote;
using Reception.Storage.Sqlite;
using Reception.Storage.Tests.Remote;
using Reception.Storage.Tests.Sqlite;

namespace Reception.Storage.Tests;

/// <summary>What every read side of work orders promises.</summary>
public abstract class WorkOrderStoreSpecification : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 11, 12, 0, 0, TimeSpan.Zero);
    private static readonly ShopId Demo = new("demo");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    protected IWorkOrderStore Store { get; private set; } = null!;

    protected abstract ValueTask<IWorkOrderStore> OpenAsync();

    public async ValueTask InitializeAsync() => Store = await OpenAsync();

    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Find_StoredRow_HasEveryField()
    {
        var row = Row("1") with { Phase = WorkOrderPhase.Owned, Agent = new AgentId("li"), Topic = "退款", OrderNumber = "A1", Stars = 2, CustomerName = "王", AssignedAt = Noon, EndedAt = Noon, Notes = 3, Missed = 1 };
        await Store.StoreAsync([row], Stop);
        Assert.Equal(row, await Store.FindAsync(row.Id, Stop));
        Assert.Null(await Store.FindAsync(Row("2").Id, Stop));
    }

    [Fact]
    public async Task Store_RowThatIsNotNewer_ChangesNothing()
    {
        await Store.StoreAsync([Row("1") with { Version = 5, Notes = 5 }], Stop);
        await Store.StoreAsync([Row("1") with { Version = 4, Notes = 4 }], Stop);
        Assert.Equal(5, (await Store.FindAsync(Row("1").Id, Stop))!.Notes);
    }

    [Fact]
    public async Task Query_EveryFilter_GivesWhatFits()
    {
        var (review, owned) = (Row("1") with { Kind = WorkKind.Review }, Row("2") with { Phase = WorkOrderPhase.Owned, Agent = new AgentId("li"), Queue = "refunds" });
        await Store.StoreAsync([review, owned, Row("3") with { Id = WorkIds.Order(new ShopId("other"), "3") }], Stop);
        Assert.Equal([review], await RowsAsync(new(Kind: WorkKind.Review)));
        Assert.Equal([owned], await RowsAsync(new(Phase: WorkOrderPhase.Owned)));
        Assert.Equal([owned], await RowsAsync(new(Agent: new AgentId("li"))));
        Assert.Equal([owned], await RowsAsync(new(Queue: "refunds", Kind: WorkKind.WorkOrder)));
        Assert.Equal(2, (await RowsAsync(new())).Length);
    }

    [Fact]
    public async Task Query_PageByPage_GivesEachRowOnceNewestFirst()
    {
        await Store.StoreAsync([.. Enumerable.Range(0, 25).Select(i => Row($"{i:00}") with { CreatedAt = Noon.AddSeconds(i / 3) })], Stop);
        var (seen, query) = (new List<WorkOrderRow>(), new WorkOrderQuery(Limit: 7));
        while (query is not null)
        {
            var page = await Store.QueryAsync(Demo, query, Stop);
            seen.AddRange(page.Rows);
            query = page.NextCursor is null ? null : query with { Cursor = page.NextCursor };
        }
        Assert.Equal(25, seen.Select(r => r.Id).Distinct().Count());
        Assert.Equal(seen.OrderByDescending(r => r.CreatedAt).Select(r => r.CreatedAt), seen.Select(r => r.CreatedAt));
    }

    [Fact]
    public async Task Query_BadCursor_IsRefused() => await Assert.ThrowsAnyAsync<Exception>(async () => await Store.QueryAsync(Demo, new(Cursor: "?"), Stop));

    [Fact]
    public async Task Reset_OfRows_LeavesNone()
    {
        await Store.StoreAsync([Row("1")], Stop);
        await Store.ResetAsync(Stop);
        Assert.Empty(await RowsAsync(new()));
    }

    private async Task<WorkOrderRow[]> RowsAsync(WorkOrderQuery query) => (await Store.QueryAsync(Demo, query, Stop)).Rows;

    private static WorkOrderRow Row(string number) =>
        new(WorkIds.Order(Demo, number), 1, WorkKind.WorkOrder, WorkOrderPhase.Waiting, 1, "Refund", "chats", null, null, null, null, null, Noon, Noon, null, null, 0, 0, Noon);
}

public sealed class SqliteWorkOrderStoreTests : WorkOrderStoreSpecification
{
    private readonly StoreFolder _folder = new();

    protected override ValueTask<IWorkOrderStore> OpenAsync() => new(new SqliteWorkOrderStore(_folder.Open()));

    public override ValueTask DisposeAsync() => _folder.DisposeAsync();
}

public sealed class RemoteWorkOrderStoreTests : WorkOrderStoreSpecification
{
    private readonly RemoteFolder _folder = new();

    protected override async ValueTask<IWorkOrderStore> OpenAsync() => new RemoteWorkOrderStore(await _folder.OpenStoreAsync());

    public override ValueTask DisposeAsync() => _folder.DisposeAsync();
}
