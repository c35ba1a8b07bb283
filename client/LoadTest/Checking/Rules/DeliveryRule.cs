using Reception.LoadTest.Checking.Histories;
using Reception.LoadTest.Checking.Stored;

namespace Reception.LoadTest.Checking.Rules;

/// <summary>
/// What reached a customer's client is the thread from where it began: no gap, no double, no reorder, nothing that is not stored; and all of
/// it, where he stayed. Lines pushed again because they were not confirmed are no doubles: the client knows them and drops them.
/// </summary>
internal sealed class DeliveryRule
{
    public const string Name = "delivery";
    private readonly Findings _findings;

    public DeliveryRule(Findings findings)
    {
        _findings = findings;
        findings.Open(Name, "each client got its thread without gap, double or reorder, and all of it where it stayed");
    }

    public void OnStory(CustomerStory story, StoredThread? thread)
    {
        var (stored, seen) = (thread?.Lines ?? 0, 0L);
        foreach (var run in story.Received)
        {
            _findings.Look(Name, run.Count);
            if (run.Count == 0)
            {
                seen = Math.Max(seen, (run.Expected ?? 1) - 1);
                continue;
            }
            if (run.Expected is { } expected && run.First != expected) _findings.Add(Name, story.Conversation, $"its client got line {run.First} where {expected} was next");
            if (run.Last > stored) _findings.Add(Name, story.Conversation, $"its client got line {run.Last} of {stored} that are stored");
            seen = Math.Max(seen, run.Last);
        }
        if (story.Stayed && seen < stored) _findings.Add(Name, story.Conversation, $"its client stayed and got {seen} of {stored} lines");
    }
}
