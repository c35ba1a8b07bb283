using Reception.LoadTest.Checking.Histories;
using Reception.LoadTest.Checking.Stored;

namespace Reception.LoadTest.Checking.Rules;

/// <summary>What was acknowledged stands in the file, once and under the promised sequence. That it stands there only once is <see cref="SequenceRule"/>'s.</summary>
internal sealed class PromiseRule
{
    public const string Name = "promise";
    private readonly Findings _findings;

    public PromiseRule(Findings findings)
    {
        _findings = findings;
        findings.Open(Name, "every acknowledged message stands in the journal under its sequence");
    }

    public void OnStory(CustomerStory story, StoredThread? thread)
    {
        foreach (var (id, sequence) in story.Acknowledged)
        {
            _findings.Look(Name);
            var client = StoredThread.Fingerprint(id);
            var stored = thread?.Said.FirstOrDefault(line => line.Client == client) ?? default;
            if (stored == default) _findings.Add(Name, story.Conversation, $"{id} was acknowledged as line {sequence} and is not in the journal");
            else if (stored.Sequence != sequence) _findings.Add(Name, story.Conversation, $"{id} was acknowledged as line {sequence} and stands at {stored.Sequence}");
        }
    }
}
