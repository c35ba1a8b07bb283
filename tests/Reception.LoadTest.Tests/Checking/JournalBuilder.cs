using System.Text;
using Microsoft.Data.Sqlite;
using Reception.LoadTest.Checking;
using Reception.LoadTest.Checking.Histories;
using Reception.LoadTest.Measures;

namespace Reception.LoadTest.Tests.Checking;

/// <summary>
/// A data folder written by hand: the tables that the checker reads, events as JSON texts, and a client history beside it. Every append is
/// right by default; a test breaks what it is about.
/// </summary>
internal sealed class JournalBuilder : IDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 11, 11, 0, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("reception-check-").FullName;
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, (long Position, long Events)> _tails = new(StringComparer.Ordinal);
    private readonly List<CustomerStory> _stories = [];
    private readonly List<AgentAct> _acts = [];
    private long _position;

    public JournalBuilder()
    {
        _connection = new SqliteConnection($"Data Source={Path.Combine(_folder, "reception.db")};Pooling=False");
        _connection.Open();
        Execute("""
            CREATE TABLE journal(position INTEGER PRIMARY KEY, first INTEGER NOT NULL, count INTEGER NOT NULL, previous INTEGER NOT NULL, checkpoint INTEGER NOT NULL, conversation TEXT NOT NULL, payload BLOB NOT NULL);
            CREATE TABLE open_work(work TEXT PRIMARY KEY, queue TEXT, epoch INTEGER NOT NULL, next_step INTEGER NOT NULL);
            CREATE TABLE agent(id TEXT PRIMARY KEY, capacity INTEGER NOT NULL);
            CREATE TABLE agent_queue(shop TEXT NOT NULL, agent TEXT NOT NULL, queue TEXT NOT NULL);
            """);
    }

    public CheckInput Input => new(_folder, []);

    /// <summary>An agent of the queue demo/sales.</summary>
    public JournalBuilder Agent(string id, int capacity = 1)
    {
        Execute("INSERT INTO agent VALUES($a,$b)", id, capacity);
        Execute("INSERT INTO agent_queue VALUES('demo',$a,'sales')", id);
        return this;
    }

    public JournalBuilder Open(string work, long epoch, string? queue = "demo/sales", long nextStep = 1)
    {
        Execute("INSERT INTO open_work VALUES($a,$b,$c,$d)", work, queue, epoch, nextStep);
        return this;
    }

    /// <summary>One append. <paramref name="first"/> and <paramref name="previous"/> are what they should be unless given.</summary>
    public JournalBuilder Append(string conversation, string[] events, long? first = null, long? previous = null)
    {
        var tail = _tails.GetValueOrDefault(conversation);
        var payload = new MemoryStream();
        using (var writer = new BinaryWriter(payload, Encoding.UTF8, leaveOpen: true))
        {
            foreach (var json in events.Select(Encoding.UTF8.GetBytes))
            {
                writer.Write7BitEncodedInt(json.Length);
                writer.Write(json);
            }
        }
        Execute("INSERT INTO journal VALUES($a,$b,$c,$d,0,$e,$f)", ++_position, first ?? tail.Events + 1, events.Length, previous ?? tail.Position, conversation, payload.ToArray());
        _tails[conversation] = (_position, (first ?? tail.Events + 1) + events.Length - 1);
        return this;
    }

    public JournalBuilder Append(string conversation, params string[] events) => Append(conversation, events, null, null);

    public JournalBuilder Story(CustomerStory story)
    {
        _stories.Add(story);
        return this;
    }

    public JournalBuilder Act(AgentAct act)
    {
        _acts.Add(act);
        return this;
    }

    public CheckOutcome Check(Func<CheckInput, CheckInput>? with = null)
    {
        var file = Path.Combine(_folder, "clients.history");
        using (var history = new ClientHistoryWriter(file))
        {
            foreach (var story in _stories) history.Write(story);
            foreach (var act in _acts) history.Write(act);
        }
        var input = Input with { Histories = [file] };
        return RunCheck.Run(with is null ? input : with(input));
    }

    /// <summary>What the check says is broken by a rule.</summary>
    public IReadOnlyList<Violation> Found(string rule, Func<CheckInput, CheckInput>? with = null)
    {
        var outcome = Check(with);
        Assert.All(outcome.Violations, violation => Assert.Equal(rule, violation.Rule)); // a broken history breaks the rule it is about and no other
        return outcome.Violations;
    }

    public void Dispose()
    {
        _connection.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private void Execute(string sql, params object?[] values)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++) command.Parameters.AddWithValue($"${(char)('a' + i)}", values[i] ?? DBNull.Value);
        command.ExecuteNonQuery();
    }
}
