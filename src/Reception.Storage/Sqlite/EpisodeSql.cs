using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Operations;
using Reception.Domain.Journal;

namespace Reception.Storage.Sqlite;

/// <summary>The statements of <c>projections.db</c>. A query's filters choose one of 64 texts, so that each is prepared once and has its index.</summary>
internal static class EpisodeSql
{
    private const string Columns = """
        conversation, episode, phase, agent, queue, topic, reason, opened_at, waiting_since, assigned_at, closed_at, rating, comment,
        customer_messages, bot_messages, agent_messages, machine_answers, updated_at, why, missed
        """;

    private static readonly string[] Filters =
        ["phase=?", "agent=?", "topic=?", "opened_at>=?", "opened_at<?", "(opened_at, conversation, episode)<(?,?,?)"];

    private static readonly SqlText PutText = new($"""
        INSERT OR REPLACE INTO episode({Columns}, shop) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)
        """);

    private static readonly SqlText FindText = new($"SELECT {Columns} FROM episode WHERE conversation=? AND episode=?");
    private static readonly SqlText OfText = new($"SELECT {Columns} FROM episode WHERE conversation=? ORDER BY episode");
    private static readonly SqlText DropText = new("DELETE FROM episode WHERE conversation=?");
    private static readonly SqlText PositionText = new("SELECT position FROM progress");
    private static readonly SqlText SetPositionText = new("UPDATE progress SET position=?");
    private static readonly SqlText ClearText = new("DELETE FROM episode");
    private static readonly SqlText[] Queries = [.. Enumerable.Range(0, 1 << Filters.Length).Select(Query)];

    public static long Position(SqliteSession session)
    {
        var row = session.Prepare(PositionText);
        var position = row.Step() ? row.Long(0) : 0;
        row.Reset();
        return position;
    }

    public static void SetPosition(SqliteSession session, long position) => session.Prepare(SetPositionText).Add(position).Run();

    public static void Clear(SqliteSession session) => session.Prepare(ClearText).Run();

    public static void Put(SqliteSession session, EpisodeRow row) => session.Prepare(PutText)
        .Add(row.Conversation.ToString()).Add(row.Episode).Add((int)row.Phase).Add(row.Agent?.Value).Add(row.Queue).Add(row.Topic).Add((int)row.Reason)
        .Add(row.OpenedAt).Add(row.WaitingSince).Add(row.AssignedAt).Add(row.ClosedAt).Add((long?)row.Rating).Add(row.Comment)
        .Add(row.CustomerMessages).Add(row.BotMessages).Add(row.AgentMessages).Add(row.MachineAnswers).Add(row.UpdatedAt)
        .Add(RoutingJson.Write(row.Why)).Add(row.Missed)
        .Add(row.Conversation.Shop.Value).Run();

    public static EpisodeRow? Find(SqliteSession session, string conversation, int episode)
    {
        var rows = session.Prepare(FindText).Add(conversation).Add(episode);
        var found = rows.Step() ? Row(rows) : null;
        rows.Reset();
        return found;
    }

    /// <summary>All episodes of a conversation.</summary>
    public static List<EpisodeRow> Of(SqliteSession session, string conversation)
    {
        var rows = session.Prepare(OfText).Add(conversation);
        var found = new List<EpisodeRow>();
        while (rows.Step()) found.Add(Row(rows));
        rows.Reset();
        return found;
    }

    public static void Drop(SqliteSession session, string conversation) => session.Prepare(DropText).Add(conversation).Run();

    /// <summary>Up to one row more than the limit, so that the caller sees whether there is another page.</summary>
    public static List<EpisodeRow> Query(SqliteSession session, ShopId shop, EpisodeQuery query, EpisodeCursor? after)
    {
        bool[] used = [query.Phase is not null, query.Agent is not null, query.Topic is not null, query.From is not null, query.To is not null, after is not null];
        var rows = session.Prepare(Queries[used.Select((on, bit) => on ? 1 << bit : 0).Sum()]).Add(shop.Value);
        if (query.Phase is { } phase) rows.Add((int)phase);
        if (query.Agent is { } agent) rows.Add(agent.Value);
        if (query.Topic is { } topic) rows.Add(topic);
        if (query.From is { } from) rows.Add(from);
        if (query.To is { } to) rows.Add(to);
        if (after is { } cursor) rows.Add(cursor.OpenedAtTicks).Add(cursor.Conversation).Add(cursor.Episode);
        rows.Add(query.Limit + 1);
        var found = new List<EpisodeRow>();
        while (rows.Step()) found.Add(Row(rows));
        rows.Reset();
        return found;
    }

    private static SqlText Query(int filters)
    {
        var where = string.Concat(Filters.Where((_, bit) => (filters & (1 << bit)) != 0).Select(filter => $" AND {filter}"));
        return new SqlText($"SELECT {Columns} FROM episode WHERE shop=?{where} ORDER BY opened_at DESC, conversation DESC, episode DESC LIMIT ?");
    }

    private static EpisodeRow Row(Statement row) => new(
        ConversationId.Parse(row.Text(0)), row.Int(1), (ConversationPhase)row.Int(2), row.TextOrNull(3) is { } agent ? new AgentId(agent) : null,
        row.TextOrNull(4), row.TextOrNull(5), (HandOverReason)row.Int(6), row.Time(7), row.TimeOrNull(8), row.TimeOrNull(9), row.TimeOrNull(10),
        row.IsNull(11) ? null : row.Int(11), row.TextOrNull(12), row.Int(13), row.Int(14), row.Int(15), row.Int(16), row.Time(17), RoutingJson.ReadAssignment(row.TextOrNull(18)), row.Int(19));
}
