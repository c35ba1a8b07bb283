using System.Text.Json;
using Reception.Cluster.Journals;

namespace Reception.Cluster.Fakes;

/// <summary>A file's content written by hand, event by event, as the checks read it; doctored wherever a test wants.</summary>
internal sealed class Written
{
    private readonly List<StoredRow> _rows = [];
    private readonly List<Fact> _facts = [];
    private readonly List<StoredWork> _work = [];
    private readonly List<StoredAgent> _agents = [];
    private readonly Dictionary<string, (long Position, long Last, long Line)> _tails = [];

    public StoredJournal Journal => new(_rows, _facts, _work, _agents);

    public Written Agent(string id, int capacity, params string[] queues)
    {
        _agents.Add(new(id, capacity, queues));
        return this;
    }

    public Written Row(string work, string? queue, long epoch)
    {
        _work.Add(new(work, queue, epoch));
        return this;
    }

    /// <summary>One append with one event; lines get the next sequence unless <paramref name="sequence"/> says another.</summary>
    public Written Add(string conversation, string kind, long epoch = 0, string? agent = null, string? id = null, string? text = null, int weight = 1, long? sequence = null, string? preferred = null, DateTimeOffset? preferredUntil = null)
    {
        var tail = _tails.GetValueOrDefault(conversation);
        var isLine = kind is "said" or "agent" or "notice" or "answered";
        var line = isLine ? sequence ?? tail.Line + 1 : tail.Line;
        var json = JsonSerializer.SerializeToElement(new Dictionary<string, object?>
        {
            ["e"] = kind,
            ["at"] = DateTimeOffset.UnixEpoch.AddSeconds(_rows.Count),
            ["epoch"] = epoch == 0 ? null : epoch,
            ["sequence"] = isLine ? line : null,
            ["agent"] = agent,
            ["clientMessageId"] = id,
            ["text"] = text ?? (id is null ? null : $"text of {id}"),
            ["wait"] = kind is "handed-over" or "requeued" or "transferred" ? Told(("queue", "general"), ("weight", weight), ("preferred", preferred), ("preferredUntil", preferredUntil)) : null,
        }.Where(pair => pair.Value is not null).ToDictionary());
        var row = new StoredRow(_rows.Count + 1, tail.Last + 1, 1, tail.Position, conversation);
        _rows.Add(row);
        _facts.Add(new(row.Position, conversation, row.First, json));
        _tails[conversation] = (row.Position, row.First, line);
        return this;
    }

    /// <summary>Opened, handed over and given to an agent: epochs 1 to 3.</summary>
    public Written Serve(string conversation, string agent, int weight = 1) =>
        Add(conversation, "opened", 1).Add(conversation, "handed-over", 2, weight: weight).Add(conversation, "assigned", 3, agent);

    public Written Wait(string conversation, int weight = 1, string? preferred = null, DateTimeOffset? until = null) =>
        Add(conversation, "opened", 1).Add(conversation, "handed-over", 2, weight: weight, preferred: preferred, preferredUntil: until).Row(conversation, "shop/general", 2);

    private static Dictionary<string, object?> Told(params (string Name, object? Value)[] values) =>
        values.Where(pair => pair.Value is not null).ToDictionary(pair => pair.Name, pair => pair.Value);

    public Written Without(int row)
    {
        _rows.RemoveAt(row);
        _facts.RemoveAt(row);
        return this;
    }
}
