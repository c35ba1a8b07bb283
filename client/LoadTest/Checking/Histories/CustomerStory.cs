namespace Reception.LoadTest.Checking.Histories;

/// <summary>
/// What one customer's client was promised and shown, from his first hello to the end of his script. This folder keeps what clients saw,
/// apart from all that the servers say. For one thread at a time.
/// </summary>
/// <param name="conversation">shop/channel/customer; may be learned later.</param>
internal sealed class CustomerStory(string conversation = "")
{
    private readonly List<AcknowledgedLine> _acknowledged = [];
    private readonly List<ReceivedRun> _runs = [];

    /// <summary>shop/channel/customer as the server names it.</summary>
    public string Conversation { get; set; } = conversation;

    /// <summary>Every acknowledgement, also repeated ones.</summary>
    public IReadOnlyList<AcknowledgedLine> Acknowledged => _acknowledged;

    /// <summary>What came, connection by connection.</summary>
    public IReadOnlyList<ReceivedRun> Received => _runs;

    /// <summary>Lines that he had already: pushed again because they were not confirmed, dropped by the client.</summary>
    public long Repeated { get; private set; }

    /// <summary>He was connected until nothing more could come, so he has to have all of the thread that stood there when he left.</summary>
    public bool Stayed { get; set; }

    /// <summary>A connection says hello. <paramref name="after"/> null: it asks for the newest lines, wherever they begin.</summary>
    public void OnSession(long? after) => _runs.Add(new ReceivedRun(after is { } seen ? seen + 1 : null, 0, 0));

    public void OnAcknowledged(string clientId, long sequence) => _acknowledged.Add(new(clientId, sequence));

    /// <summary>A line arrived, in the order of arrival. Call it for each, also for those the client knows.</summary>
    public void OnLine(long sequence)
    {
        if (_runs.Count == 0) OnSession(null);
        var run = _runs[^1];
        if (run.Count > 0 && sequence <= run.Last) Repeated++;
        else if (run.Count > 0 && sequence == run.Last + 1) _runs[^1] = run with { Count = run.Count + 1 };
        else if (run.Count == 0) _runs[^1] = run with { First = sequence, Count = 1 };
        else _runs.Add(new ReceivedRun(run.Last + 1, sequence, 1));
    }

    /// <summary>As a file has it.</summary>
    internal static CustomerStory Of(string conversation, IEnumerable<AcknowledgedLine> acknowledged, IEnumerable<ReceivedRun> received, long repeated, bool stayed)
    {
        var story = new CustomerStory(conversation) { Repeated = repeated, Stayed = stayed };
        story._acknowledged.AddRange(acknowledged);
        story._runs.AddRange(received);
        return story;
    }
}

internal readonly record struct AcknowledgedLine(string ClientId, long Sequence);

/// <summary>Lines <paramref name="First"/> … that came one after the other. <paramref name="Expected"/>: the sequence that had to come first; null: any.</summary>
internal readonly record struct ReceivedRun(long? Expected, long First, long Count)
{
    public long Last => First + Count - 1;
}
