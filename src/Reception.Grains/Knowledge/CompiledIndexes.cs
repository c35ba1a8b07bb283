using Reception.Contracts.Ids;
using Reception.Domain.Triage;

namespace Reception.Grains.Knowledge;

/// <summary>
/// The indexes that are alive on this silo, by shop and version, so that none is compiled twice: whoever uses an index keeps it
/// alive; the newest few are kept whoever uses them (a candidate is checked, tried and then published). Thread-safe.
/// </summary>
internal sealed class CompiledIndexes
{
    /// <summary>Indexes kept without a user.</summary>
    public const int Newest = 8;

    private readonly Lock _gate = new();
    private readonly Dictionary<(ShopId Shop, long Version), WeakReference<TriageIndex>> _alive = [];
    private readonly LinkedList<TriageIndex> _newest = [];
    private int _sweepAt = 64;

    public TriageIndex? Find(ShopId shop, long version)
    {
        lock (_gate)
        {
            if (!_alive.TryGetValue((shop, version), out var reference) || !reference.TryGetTarget(out var index)) return null;
            if (_newest.Remove(index)) _newest.AddLast(index);
            return index;
        }
    }

    public void Add(ShopId shop, TriageIndex index)
    {
        lock (_gate)
        {
            _alive[(shop, index.Knowledge.Version)] = new(index);
            _newest.AddLast(index);
            if (_newest.Count > Newest) _newest.RemoveFirst();
            if (_alive.Count < _sweepAt) return;
            foreach (var (key, reference) in _alive)
                if (!reference.TryGetTarget(out _)) _alive.Remove(key);
            _sweepAt = Math.Max(64, _alive.Count * 2);
        }
    }
}
