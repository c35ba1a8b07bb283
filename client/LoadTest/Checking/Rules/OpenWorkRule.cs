using Reception.LoadTest.Checking.Stored;

namespace Reception.LoadTest.Checking.Rules;

/// <summary>
/// What is not final has a stored due time and a next step: whatever waits, is served, is scheduled or was promised has a row in the index of
/// open work, of its own epoch, with a time at which it is looked at. Rows may be stale, never missing.
/// </summary>
internal sealed class OpenWorkRule : IJournalRule
{
    public const string Name = "open-work";
    private readonly Findings _findings;
    private readonly Dictionary<string, StoredWork> _rows;

    public OpenWorkRule(Findings findings, IEnumerable<StoredWork> rows)
    {
        _findings = findings;
        _rows = rows.ToDictionary(row => row.Work, StringComparer.Ordinal);
        findings.Open(Name, "everything that waits, is served or was promised has a row with its next step");
    }

    public void OnRow(in StoredRow row, StoredThread thread)
    {
    }

    public void OnEvent(in StoredEvent happened, StoredThread thread, in StoredOwner before)
    {
    }

    public void OnEnd(IReadOnlyCollection<StoredThread> threads)
    {
        foreach (var thread in threads)
        {
            var owner = thread.Owner;
            if (owner.Kind is not (OwnerKind.Queue or OwnerKind.Agent or OwnerKind.Scheduled) && thread.Promises == 0) continue;
            _findings.Look(Name);
            var queue = $"{thread.Shop}/{owner.Wait?.Queue}";
            if (!_rows.TryGetValue(thread.Key, out var row)) _findings.Add(Name, thread.Key, $"is open ({owner}{(thread.Promises > 0 ? ", with a promise to keep" : "")}) and has no row in the index of open work");
            else if (row.Epoch != owner.Epoch || (owner.Kind == OwnerKind.Queue && row.Queue != queue)) _findings.Add(Name, thread.Key, $"is in epoch {owner.Epoch} ({owner}) and its row in the index says epoch {row.Epoch}, queue {row.Queue}");
            else if (row.NextStep <= 0) _findings.Add(Name, thread.Key, "has a row without a next step");
        }
    }
}
