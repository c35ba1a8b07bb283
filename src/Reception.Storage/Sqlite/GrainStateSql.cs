namespace Reception.Storage.Sqlite;

/// <summary>The grain-state table's statements; the key is provider, grain, state name.</summary>
internal static class GrainStateSql
{
    private static readonly SqlText ReadText = new("SELECT etag, payload FROM grain_state WHERE provider=? AND grain=? AND state=?");
    private static readonly SqlText TagText = new("SELECT etag FROM grain_state WHERE provider=? AND grain=? AND state=?");
    private static readonly SqlText PutText = new("INSERT OR REPLACE INTO grain_state(provider, grain, state, etag, payload) VALUES(?,?,?,?,?)");
    private static readonly SqlText DropText = new("DELETE FROM grain_state WHERE provider=? AND grain=? AND state=?");

    /// <summary>Null: nothing is stored. What is read is answered by <paramref name="read"/> from the bytes.</summary>
    public static (string ETag, T Value)? Read<T>(SqliteSession session, GrainStateKey key, Func<ReadOnlySpan<byte>, T> read)
    {
        var row = With(session.Prepare(ReadText), key);
        (string, T)? found = row.Step() ? (row.Text(0), read(row.Blob(1))) : null;
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

/// <summary>Whose state it is.</summary>
internal readonly record struct GrainStateKey(string Provider, string Grain, string State);
