namespace Reception.Domain.Queues;

/// <summary>
/// Works that ask for the same now and weigh the same: an agent who fits one fits all. Those that anybody may be offered stand in
/// their order; the first is known without looking.
/// </summary>
internal sealed class WorkSignature(AskedOf asked, int weight)
{
    /// <summary>Measure of heavy work that nobody is kept for and nobody was offered.</summary>
    private const int Unkept = 1;

    private readonly RankedTree<OpenKey, WaitingEntry> _open = new();
    private readonly Dictionary<AgentClass, double> _scores = [];
    private string[]? _words;

    public AskedOf Asked { get; } = asked;

    public int Weight { get; } = weight;

    public bool IsHeavy => Weight > 1;

    /// <summary>Classes whose agents fit.</summary>
    public List<AgentClass> Classes { get; } = [];

    /// <summary>Routable agents who fit.</summary>
    public int FitCount { get; set; }

    /// <summary>How many of its works, open or not, somebody refused.</summary>
    public int Refused { get; set; }

    /// <summary>It stands in the list of what is to be looked at.</summary>
    public bool IsTouched { get; set; }

    /// <summary>The first open work.</summary>
    public WaitingEntry? Head { get; private set; }

    public int OpenCount => _open.Count;

    public string[] Words => _words ??= Asked.Words();

    public void Add(WaitingEntry entry)
    {
        _open.Add(entry.OpenKey, entry, MeasureOf(entry));
        if (Head is null || entry.OpenKey.CompareTo(Head.OpenKey) < 0) Head = entry;
    }

    public void Remove(WaitingEntry entry)
    {
        _open.Remove(entry.OpenKey);
        if (Head == entry) Head = _open.First(0);
    }

    public WaitingEntry? Next(WaitingEntry after) => _open.Next(after.OpenKey, 0);

    /// <summary>What its work measures may have changed.</summary>
    public void Mark(WaitingEntry entry)
    {
        if (IsHeavy && entry.LinkedAs == WaitingState.Open) _open.SetMeasure(entry.OpenKey, MeasureOf(entry));
    }

    /// <summary>The first open work that weighs more than 1 and nobody is kept for.</summary>
    public WaitingEntry? FirstUnkept() => _open.First(Unkept);

    public WaitingEntry? NextUnkept(WaitingEntry after) => _open.Next(after.OpenKey, Unkept);

    public bool Fits(AgentClass agents) => _scores.ContainsKey(agents);

    /// <summary>What such an agent scores for a work like this, but for load and familiarity.</summary>
    public double ScoreOf(AgentClass agents) => _scores[agents];

    public void Link(AgentClass agents, double score)
    {
        _scores.Add(agents, score);
        Classes.Add(agents);
        agents.Fits.Add(this);
        if (agents.IsCounted) FitCount += agents.Listed.Count;
    }

    public void Unlink(AgentClass agents)
    {
        _scores.Remove(agents);
        Classes.Remove(agents);
    }

    private int MeasureOf(WaitingEntry entry) => IsHeavy && entry is { KeptBy: null, Live.Count: 0 } ? Unkept : 0;
}
