using Reception.Storage.GrainStates;

namespace Reception.Storage.Sqlite;

/// <summary>Grain states over a <see cref="SqliteStore"/>, in the same commits as the journal's appends.</summary>
public sealed class SqliteGrainStates(SqliteStore store) : IGrainStates
{
    public async ValueTask<StoredState?> ReadAsync(GrainStateKey key, CancellationToken cancellation = default)
    {
        await store.SettleAsync(cancellation).ConfigureAwait(false);
        return await store.Reads.ReadAsync(session => GrainStateSql.Read(session, key), cancellation).ConfigureAwait(false);
    }

    public ValueTask<GrainStateResult> ChangeAsync(GrainStateKey key, string? expected, string etag, ReadOnlyMemory<byte>? payload, CancellationToken cancellation = default) =>
        store.Writer.WriteAsync(new GrainStateWrite(key, expected, etag, payload), cancellation);
}
