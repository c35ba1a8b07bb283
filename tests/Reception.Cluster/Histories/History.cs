using System.Collections.Concurrent;
using Reception.Contracts.Conversations;

namespace Reception.Cluster.Histories;

/// <summary>
/// Records every command with the times of call and answer, and every line that reached a session in the order it came.
/// This folder is what the clients saw; nothing in it was told by the servers' stores. Safe for concurrent use.
/// </summary>
internal sealed class History(TimeProvider time)
{
    private readonly TimeProvider _time = time;
    private readonly ConcurrentDictionary<int, Operation> _operations = new();
    private readonly ConcurrentBag<SessionRecord> _sessions = [];
    private int _numbers;

    public int Count => _operations.Count;

    /// <summary>Everything so far, in the order of the calls.</summary>
    public IReadOnlyList<Operation> Operations => [.. _operations.Values.OrderBy(operation => operation.Number)];

    public IReadOnlyCollection<SessionRecord> Sessions => _sessions;

    public Invocation Begin(Command command)
    {
        var operation = new Operation(Interlocked.Increment(ref _numbers), command, _time.GetTimestamp(), null, null);
        _operations[operation.Number] = operation;
        return new(this, operation);
    }

    public void Listen(SessionRecord session) => _sessions.Add(session);

    /// <summary>A command under way.</summary>
    internal sealed class Invocation(History history, Operation operation)
    {
        /// <summary>The client was answered. "Unavailable" is no answer: the command may have been carried out, or may still be.</summary>
        public void Answered(Answer answer)
        {
            if (answer.Outcome == CommandOutcome.Unavailable) return;
            history._operations[operation.Number] = operation with { Returned = history._time.GetTimestamp(), Answer = answer };
        }
    }
}

/// <summary>What reached one session: lines in the order they came. <see cref="Stayed"/>: it was still connected when all was quiet.</summary>
internal sealed class SessionRecord(string conversation, string client, long after)
{
    private readonly Lock _gate = new();
    private readonly List<SeenLine> _lines = [];

    public string Conversation { get; } = conversation;

    public string Client { get; } = client;

    /// <summary>The sequence it asked to go on from.</summary>
    public long After { get; } = after;

    public bool Stayed { get; set; }

    public IReadOnlyList<SeenLine> Lines
    {
        get
        {
            lock (_gate) return [.. _lines];
        }
    }

    public void Came(SeenLine line)
    {
        lock (_gate) _lines.Add(line);
    }
}
