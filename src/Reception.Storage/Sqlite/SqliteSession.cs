using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Reception.Storage.Sqlite;

/// <summary>One connection with its prepared statements; one thread at a time.</summary>
internal class SqliteSession : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<SqlText, Statement> _statements = [];

    protected SqliteSession(string file, string pragmas)
    {
        var settings = new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadWriteCreate, Pooling = false };
        _connection = new SqliteConnection(settings.ConnectionString);
        try
        {
            _connection.Open();
            Execute("PRAGMA busy_timeout=2000; " + pragmas);
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    /// <summary>For reading only; WAL readers never block the writer.</summary>
    public static SqliteSession OpenReader(string file) => new(file, "PRAGMA query_only=1; PRAGMA cache_size=-8192;");

    /// <summary>For checkpoints, which are not its commits' business.</summary>
    public static SqliteSession OpenCheckpointer(string file) => new(file, "PRAGMA wal_autocheckpoint=0; PRAGMA synchronous=FULL;");

    /// <summary>For what can be made anew: a commit may be lost with the power, never torn.</summary>
    public static SqliteSession OpenProjections(string file) => new(file, "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON; PRAGMA cache_size=-16384;");

    /// <summary>The statement, reset and without parameters.</summary>
    public Statement Prepare(SqlText sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            var database = _connection.Handle!;
            var code = raw.sqlite3_prepare_v2(database, sql.Text, out var handle);
            if (code != raw.SQLITE_OK) throw SqliteFailure.Of(database, code);
            _statements.Add(sql, statement = new Statement(database, handle));
        }
        return statement.Reset();
    }

    /// <summary>For what is run once: scripts and pragmas, all statements of the text.</summary>
    public void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>The first column of the first row.</summary>
    public object? Ask(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    /// <summary>A passive checkpoint: pages in the log, and how many of them stand in the data file.</summary>
    public (int Pages, int Copied) Checkpoint()
    {
        var code = raw.sqlite3_wal_checkpoint_v2(_connection.Handle!, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out var pages, out var copied);
        return code is raw.SQLITE_OK or raw.SQLITE_BUSY ? (pages, copied) : throw SqliteFailure.Of(_connection.Handle!, code);
    }

    /// <summary>A checkpoint that cuts the log to nothing; false when somebody reads from it.</summary>
    public bool TryTruncate()
    {
        var code = raw.sqlite3_wal_checkpoint_v2(_connection.Handle!, "main", raw.SQLITE_CHECKPOINT_TRUNCATE, out _, out _);
        return code == raw.SQLITE_OK || (code == raw.SQLITE_BUSY ? false : throw SqliteFailure.Of(_connection.Handle!, code));
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values) statement.Dispose();
        _statements.Clear();
        _connection.Dispose();
        GC.SuppressFinalize(this);
    }
}
