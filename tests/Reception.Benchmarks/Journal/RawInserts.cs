using System.Diagnostics;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Reception.Benchmarks.Journal;

/// <summary>
/// What SQLite itself gives: one thread, one prepared insert on the bare interface, the journal's table, key and pragmas, nothing
/// else. Once with SQLite's own checkpoints in the commit, once with none at all (a log without bound: faster than anything that
/// could run for a day).
/// </summary>
internal static class RawInserts
{
    public static (double PerSecond, double CpuMicroseconds) Run(JournalSettings settings, int batch, int seconds, bool unbounded) =>
        Insert(settings, batch, seconds, unbounded ? "PRAGMA wal_autocheckpoint=0" : "PRAGMA wal_autocheckpoint=1000");

    private static (double, double) Insert(JournalSettings settings, int batch, int seconds, string pragma)
    {
        var folder = Directory.CreateDirectory(Path.Combine(settings.Folder, "raw")).FullName;
        try
        {
            using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "raw.db")};Pooling=False");
            connection.Open();
            Execute(connection, $"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-32768; {pragma}");
            Execute(connection, "CREATE TABLE journal(position INTEGER PRIMARY KEY, first INTEGER NOT NULL, count INTEGER NOT NULL, previous INTEGER NOT NULL, checkpoint INTEGER NOT NULL, conversation TEXT NOT NULL, payload BLOB NOT NULL)");
            return Loop(connection.Handle!, settings, batch, seconds);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static (double, double) Loop(sqlite3 database, JournalSettings settings, int batch, int seconds)
    {
        var payload = new byte[settings.Bytes];
        new Random(1).NextBytes(payload);
        var key = Encoding.UTF8.GetBytes(JournalSettings.Key(1));
        raw.sqlite3_prepare_v2(database, "INSERT INTO journal VALUES(?,?,?,?,?,?,?)", out var insert);
        raw.sqlite3_prepare_v2(database, "BEGIN IMMEDIATE", out var begin);
        raw.sqlite3_prepare_v2(database, "COMMIT", out var commit);
        var rows = 0L;
        var cpu = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed.TotalSeconds < seconds)
        {
            Step(begin);
            for (var i = 0; i < batch; i++)
            {
                raw.sqlite3_bind_int64(insert, 1, ++rows);
                raw.sqlite3_bind_int64(insert, 2, 1);
                raw.sqlite3_bind_int64(insert, 3, 1);
                raw.sqlite3_bind_int64(insert, 4, rows / 2);
                raw.sqlite3_bind_int64(insert, 5, 0);
                raw.sqlite3_bind_text(insert, 6, key);
                raw.sqlite3_bind_blob(insert, 7, payload);
                Step(insert);
            }
            Step(commit);
        }
        var figures = (rows / watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / rows);
        foreach (var statement in new[] { insert, begin, commit }) statement.Dispose();
        return figures;
    }

    private static void Step(sqlite3_stmt statement)
    {
        if (raw.sqlite3_step(statement) != raw.SQLITE_DONE) throw new InvalidOperationException("A raw statement failed.");
        raw.sqlite3_reset(statement);
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
