namespace Reception.LoadTest.Checking.Stored;

/// <summary>
/// What the checks keep of one conversation or work order while the journal goes by: some 300 bytes with its customer's lines, whatever
/// its length is.
/// </summary>
internal sealed class StoredThread(string key)
{
    private const string OrderChannel = "/~order/";
    private List<SaidLine>? _said;
    private List<(long Epoch, string Agent)>? _agents;

    public string Key => key;

    public string Shop => key.Split('/')[0];

    public bool IsOrder { get; } = key.Contains(OrderChannel, StringComparison.Ordinal);

    /// <summary>The position of the newest row.</summary>
    public long Position { get; set; }

    /// <summary>The number of the newest event.</summary>
    public long Events { get; set; }

    /// <summary>The number of the newest line.</summary>
    public long Lines { get; set; }

    public StoredOwner Owner { get; set; }

    /// <summary>Work orders that were promised and do not exist yet.</summary>
    public int Promises { get; set; }

    /// <summary>The customer's lines.</summary>
    public IReadOnlyList<SaidLine> Said => _said ?? (IReadOnlyList<SaidLine>)[];

    public void AddSaid(string clientId, long sequence) => (_said ??= new(4)).Add(new(Fingerprint(clientId), sequence));

    public void AddAgent(long epoch, string agent) => (_agents ??= new(1)).Add((epoch, agent));

    /// <summary>Whose it was in an epoch; null: no agent's.</summary>
    public string? AgentIn(long epoch) => _agents?.Find(owner => owner.Epoch == epoch).Agent;

    /// <summary>FNV-1a, 64 bits: equal only by accident within the few lines of one conversation.</summary>
    public static ulong Fingerprint(string text)
    {
        var hash = 14695981039346656037ul;
        foreach (var c in text) hash = unchecked((hash ^ c) * 1099511628211ul);
        return hash;
    }
}

internal readonly record struct SaidLine(ulong Client, long Sequence);
