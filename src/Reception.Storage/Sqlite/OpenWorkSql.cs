using Reception.Domain.Journal;

namespace Reception.Storage.Sqlite;

/// <summary>The open-work table's statements: small, because only work that is not final has a row.</summary>
internal static class OpenWorkSql
{
    private const string Columns = "work, queue, epoch, arrival, due, next_step, weight, preferred, preferred_until, topic, reason, customer_name, request";

    private static readonly SqlText PutText = new($"""
        INSERT INTO open_work({Columns}, shard) VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14)
        ON CONFLICT(work) DO UPDATE SET queue=?2, epoch=?3, arrival=?4, due=?5, next_step=?6, weight=?7, preferred=?8,
            preferred_until=?9, topic=?10, reason=?11, customer_name=?12, request=?13
        """);

    private static readonly SqlText DropText = new("DELETE FROM open_work WHERE work=?");
    private static readonly SqlText DropEpochText = new("DELETE FROM open_work WHERE work=? AND epoch=?");
    private static readonly SqlText MoveText = new("UPDATE open_work SET next_step=? WHERE work=? AND epoch=?");
    private static readonly SqlText DueText = new($"SELECT {Columns} FROM open_work WHERE shard=? AND next_step<=? ORDER BY next_step, work LIMIT ?");
    private static readonly SqlText OneText = new($"SELECT {Columns} FROM open_work WHERE work=?");
    private static readonly SqlText AllText = new($"SELECT {Columns} FROM open_work ORDER BY work");
    private static readonly SqlText WaitingText = new($"SELECT {Columns} FROM open_work WHERE queue=? ORDER BY due, arrival, work");

    // Jumps from name to name in the index: as many steps as there are queues, however much waits in them.
    private static readonly SqlText QueuesText = new("""
        WITH RECURSIVE names(queue) AS (
            SELECT min(queue) FROM open_work WHERE queue IS NOT NULL
            UNION ALL SELECT (SELECT min(queue) FROM open_work WHERE queue > names.queue) FROM names WHERE names.queue IS NOT NULL)
        SELECT queue FROM names WHERE queue IS NOT NULL
        """);

    public static void Change(SqliteSession session, OpenWorkChange change)
    {
        if (change.Row is not { } row)
        {
            session.Prepare(DropText).Add(change.Work).Run();
            return;
        }
        session.Prepare(PutText).Add(row.Work).Add(row.Queue).Add(row.Epoch).Add(row.Arrival).Add(row.DueTime).Add(row.NextStepAt)
            .Add(row.Weight).Add(row.Preferred).Add(row.PreferredUntil).Add(row.Topic).Add(row.Reason).Add(row.CustomerName).Add(row.Request)
            .Add(WorkShard.Of(row.Work)).Run();
    }

    public static void Reschedule(SqliteSession session, string work, long epoch, DateTimeOffset? nextStepAt)
    {
        if (nextStepAt is { } at) session.Prepare(MoveText).Add(at).Add(work).Add(epoch).Run();
        else session.Prepare(DropEpochText).Add(work).Add(epoch).Run();
    }

    public static IReadOnlyList<OpenWork> Due(SqliteSession session, int shard, DateTimeOffset now, int max) =>
        Rows(session.Prepare(DueText).Add(shard).Add(now).Add(max));

    public static IReadOnlyList<OpenWork> Waiting(SqliteSession session, string queue) => Rows(session.Prepare(WaitingText).Add(queue));

    public static OpenWork? Find(SqliteSession session, string work) => Rows(session.Prepare(OneText).Add(work)).FirstOrDefault();

    public static IReadOnlyList<OpenWork> All(SqliteSession session) => Rows(session.Prepare(AllText));

    public static IReadOnlyList<string> Queues(SqliteSession session)
    {
        var names = new List<string>();
        var rows = session.Prepare(QueuesText);
        while (rows.Step()) names.Add(rows.Text(0));
        rows.Reset();
        return names;
    }

    private static List<OpenWork> Rows(Statement rows)
    {
        var result = new List<OpenWork>();
        while (rows.Step())
            result.Add(new OpenWork(rows.Text(0), rows.TextOrNull(1), rows.Long(2), rows.Time(3), rows.Time(4), rows.Time(5), rows.Int(6),
                rows.TextOrNull(7), rows.TimeOrNull(8), rows.TextOrNull(9), rows.Int(10), rows.TextOrNull(11), rows.TextOrNull(12)));
        rows.Reset();
        return result;
    }
}
