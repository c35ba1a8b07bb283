using Reception.LoadTest.Checking.Stored;

namespace Reception.LoadTest.Checking.Rules;

/// <summary>
/// Every conversation's rows are a chain without a gap, its lines are numbered 1, 2, 3 …, and no client's line stands twice. This folder
/// holds one rule for each promise of docs/architecture.md (Invariants) that a journal and what clients saw can break.
/// </summary>
internal sealed class SequenceRule : IJournalRule
{
    public const string Name = "sequence";
    private readonly Findings _findings;

    public SequenceRule(Findings findings)
    {
        _findings = findings;
        findings.Open(Name, "rows are chains without a gap, lines are numbered 1, 2, 3 …, no client's line stands twice");
    }

    public void OnRow(in StoredRow row, StoredThread thread)
    {
        _findings.Look(Name);
        if (row.First != thread.Events + 1) _findings.Add(Name, thread.Key, $"row {row.Position} begins with event {row.First} after event {thread.Events}");
        if (row.Previous != thread.Position) _findings.Add(Name, thread.Key, $"row {row.Position} follows row {row.Previous}, but the one before it is {thread.Position}");
    }

    public void OnEvent(in StoredEvent happened, StoredThread thread, in StoredOwner before)
    {
        if (!happened.IsLine) return;
        if (happened.Sequence != thread.Lines + 1) _findings.Add(Name, thread.Key, $"line {happened.Sequence} comes after line {thread.Lines}");
        if (happened.Kind != EventKind.Said || happened.ClientId is not { } id) return;
        var said = StoredThread.Fingerprint(id);
        foreach (var line in thread.Said)
        {
            if (line.Client == said) _findings.Add(Name, thread.Key, $"the line {id} stands at {line.Sequence} and again at {happened.Sequence}");
        }
    }

    public void OnEnd(IReadOnlyCollection<StoredThread> threads)
    {
    }
}
