using Reception.Contracts.Ids;
using Reception.Contracts.Queues;

namespace Reception.Domain.Queues;

/// <summary>
/// All waiting work of a queue in its order. Offered work keeps its place: it waits until it is accepted. Every operation is
/// O(log n); a work's place counts all works before it, offered or not.
/// </summary>
public sealed class WaitingList
{
    /// <summary>Measure of a work that nobody may be given now.</summary>
    private const int Closed = int.MinValue;

    private readonly RankedTree<WaitingKey, WaitingEntry> _all = new();
    private readonly RankedTree<WaitingKey, WaitingEntry> _heavy = new();
    private readonly Dictionary<ConversationId, WaitingEntry> _byWork = [];
    private readonly Dictionary<AgentId, RankedTree<WaitingKey, WaitingEntry>> _byPreferred = [];
    private long _entries;

    public int Count => _all.Count;

    /// <summary>All entries, first to be served first.</summary>
    public IEnumerable<WaitingEntry> InOrder() => _all.InOrder();

    public WaitingEntry? Find(ConversationId work) => _byWork.GetValueOrDefault(work);

    /// <summary>1 = next.</summary>
    public int PlaceOf(WaitingEntry entry) => _all.PlaceOf(entry.Key);

    internal WaitingEntry Add(WaitingWork work)
    {
        var entry = new WaitingEntry(work, new WaitingKey(work.DueTime, work.Arrival, ++_entries));
        _byWork.Add(work.Work, entry);
        Link(entry);
        return entry;
    }

    internal void Remove(WaitingEntry entry)
    {
        _byWork.Remove(entry.Work.Work);
        Unlink(entry);
    }

    /// <summary>Moves the work earlier; a later due time is never taken.</summary>
    internal void MoveEarlier(WaitingEntry entry, DateTimeOffset due)
    {
        if (due >= entry.Key.Due) return;
        Unlink(entry);
        entry.Key = entry.Key with { Due = due };
        entry.Work = entry.Work with { DueTime = due };
        Link(entry);
    }

    internal void SetState(WaitingEntry entry, WaitingState state)
    {
        entry.State = state;
        var measure = MeasureOf(entry);
        _all.SetMeasure(entry.Key, measure);
        _heavy.SetMeasure(entry.Key, measure);
        if (entry.Work.Preferred is { } agent) _byPreferred[agent].SetMeasure(entry.Key, HeldMeasureOf(entry));
    }

    /// <summary>The first open work of at most this weight.</summary>
    internal WaitingEntry? FirstOpen(int weight) => _all.First(-weight);

    internal WaitingEntry? NextOpen(WaitingEntry after, int weight) => _all.Next(after.Key, -weight);

    /// <summary>The first work of at most this weight that is held for the agent.</summary>
    internal WaitingEntry? FirstHeld(AgentId agent, int weight) => _byPreferred.GetValueOrDefault(agent)?.First(-weight);

    /// <summary>The first open work that weighs more than 1, in queue order.</summary>
    internal WaitingEntry? FirstHeavy() => _heavy.First(Closed + 1);

    internal WaitingEntry? NextHeavy(WaitingEntry after) => _heavy.Next(after.Key, Closed + 1);

    /// <summary>Everything that prefers this agent, in order.</summary>
    internal IReadOnlyList<WaitingEntry> PreferringTo(AgentId agent) => _byPreferred.TryGetValue(agent, out var tree) ? [.. tree.InOrder()] : [];

    private void Link(WaitingEntry entry)
    {
        _all.Add(entry.Key, entry, MeasureOf(entry));
        if (entry.Work.Weight > 1) _heavy.Add(entry.Key, entry, MeasureOf(entry));
        if (entry.Work.Preferred is not { } agent) return;
        if (!_byPreferred.TryGetValue(agent, out var tree)) _byPreferred.Add(agent, tree = new());
        tree.Add(entry.Key, entry, HeldMeasureOf(entry));
    }

    private void Unlink(WaitingEntry entry)
    {
        _all.Remove(entry.Key);
        _heavy.Remove(entry.Key);
        if (entry.Work.Preferred is not { } agent || !_byPreferred.TryGetValue(agent, out var tree)) return;
        tree.Remove(entry.Key);
        if (tree.Count == 0) _byPreferred.Remove(agent);
    }

    private static int MeasureOf(WaitingEntry entry) => entry.State == WaitingState.Open ? -entry.Work.Weight : Closed;

    private static int HeldMeasureOf(WaitingEntry entry) => entry.State == WaitingState.Held ? -entry.Work.Weight : Closed;
}
