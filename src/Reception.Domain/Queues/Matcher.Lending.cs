using Reception.Contracts.Ids;

namespace Reception.Domain.Queues;

/// <summary>
/// What this queue lends to others: the free weight of its own agents above the level that it keeps, spread evenly over the borrowers;
/// nothing while anybody waits here. Told on each change.
/// </summary>
public sealed partial class Matcher
{
    private readonly Dictionary<string, int> _lent = new(StringComparer.Ordinal);

    /// <summary>The last word to each borrower, for one that has lost it.</summary>
    public IEnumerable<LendDecision> Lent => _lent.Select(l => new LendDecision(new QueueId(_queue.Shop, l.Key), l.Value));

    private void Lend()
    {
        var borrowers = _rules.Borrowers;
        if (_listens || (borrowers.Length == 0 && _lent.Count == 0)) return;
        foreach (var former in _lent.Keys.Where(b => !borrowers.Contains(b)).ToArray())
        {
            Tell(former, 0);
            _lent.Remove(former);
        }
        var spare = Waiting.Count > 0 ? 0 : Math.Max(0, Pool.MemberFreeWeight - (_rules.Lends?.KeepFree ?? 0));
        for (var i = 0; i < borrowers.Length; i++) Tell(borrowers[i], (spare / borrowers.Length) + (i < spare % borrowers.Length ? 1 : 0));
    }

    private void Tell(string borrower, int grants)
    {
        if (_lent.TryGetValue(borrower, out var told) && told == grants) return;
        _lent[borrower] = grants;
        _decisions.Add(new LendDecision(new QueueId(_queue.Shop, borrower), grants));
    }
}
