using Microsoft.Data.Sqlite;
using Reception.Storage.Journal;

namespace Reception.Storage.Sqlite;

/// <summary>
/// The tables of <c>reception.db</c>. A version is a script that takes the file from the version before; a script that was
/// released is never changed. The file's own numbers (application_id, user_version) say what it is.
/// </summary>
internal static class Schema
{
    /// <summary>"RCPT".</summary>
    public const long ApplicationId = 0x52435054;

    private static readonly string[] Scripts =
    [
        """
        CREATE TABLE store(id BLOB NOT NULL);
        CREATE TABLE journal(
            position INTEGER PRIMARY KEY,      -- order of commits
            first INTEGER NOT NULL,            -- sequence of the first event
            count INTEGER NOT NULL,            -- events
            previous INTEGER NOT NULL,         -- position of this conversation's row before, 0 = none
            checkpoint INTEGER NOT NULL,       -- 1: the first event carries the state before it
            conversation TEXT NOT NULL,
            payload BLOB NOT NULL);            -- EventFrame
        CREATE TABLE open_work(
            work TEXT PRIMARY KEY, shard INTEGER NOT NULL, queue TEXT, epoch INTEGER NOT NULL, arrival INTEGER NOT NULL,
            due INTEGER NOT NULL, next_step INTEGER NOT NULL, weight INTEGER NOT NULL, preferred TEXT, preferred_until INTEGER,
            topic TEXT, reason INTEGER NOT NULL, customer_name TEXT);
        CREATE INDEX open_work_due ON open_work(shard, next_step, work);
        CREATE INDEX open_work_queue ON open_work(queue, due, arrival, work) WHERE queue IS NOT NULL;
        CREATE TABLE grain_state(
            provider TEXT NOT NULL, state TEXT NOT NULL, grain TEXT NOT NULL, etag TEXT NOT NULL, payload BLOB NOT NULL,
            PRIMARY KEY(provider, grain, state));
        CREATE TABLE agent(id TEXT PRIMARY KEY, name TEXT NOT NULL, capacity INTEGER NOT NULL);
        CREATE TABLE agent_queue(shop TEXT NOT NULL, agent TEXT NOT NULL, queue TEXT NOT NULL, PRIMARY KEY(shop, agent, queue)) WITHOUT ROWID;
        CREATE INDEX agent_queue_agent ON agent_queue(agent);
        """,
        """
        CREATE TABLE membership_table(cluster TEXT PRIMARY KEY, version INTEGER NOT NULL, changes INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE membership(
            cluster TEXT NOT NULL, silo TEXT NOT NULL, etag INTEGER NOT NULL, status INTEGER NOT NULL, suspects TEXT, proxy_port INTEGER NOT NULL,
            host_name TEXT, silo_name TEXT, role_name TEXT, update_zone INTEGER NOT NULL, fault_zone INTEGER NOT NULL, start_time INTEGER NOT NULL,
            alive_time INTEGER NOT NULL, PRIMARY KEY(cluster, silo)) WITHOUT ROWID;
        """,
        """
        ALTER TABLE open_work ADD COLUMN request TEXT;  -- what the wait asks for, JSON
        """,
        """
        ALTER TABLE agent ADD COLUMN profile TEXT;  -- all of it, JSON; null in rows from before
        """,
    ];

    public static int Version => Scripts.Length;

    /// <summary>Makes or upgrades the file and answers whose it is. Throws <see cref="StoreFileException"/> on a file it must not touch.</summary>
    public static StoreId Open(string file, Func<Guid> nextId)
    {
        DataFolder.Touch(file);
        try
        {
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ConnectionString);
            connection.Open();
            var version = Number(connection, "PRAGMA user_version");
            var application = Number(connection, "PRAGMA application_id");
            var isNew = Number(connection, "SELECT count(*) FROM sqlite_schema") == 0 && version == 0;
            if (!isNew && application != ApplicationId) throw new StoreFileException($"'{file}' is a database of another program.");
            if (version > Version) throw new StoreFileException($"'{file}' was written by a newer version (schema {version}; this one knows up to {Version}). Start the newer version, or restore a copy from before the upgrade.");
            if (Text(connection, "PRAGMA journal_mode=WAL") != "wal") throw new StoreFileException($"'{file}' cannot use a write-ahead log here; put it on a local disk.");
            Upgrade(connection, version, nextId);
            return ReadId(connection, file);
        }
        catch (SqliteException error) when (error.SqliteErrorCode is SQLitePCL.raw.SQLITE_NOTADB or SQLitePCL.raw.SQLITE_CORRUPT)
        {
            throw new StoreFileException($"'{file}' is damaged or no database: {error.Message} Restore it from a copy.", error);
        }
    }

    private static void Upgrade(SqliteConnection connection, long version, Func<Guid> nextId)
    {
        if (version == Version) return;
        using var transaction = connection.BeginTransaction();
        for (var next = (int)version; next < Scripts.Length; next++) Run(connection, transaction, Scripts[next]);
        if (version == 0) Run(connection, transaction, $"INSERT INTO store(id) VALUES(x'{Convert.ToHexString(StoreId.From(nextId()).ToBytes())}')");
        Run(connection, transaction, $"PRAGMA application_id={ApplicationId}; PRAGMA user_version={Version}");
        transaction.Commit();
    }

    private static StoreId ReadId(SqliteConnection connection, string file)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT id FROM store";
        return command.ExecuteScalar() is byte[] { Length: StoreId.Size } id ? StoreId.Read(id) : throw new StoreFileException($"'{file}' has lost its id. Restore it from a copy.");
    }

    private static void Run(SqliteConnection connection, SqliteTransaction transaction, string sql)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static long Number(SqliteConnection connection, string sql) => Convert.ToInt64(Scalar(connection, sql), null);

    private static string? Text(SqliteConnection connection, string sql) => Scalar(connection, sql) as string;

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
