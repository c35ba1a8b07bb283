using Microsoft.Data.Sqlite;

namespace Reception.Storage.Sqlite;

/// <summary>
/// <c>projections.db</c>: a file of its own, so that its writes, with indexes over random keys, never stand between an append and
/// its commit. Nothing in it is the truth: one of another version, of another journal, ahead of its journal or damaged is made anew.
/// </summary>
internal sealed class ProjectionsFile : IDisposable
{
    private const long SchemaVersion = 4;

    private const string Script = """
        CREATE TABLE progress(store BLOB NOT NULL, position INTEGER NOT NULL);
        CREATE TABLE episode(
            conversation TEXT NOT NULL, episode INTEGER NOT NULL, shop TEXT NOT NULL, phase INTEGER NOT NULL, agent TEXT, queue TEXT,
            topic TEXT, reason INTEGER NOT NULL, opened_at INTEGER NOT NULL, waiting_since INTEGER, assigned_at INTEGER,
            closed_at INTEGER, rating INTEGER, comment TEXT, customer_messages INTEGER NOT NULL, bot_messages INTEGER NOT NULL,
            agent_messages INTEGER NOT NULL, machine_answers INTEGER NOT NULL, updated_at INTEGER NOT NULL,
            why TEXT, missed INTEGER NOT NULL,
            PRIMARY KEY(conversation, episode)) WITHOUT ROWID;
        CREATE INDEX episode_shop ON episode(shop, opened_at, conversation, episode);
        CREATE INDEX episode_phase ON episode(shop, phase, opened_at, conversation, episode);
        CREATE INDEX episode_agent ON episode(shop, agent, opened_at, conversation, episode) WHERE agent IS NOT NULL;
        CREATE INDEX episode_topic ON episode(shop, topic, opened_at, conversation, episode) WHERE topic IS NOT NULL;
        """;

    private readonly SemaphoreSlim _one = new(1);
    private readonly SqliteSession _writer;

    private ProjectionsFile(SqliteSession writer, ReadPool reads) => (_writer, Reads) = (writer, reads);

    public ReadPool Reads { get; }

    public static ProjectionsFile Open(StoreContext store)
    {
        var writer = TryOpen(store);
        if (writer is null)
        {
            foreach (var suffix in new[] { "", "-wal", "-shm" }) File.Delete(store.Folder.ProjectionsFile + suffix);
            writer = TryOpen(store) ?? throw new StoreFileException($"'{store.Folder.ProjectionsFile}' could not be made anew.");
        }
        return new ProjectionsFile(writer, new ReadPool(store.Folder.ProjectionsFile, store.Options.Readers));
    }

    /// <summary>One transaction, one at a time, off the caller's turn.</summary>
    public async ValueTask WriteAsync(Action<SqliteSession> write, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            await Task.Run(() => Write(write), cancellation).ConfigureAwait(false);
        }
        catch (Exception error) when (error is SqliteException or ObjectDisposedException)
        {
            throw SqliteFailure.Unavailable(error);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>The log cut to nothing. False: a reader holds it.</summary>
    public async ValueTask<bool> TryTruncateAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await Task.Run(_writer.TryTruncate, cancellation).ConfigureAwait(false);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose()
    {
        Reads.Dispose();
        _writer.Dispose();
    }

    private void Write(Action<SqliteSession> write)
    {
        _writer.Execute("BEGIN IMMEDIATE");
        try
        {
            write(_writer);
            _writer.Execute("COMMIT");
        }
        catch
        {
            _writer.Execute("ROLLBACK");
            throw;
        }
    }

    /// <summary>Null: what is there is not usable.</summary>
    private static SqliteSession? TryOpen(StoreContext store)
    {
        var isNew = !File.Exists(store.Folder.ProjectionsFile);
        DataFolder.Touch(store.Folder.ProjectionsFile);
        SqliteSession? session = null;
        try
        {
            session = SqliteSession.OpenProjections(store.Folder.ProjectionsFile);
            if (isNew) Create(session, store);
            if (IsOurs(session, store)) return session;
        }
        catch (SqliteException) when (!isNew)
        {
            // damaged: made anew
        }
        session?.Dispose();
        return null;
    }

    private static void Create(SqliteSession session, StoreContext store) =>
        session.Execute($"BEGIN; {Script} {WorkOrderSql.Script} {ArrivalSql.Script} INSERT INTO progress VALUES(x'{Convert.ToHexString(store.Id.ToBytes())}', 0); PRAGMA user_version={SchemaVersion}; COMMIT");

    private static bool IsOurs(SqliteSession session, StoreContext store) =>
        session.Ask("PRAGMA user_version") is SchemaVersion
        && session.Ask("SELECT store FROM progress") is byte[] id && id.AsSpan().SequenceEqual(store.Id.ToBytes())
        && session.Ask("SELECT position FROM progress") is long position && position <= store.Last.Position;
}
