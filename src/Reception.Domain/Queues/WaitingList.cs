using Reception.Contracts.Ids;
using Reception.Contracts.Queues;
using Reception.Contracts.Routing;

namespace Reception.Domain.Queues;

/// <summary>
/// All waiting work of a queue in its order. Offered work keeps its place: it waits until it is accepted. Every operation is
/// O(log n); a work's place counts all works before it, offered or not. What may be offered stands besides with its signature, or
/// with the agent for whom it is held.
/// </summary>
public sealed class WaitingList
{
    private readonly RankedTree<WaitingKey, WaitingEntry> _all = new();
    private readonly Dictionary<ConversationId, WaitingEntry> _byWork = [];
    private readonly Dictionary<AgentId, HashSet<WaitingEntry>> _byPreferred = [];
    private readonly Dictionary<AgentId, RankedTree<OpenKey, WaitingEntry>> _held = [];
    private readonly PriorityQueue<WaitingEntry, long> _arrivals = new();
    private const int FewestRemembered = 1_024;
    private long _entries;

    public int Count => _all.Count;

    /// <summary>Those of them in which a customer waits in his chat: what the queue's limit counts.</summary>
    public int Customers { get; private set; }

    /// <summary>Entries held in memory, those that left included: at most twice what waits, or 1,024.</summary>
    internal int Remembered => _arrivals.Count;

    /// <summary>When the first of those who wait arrived.</summary>
    public DateTimeOffset? OldestArrival
    {
        get
        {
            DropGone();
            return _arrivals.TryPeek(out var oldest, out _) ? oldest.Work.Arrival : null;
        }
    }

    /// <summary>All entries, first to be served first.</summary>
    public IEnumerable<WaitingEntry> InOrder() => _all.InOrder();

    public WaitingEntry? Find(ConversationId work) => _byWork.GetValueOrDefault(work);

    /// <summary>The first behind this key; null: none.</summary>
    public WaitingEntry? After(WaitingKey key) => _all.Next(key, 0);

    /// <summary>1 = next.</summary>
    public int PlaceOf(WaitingEntry entry) => _all.PlaceOf(entry.Key);

    /// <summary>Agents for whom works are held.</summary>
    internal IEnumerable<AgentId> Holders => _held.Keys;

    internal static bool IsCustomer(WaitingWork work) => (work.Request?.Kind ?? WorkKind.Chat) == WorkKind.Chat;

    internal WaitingEntry Add(WaitingWork work)
    {
        var entry = new WaitingEntry(work, new WaitingKey(work.DueTime, work.Arrival, ++_entries));
        _byWork.Add(work.Work, entry);
        _all.Add(entry.Key, entry, 0);
        if (IsCustomer(work)) Customers++;
        DropGone();
        _arrivals.Enqueue(entry, work.Arrival.UtcTicks);
        return entry;
    }

    internal void Remove(WaitingEntry entry)
    {
        Unlink(entry);
        ForgetPreferred(entry);
        _byWork.Remove(entry.Work.Work);
        _all.Remove(entry.Key);
        if (IsCustomer(entry.Work)) Customers--;
        entry.IsGone = true;
    }

    /// <summary>Moves the work earlier; a later due time is never taken. It has to be linked again.</summary>
    internal void MoveEarlier(WaitingEntry entry, DateTimeOffset due)
    {
        if (due >= entry.Key.Due) return;
        Unlink(entry);
        _all.Remove(entry.Key);
        entry.Key = entry.Key with { Due = due };
        _all.Add(entry.Key, entry, 0);
    }

    /// <summary>Puts the entry where its state, its offers and its signature say.</summary>
    internal void Link(WaitingEntry entry, WaitingState state)
    {
        var key = new OpenKey(entry.Live.Count > 0, entry.Key);
        entry.State = state;
        if (entry.LinkedAs != state || entry.OpenKey != key)
        {
            Unlink(entry);
            entry.OpenKey = key;
            entry.LinkedAs = state;
            if (state == WaitingState.Open) entry.Signature.Add(entry);
            else if (state == WaitingState.Held) HeldFor(entry.Work.Preferred!.Value).Add(key, entry, -entry.Work.Weight);
        }
    }

    internal void Unlink(WaitingEntry entry)
    {
        var linked = entry.LinkedAs;
        entry.LinkedAs = null;
        if (linked == WaitingState.Open) entry.Signature.Remove(entry);
        if (linked != WaitingState.Held) return;
        var held = _held[entry.Work.Preferred!.Value];
        held.Remove(entry.OpenKey);
        if (held.Count == 0) _held.Remove(entry.Work.Preferred.Value);
    }

    /// <summary>The first work of at most this weight that is held for the agent.</summary>
    internal WaitingEntry? FirstHeld(AgentId agent, int weight) => _held.GetValueOrDefault(agent)?.First(-weight);

    internal WaitingEntry? NextHeld(AgentId agent, WaitingEntry after, int weight) => _held.GetValueOrDefault(agent)?.Next(after.OpenKey, -weight);

    /// <summary>Its preferred agent is asked first from now on.</summary>
    internal void RememberPreferred(WaitingEntry entry)
    {
        var agent = entry.Work.Preferred!.Value;
        if (!_byPreferred.TryGetValue(agent, out var entries)) _byPreferred.Add(agent, entries = []);
        entries.Add(entry);
    }

    internal void ForgetPreferred(WaitingEntry entry)
    {
        if (entry.Work.Preferred is not { } agent || !_byPreferred.TryGetValue(agent, out var entries)) return;
        entries.Remove(entry);
        if (entries.Count == 0) _byPreferred.Remove(agent);
    }

    /// <summary>How many agents are asked first for something.</summary>
    internal int Preferring => _byPreferred.Count;

    /// <summary>Those agents, as they are now.</summary>
    internal AgentId[] Preferred() => [.. _byPreferred.Keys];

    /// <summary>Everything in whose window this agent is asked first, in order.</summary>
    internal IReadOnlyList<WaitingEntry> PreferringTo(AgentId agent) =>
        _byPreferred.TryGetValue(agent, out var entries) ? [.. entries.OrderBy(e => e.Key)] : [];

    private RankedTree<OpenKey, WaitingEntry> HeldFor(AgentId agent)
    {
        if (!_held.TryGetValue(agent, out var held)) _held.Add(agent, held = new());
        return held;
    }

    /// <summary>Behind an old work that waits on and on, those that left are dropped when they are the most.</summary>
    private void DropGone()
    {
        while (_arrivals.TryPeek(out var oldest, out _) && oldest.IsGone) _arrivals.Dequeue();
        if (_arrivals.Count <= FewestRemembered || _arrivals.Count <= 2 * Count) return;
        var live = _arrivals.UnorderedItems.Where(i => !i.Element.IsGone).ToArray();
        _arrivals.Clear();
        _arrivals.EnqueueRange(live);
    }
}
