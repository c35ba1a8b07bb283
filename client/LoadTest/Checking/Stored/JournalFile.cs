using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Reception.LoadTest.Checking.Stored;

/// <summary>An agent as the file has him: his capacity now, and the queues he serves as shop/queue.</summary>
internal sealed record StoredAgent(string Id, int Capacity, IReadOnlySet<string> Queues);

/// <summary>A row of the index of open work. <see cref="NextStep"/>: UTC ticks, 0 = none.</summary>
internal sealed record StoredWork(string Work, string? Queue, long Epoch, long NextStep);

/// <summary>
/// reception.db of a data folder, opened for reading only: beside a running owner or after it, without blocking it. Rows are streamed in
/// the order of commits; the bytes of a row are lent for the length of the call.
/// </summary>
internal sealed class JournalFile : IDisposable
{
    private readonly SqliteConnection _connection;

    /// <exception cref="InvalidDataException">There is no such file, or it is none of ours.</exception>
    public JournalFile(string dataFolder)
    {
        var file = Path.Combine(dataFolder, "reception.db");
        if (!File.Exists(file)) throw new InvalidDataException($"There is no {file}.");
        _connection = new(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false, DefaultTimeout = 30 }.ConnectionString);
        _connection.Open();
    }

    public delegate void RowHandler(in StoredRow row, string conversation, ReadOnlySpan<byte> payload);

    /// <summary>The position of the last row; 0: none.</summary>
    public long LastPosition => Convert.ToInt64(Query("SELECT ifnull(max(position), 0) FROM journal", row => row.GetInt64(0)).Single(), null);

    /// <summary>Every row up to <paramref name="until"/>, in the order of commits.</summary>
    public void ReadRows(long until, RowHandler handle)
    {
        Check(raw.sqlite3_prepare_v2(_connection.Handle!, "SELECT position, first, count, previous, conversation, payload FROM journal WHERE position<=? ORDER BY position", out var statement));
        using (statement)
        {
            raw.sqlite3_bind_int64(statement, 1, until);
            int step;
            while ((step = raw.sqlite3_step(statement)) == raw.SQLITE_ROW) handle(Row(statement), raw.sqlite3_column_text(statement, 4).utf8_to_string(), raw.sqlite3_column_blob(statement, 5));
            if (step != raw.SQLITE_DONE) Check(step);
        }
    }

    /// <summary>The rows of one conversation, oldest first, back from its last along the chain.</summary>
    public IReadOnlyList<(StoredRow Row, byte[] Payload)> ReadChain(long lastPosition, int most = 1_000)
    {
        var rows = new List<(StoredRow, byte[])>();
        for (var at = lastPosition; at != 0 && rows.Count < most;)
        {
            var found = Query($"SELECT position, first, count, previous, payload FROM journal WHERE position={at}", row => (new StoredRow(row.GetInt64(0), row.GetInt64(1), row.GetInt32(2), row.GetInt64(3)), (byte[])row.GetValue(4)));
            if (found.Count == 0) break;
            rows.Add(found[0]);
            at = found[0].Item1.Previous < at ? found[0].Item1.Previous : 0;
        }
        rows.Reverse();
        return rows;
    }

    public IReadOnlyList<StoredWork> OpenWork() => Query("SELECT work, queue, epoch, next_step FROM open_work", row => new StoredWork(row.GetString(0), row.IsDBNull(1) ? null : row.GetString(1), row.GetInt64(2), row.GetInt64(3)));

    public IReadOnlyList<StoredAgent> Agents()
    {
        var queues = Query("SELECT agent, shop, queue FROM agent_queue", row => (Agent: row.GetString(0), Queue: $"{row.GetString(1)}/{row.GetString(2)}")).ToLookup(row => row.Agent, row => row.Queue);
        return Query("SELECT id, capacity FROM agent", row => new StoredAgent(row.GetString(0), row.GetInt32(1), queues[row.GetString(0)].ToHashSet(StringComparer.Ordinal)));
    }

    public void Dispose() => _connection.Dispose();

    /// <summary>The events of a row: each is its length, seven bits a byte with the lowest first, and its JSON.</summary>
    /// <exception cref="InvalidDataException">The bytes are no events.</exception>
    public static int NextEvent(ReadOnlySpan<byte> payload, ref int at)
    {
        var (length, shift) = (0, 0);
        while (true)
        {
            if (at >= payload.Length || shift > 28) throw new InvalidDataException("A row's events are cut off.");
            var part = payload[at++];
            length |= (part & 0x7F) << shift;
            if (part < 0x80) break;
            shift += 7;
        }
        return length <= payload.Length - at ? length : throw new InvalidDataException("A row's events are cut off.");
    }

    private static StoredRow Row(sqlite3_stmt statement) =>
        new(raw.sqlite3_column_int64(statement, 0), raw.sqlite3_column_int64(statement, 1), raw.sqlite3_column_int(statement, 2), raw.sqlite3_column_int64(statement, 3));

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK) throw new InvalidDataException($"The journal cannot be read: {raw.sqlite3_errmsg(_connection.Handle!).utf8_to_string()}");
    }

    private List<T> Query<T>(string sql, Func<SqliteDataReader, T> read)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(read(reader));
        return rows;
    }
}
