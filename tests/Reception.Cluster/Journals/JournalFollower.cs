using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Reception.Cluster.Journals;

/// <summary>
/// Reads the store's file beside the process that owns it: for reading only, one transaction a look; a reader of a write-ahead log sees the
/// last commit and blocks nobody. The journal only grows, so each look reads what is new since the last.
/// </summary>
internal sealed class JournalFollower(string dataFolder)
{
    private readonly List<StoredRow> _rows = [];
    private readonly List<Fact> _facts = [];

    public StoredJournal Read()
    {
        var file = Path.Combine(dataFolder, "reception.db");
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false, DefaultTimeout = 30 }.ConnectionString);
        connection.Open();
        using var transaction = connection.BeginTransaction(deferred: true);
        var after = _rows.Count == 0 ? 0 : _rows[^1].Position;
        foreach (var row in Query(connection, $"SELECT position, first, count, previous, conversation, payload FROM journal WHERE position>{after} ORDER BY position"))
        {
            var stored = new StoredRow(row.GetInt64(0), row.GetInt64(1), row.GetInt32(2), row.GetInt64(3), row.GetString(4));
            _rows.Add(stored);
            _facts.AddRange(Events((byte[])row.GetValue(5)).Select((json, i) => new Fact(stored.Position, stored.Conversation, stored.First + i, json)));
        }
        var work = Query(connection, "SELECT work, queue, epoch FROM open_work").Select(row => new StoredWork(row.GetString(0), row.IsDBNull(1) ? null : row.GetString(1), row.GetInt64(2))).ToList();
        var queues = Query(connection, "SELECT agent, shop, queue FROM agent_queue").Select(row => (Agent: row.GetString(0), Queue: $"{row.GetString(1)}/{row.GetString(2)}")).ToLookup(row => row.Agent, row => row.Queue);
        var agents = Query(connection, "SELECT id, capacity FROM agent").Select(row => (Id: row.GetString(0), Capacity: row.GetInt32(1))).ToList();
        return new(_rows, _facts, work, [.. agents.Select(agent => new StoredAgent(agent.Id, agent.Capacity, [.. queues[agent.Id]]))]);
    }

    /// <summary>The events of a payload: each is its length, seven bits a byte with the lowest first, and its JSON.</summary>
    internal static IEnumerable<JsonElement> Events(byte[] payload)
    {
        for (var at = 0; at < payload.Length;)
        {
            var (length, shift) = (0, 0);
            for (; payload[at] >= 0x80; shift += 7) length |= (payload[at++] & 0x7F) << shift;
            length |= payload[at++] << shift;
            using var json = JsonDocument.Parse(payload.AsMemory(at, length));
            yield return json.RootElement.Clone();
            at += length;
        }
    }

    private static IEnumerable<SqliteDataReader> Query(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        while (reader.Read()) yield return reader;
    }
}
