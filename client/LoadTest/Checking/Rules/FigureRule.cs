using Reception.LoadTest.Checking.Stored;
using Reception.LoadTest.Measures;

namespace Reception.LoadTest.Checking.Rules;

/// <summary>
/// What the load processes counted is what the journal adds up to: at least everything that was answered, at most everything that was
/// asked. Where nothing failed the two are equal, and so the journal's count has to be.
/// </summary>
internal sealed class FigureRule : IJournalRule
{
    public const string Name = "figures";
    private readonly Findings _findings;
    private readonly long _after;
    private readonly Dictionary<EventKind, long> _counts = [];

    /// <param name="findings">Where to.</param>
    /// <param name="after">Rows up to this position are from before the run.</param>
    public FigureRule(Findings findings, long after)
    {
        (_findings, _after) = (findings, after);
        findings.Open(Name, "the run's counts are those folded from the journal");
    }

    public void OnRow(in StoredRow row, StoredThread thread)
    {
    }

    public void OnEvent(in StoredEvent happened, StoredThread thread, in StoredOwner before)
    {
        if (happened.Position <= _after) return;
        var kind = happened.Kind == EventKind.Taken && !thread.IsOrder ? EventKind.Other : happened.Kind; // by a supervisor: nobody accepted anything
        _counts[kind] = _counts.GetValueOrDefault(kind) + 1;
    }

    public void OnEnd(IReadOnlyCollection<StoredThread> threads)
    {
    }

    public void Check(IReadOnlyList<Slot> slots)
    {
        long Sum(Counter counter) => slots.Sum(slot => slot.Of(counter));
        var accepted = _counts.GetValueOrDefault(EventKind.Assigned) + _counts.GetValueOrDefault(EventKind.Taken);
        Compare("customers' messages", _counts.GetValueOrDefault(EventKind.Said), Sum(Counter.Acknowledged), Sum(Counter.Sent));
        Compare("assignments", accepted, Sum(Counter.Accepted), Sum(Counter.Offers) - Sum(Counter.Declined));
        Compare("agents' messages", _counts.GetValueOrDefault(EventKind.AgentSaid), Sum(Counter.AgentReplies), null);
        Compare("hand-overs", _counts.GetValueOrDefault(EventKind.HandedOver), Sum(Counter.HandedOver), null);
        Compare("closed conversations", _counts.GetValueOrDefault(EventKind.Closed), Sum(Counter.Closed), null);
        Compare("ratings", _counts.GetValueOrDefault(EventKind.Rated), Sum(Counter.Rated), null);
    }

    private void Compare(string what, long stored, long answered, long? asked)
    {
        _findings.Look(Name);
        if (stored < answered) _findings.Add(Name, null, $"{what}: {answered} were answered and {stored} are stored");
        if (asked is { } most && stored > most) _findings.Add(Name, null, $"{what}: {most} were asked for and {stored} are stored");
    }
}
