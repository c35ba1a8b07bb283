using Reception.Cluster.Histories;
using Reception.Cluster.Journals;

namespace Reception.Cluster.Checks;

/// <summary>What reached a session is the thread from where it began: no gap, no double, no reorder, the same text; and all of it, where it stayed.</summary>
internal static class DeliveryCheck
{
    private const string Rule = "delivery";

    public static IEnumerable<Violation> Find(StoredJournal journal, IEnumerable<SessionRecord> sessions)
    {
        foreach (var session in sessions)
        {
            var thread = journal.ByConversation[session.Conversation].Where(fact => fact.IsLine).ToList();
            var next = session.After;
            foreach (var line in session.Lines)
            {
                if (line.Sequence != ++next)
                {
                    yield return new(Rule, session.Conversation, $"{session.Client} got line {line.Sequence} where {next} was next");
                    break;
                }
                var stored = thread.ElementAtOrDefault((int)line.Sequence - 1);
                if (stored is null || (line.Key is { } key && StoredLine.KeyOf(stored) != key)) yield return new(Rule, session.Conversation, $"{session.Client} got a line {line.Sequence} ({line.Key}) that is not in the file");
                else if (stored.Text("text") is { } text && text != line.Text) yield return new(Rule, session.Conversation, $"{session.Client} got another text at {line.Sequence}");
            }
            if (session.Stayed && next < thread.Count) yield return new(Rule, session.Conversation, $"{session.Client} got {next} of {thread.Count} lines");
        }
    }
}
