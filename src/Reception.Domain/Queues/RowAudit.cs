using Reception.Contracts.Ids;
using Reception.Domain.Journal;

namespace Reception.Domain.Queues;

/// <summary>A difference between the queue and the open-work index that did not go away by itself.</summary>
/// <param name="Row">The row that the queue misses; null: the queue has a wait that the index does not know.</param>
public sealed record RowFind(ConversationId Work, long Epoch, OpenWork? Row);

/// <summary>
/// Compares a queue with the open-work index. An append and the call that follows it are not one step, so a difference counts only
/// when a second look, at least <see cref="Settled"/> later, still finds it: in a run without faults there are none.
/// </summary>
public sealed class RowAudit
{
    public static readonly TimeSpan Settled = TimeSpan.FromSeconds(5);

    private Dictionary<(ConversationId Work, long Epoch), DateTimeOffset> _suspects = [];

    /// <summary>Some difference was seen and waits for its second look.</summary>
    public bool HasSuspects => _suspects.Count > 0;

    /// <summary>What has to be mended now.</summary>
    public IReadOnlyList<RowFind> Look(IReadOnlyList<OpenWork> rows, Matcher matcher, DateTimeOffset now)
    {
        var differences = new List<RowFind>();
        var stored = new HashSet<(ConversationId, long)>();
        foreach (var row in rows)
        {
            if (!ConversationId.TryParse(row.Work, out var work)) continue;
            stored.Add((work, row.Epoch));
            if ((matcher.Waiting.Find(work)?.Work.Epoch ?? 0) < row.Epoch && !matcher.HasEnded(work, row.Epoch)) differences.Add(new(work, row.Epoch, row));
        }
        foreach (var entry in matcher.Waiting.InOrder())
        {
            if (!stored.Contains((entry.Work.Work, entry.Work.Epoch))) differences.Add(new(entry.Work.Work, entry.Work.Epoch, null));
        }
        return Confirmed(differences, now);
    }

    private List<RowFind> Confirmed(List<RowFind> differences, DateTimeOffset now)
    {
        var suspects = new Dictionary<(ConversationId, long), DateTimeOffset>();
        var finds = new List<RowFind>();
        foreach (var difference in differences)
        {
            var key = (difference.Work, difference.Epoch);
            var since = _suspects.GetValueOrDefault(key, now);
            if (now - since >= Settled) finds.Add(difference);
            else suspects[key] = since;
        }
        _suspects = suspects;
        return finds;
    }
}
