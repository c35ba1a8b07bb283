using Reception.Contracts.Ids;
using Reception.Contracts.WorkOrders;
using Reception.Storage.Json;

namespace Reception.Storage.Sqlite;

/// <summary>The statements over work orders in <c>projections.db</c>. A query's filters choose one of 32 texts, each prepared once.</summary>
internal static class WorkOrderSql
{
    public const string Script = """
        CREATE TABLE work_order(
            work TEXT PRIMARY KEY, shop TEXT NOT NULL, version INTEGER NOT NULL, phase INTEGER NOT NULL, kind INTEGER NOT NULL,
            agent TEXT, queue TEXT NOT NULL, created_at INTEGER NOT NULL, row TEXT NOT NULL) WITHOUT ROWID;
        CREATE INDEX work_order_shop ON work_order(shop, created_at, work);
        CREATE INDEX work_order_phase ON work_order(shop, phase, created_at, work);
        CREATE INDEX work_order_agent ON work_order(shop, agent, created_at, work) WHERE agent IS NOT NULL;
        """;

    private static readonly string[] Filters = ["phase=?", "kind=?", "agent=?", "queue=?", "(created_at, work)<(?,?)"];

    private static readonly SqlText PutText = new("""
        INSERT INTO work_order(work, shop, version, phase, kind, agent, queue, created_at, row) VALUES(?,?,?,?,?,?,?,?,?)
        ON CONFLICT(work) DO UPDATE SET version=excluded.version, phase=excluded.phase, kind=excluded.kind, agent=excluded.agent, queue=excluded.queue, row=excluded.row
        WHERE excluded.version > version
        """);

    private static readonly SqlText FindText = new("SELECT row FROM work_order WHERE work=?");
    private static readonly SqlText DropText = new("DELETE FROM work_order WHERE work=?");
    private static readonly SqlText ClearText = new("DELETE FROM work_order");
    private static readonly SqlText[] Queries = [.. Enumerable.Range(0, 1 << Filters.Length).Select(Query)];

    public static void Put(SqliteSession session, WorkOrderRow row) => session.Prepare(PutText)
        .Add(row.Id.ToString()).Add(row.Id.Shop.Value).Add(row.Version).Add((long)row.Phase).Add((long)row.Kind).Add(row.Agent?.Value).Add(row.Queue)
        .Add(row.CreatedAt).Add(System.Text.Encoding.UTF8.GetString(WorkOrderRowJson.Write(row))).Run();

    public static WorkOrderRow? Find(SqliteSession session, string order)
    {
        var rows = session.Prepare(FindText).Add(order);
        var found = rows.Step() ? WorkOrderRowJson.Read(rows.Blob(0)) : null;
        rows.Reset();
        return found;
    }

    public static void Drop(SqliteSession session, string order) => session.Prepare(DropText).Add(order).Run();

    public static void Clear(SqliteSession session) => session.Prepare(ClearText).Run();

    /// <summary>Up to one row more than the limit, so that the caller sees whether there is another page.</summary>
    public static List<WorkOrderRow> Query(SqliteSession session, ShopId shop, WorkOrderQuery query, EpisodeCursor? after)
    {
        bool[] used = [query.Phase is not null, query.Kind is not null, query.Agent is not null, query.Queue is not null, after is not null];
        var rows = session.Prepare(Queries[used.Select((on, bit) => on ? 1 << bit : 0).Sum()]).Add(shop.Value);
        if (query.Phase is { } phase) rows.Add((long)phase);
        if (query.Kind is { } kind) rows.Add((long)kind);
        if (query.Agent is { } agent) rows.Add(agent.Value);
        if (query.Queue is { } queue) rows.Add(queue);
        if (after is { } cursor) rows.Add(cursor.OpenedAtTicks).Add(cursor.Conversation);
        rows.Add(query.Limit + 1L);
        var found = new List<WorkOrderRow>();
        while (rows.Step()) found.Add(WorkOrderRowJson.Read(rows.Blob(0)));
        rows.Reset();
        return found;
    }

    private static SqlText Query(int filters)
    {
        var where = string.Concat(Filters.Where((_, bit) => (filters & (1 << bit)) != 0).Select(filter => $" AND {filter}"));
        return new SqlText($"SELECT row FROM work_order WHERE shop=?{where} ORDER BY created_at DESC, work DESC LIMIT ?");
    }
}
