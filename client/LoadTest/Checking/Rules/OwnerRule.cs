using Reception.LoadTest.Checking.Histories;
using Reception.LoadTest.Checking.Stored;

namespace Reception.LoadTest.Checking.Rules;

/// <summary>
/// One owner at a time: epochs rise by one, nobody acts who does not own, and what an agent was told is his in an epoch is his in it. So
/// no two agents were told of the same epoch that they own it.
/// </summary>
internal sealed class OwnerRule : IJournalRule
{
    public const string Name = "owner";
    private readonly Findings _findings;

    public OwnerRule(Findings findings)
    {
        _findings = findings;
        findings.Open(Name, "one owner at a time, epochs rise by one, nobody acts who does not own; what an agent was told is his was his");
    }

    public void OnRow(in StoredRow row, StoredThread thread)
    {
    }

    public void OnEvent(in StoredEvent happened, StoredThread thread, in StoredOwner before)
    {
        _findings.Look(Name);
        if (before.After(happened, thread.IsOrder).Error is { } error) _findings.Add(Name, thread.Key, error);
    }

    public void OnEnd(IReadOnlyCollection<StoredThread> threads)
    {
    }

    /// <summary>An agent's client was told so.</summary>
    public void OnAct(in AgentAct act, StoredThread? thread)
    {
        if (act.Kind is not (ActKind.Accepted or ActKind.Held)) return;
        _findings.Look(Name);
        var owner = thread?.AgentIn(act.Epoch);
        if (owner != act.Agent) _findings.Add(Name, act.Conversation, $"{act.Agent} was told that it is his in epoch {act.Epoch} ({act.Kind}), which was {owner ?? "no agent"}'s");
    }
}
