using Reception.Storage.GrainStates;

namespace Reception.Storage.Sqlite;

/// <summary>The grain-state table's statements; the key is provider, grain, state name.</summary>
internal static class GrainStateSql
{
    private static readonly SqlText ReadText = new("SELECT etag, payload FROM grain_state WHERE provider=? AND grain=? AND state=?");
    private static readonly SqlText AfterText = new("SELECT provider, grain, state, etag, payload FROM grain_state WHERE (provider, grain, state)>(?,?,?) ORDER BY provider, grain, state LIMIT ?");
    private static readonly SqlText TagText = new("SELECT etag FROM grain_state WHERE provider=? AND grain=? AND state=?");
    private static readonly SqlText PutText = new("INSERT OR REPLACE INTO grain_state(provider, grain, state, etag, payload) VALUES(?,?,?,?,?)");
    private static readonly SqlText DropText = new("DELETE FROM grain_state WHERE provider=? AND grain=? AND state=?");

    /// <summary>Null: nothing is stored.</summary>
    public static StoredState? Read(SqliteSession session, GrainStateKey key)
    {
        var row = With(session.Prepare(ReadText), key);
        StoredState? found = row.Step() ? new StoredState(row.Text(0), row.Blob(1).ToArray()) : null;
        row.Reset();
        return found;
    }

    public static string? Tag(SqliteSession session, GrainStateKey key)
    {
        var row = With(session.Prepare(TagText), key);
        var tag = row.Step() ? row.Text(0) : null;
        row.Reset();
        return tag;
    }

    /// <summary>States after a key, in the order of keys.</summary>
    public static List<(GrainStateKey Key, StoredState State)> After(SqliteSession session, GrainStateKey after, int max)
    {
        var rows = With(session.Prepare(AfterText), after).Add(max);
        var found = new List<(GrainStateKey, StoredState)>();
        while (rows.Step()) found.Add((new GrainStateKey(rows.Text(0), rows.Text(1), rows.Text(2)), new StoredState(rows.Text(3), rows.Blob(4).ToArray())));
        rows.Reset();
        return found;
    }

    public static void Put(SqliteSession session, GrainStateKey key, string etag, ReadOnlySpan<byte> payload) =>
        With(session.Prepare(PutText), key).Add(etag).Add(payload).Run();

    public static void Drop(SqliteSession session, GrainStateKey key) => With(session.Prepare(DropText), key).Run();

    private static Statement With(Statement statement, GrainStateKey key) => statement.Add(key.Provider).Add(key.Grain).Add(key.State);
}
