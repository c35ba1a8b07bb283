using HdrHistogram;
using Microsoft.Data.Sqlite;
using Reception.LoadTest.Measures;
using SQLitePCL;

namespace Reception.LoadTest.Baselines;

/// <summary>What inserting brought: rows a second, processor time of a row, and the times of commits.</summary>
internal sealed record RawFigures(double PerSecond, double CpuMicroseconds, LatencyFigures Commits);

/// <summary>
/// What SQLite itself gives: one thread, one prepared insert on the bare interface, the journal's table, key and pragmas, nothing
/// else. Once with SQLite's own checkpoints in the commit, once with none at all (a log without bound: faster than anything that
/// could run for a day).
/// </summary>
internal static class RawInserts
{
    /// <summary>With SQLite's own checkpoints, as a journal that runs on needs them.</summary>
    public static Baseline Measure(string name, BaselineOptions options, string folder, int batch)
    {
        Run(folder, options.RowBytes, batch, options.WarmUp, unbounded: false);
        var raw = Run(folder, options.RowBytes, batch, options.Length, unbounded: false);
        var what = batch == 1 ? $"one row of {options.RowBytes} B a commit, synchronous=FULL" : $"{batch} rows of {options.RowBytes} B a commit, synchronous=FULL; times are of commits";
        return new(name, raw.PerSecond, new() { ["server"] = raw.CpuMicroseconds }, raw.Commits.P50, raw.Commits.P99, what);
    }

    /// <param name="folder">A folder for the file, which is deleted afterwards.</param>
    /// <param name="bytes">Of each row's payload.</param>
    /// <param name="batch">Rows a commit.</param>
    public static RawFigures Run(string folder, int bytes, int batch, TimeSpan length, bool unbounded)
    {
        var own = Directory.CreateDirectory(Path.Combine(folder, "raw")).FullName;
        try
        {
            using var connection = new SqliteConnection($"Data Source={Path.Combine(own, "raw.db")};Pooling=False");
            connection.Open();
            Execute(connection, $"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-32768; PRAGMA wal_autocheckpoint={(unbounded ? 0 : 1000)}");
            Execute(connection, "CREATE TABLE journal(position INTEGER PRIMARY KEY, first INTEGER NOT NULL, count INTEGER NOT NULL, previous INTEGER NOT NULL, checkpoint INTEGER NOT NULL, conversation TEXT NOT NULL, payload BLOB NOT NULL)");
            return Loop(connection.Handle!, bytes, batch, length);
        }
        finally
        {
            Directory.Delete(own, recursive: true);
        }
    }

    private static RawFigures Loop(sqlite3 database, int bytes, int batch, TimeSpan length)
    {
        var payload = new byte[bytes];
        new Random(1).NextBytes(payload);
        var key = "shop-1/web/c-9e3779b97f4a7c15abcdef"u8.ToArray(); // as the product makes them: shop, channel, 128 hashed bits
        raw.sqlite3_prepare_v2(database, "INSERT INTO journal VALUES(?,?,?,?,?,?,?)", out var insert);
        raw.sqlite3_prepare_v2(database, "BEGIN IMMEDIATE", out var begin);
        raw.sqlite3_prepare_v2(database, "COMMIT", out var commit);
        var (rows, time, commits) = (0L, TimeProvider.System, Latency.New());
        var cpu = Environment.CpuUsage.TotalTime;
        var start = time.GetTimestamp();
        while (time.GetElapsedTime(start) < length)
        {
            var from = time.GetTimestamp();
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
            commits.RecordValue(Latency.Bounded((long)time.GetElapsedTime(from).TotalMicroseconds));
        }
        var figures = new RawFigures(rows / time.GetElapsedTime(start).TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / rows, Latency.Figures(commits));
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
