using Reception.Storage.GrainStates;

namespace Reception.Storage.Sqlite;

/// <summary>The grain-state table's statements; the key is provider, grain, state name.</summary>
internal static class GrainStateSql
{
    private static readonly SqlText ReadText = new("SELECT etag, payload FROM grain_state WHERE provider=? AND grain=? AND state=?");
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

    public static void Put(SqliteSession session, GrainStateKey key, string etag, ReadOnlySpan<byte> payload) =>
        With(session.Prepare(PutText), key).Add(etag).Add(payload).Run();

    public static void Drop(SqliteSession session, GrainStateKey key) => With(session.Prepare(DropText), key).Run();

    private static Statement With(Statement statement, GrainStateKey key) => statement.Add(key.Provider).Add(key.Grain).Add(key.State);
}
