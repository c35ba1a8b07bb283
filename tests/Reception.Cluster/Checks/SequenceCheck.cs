using Reception.Cluster.Journals;

namespace Reception.Cluster.Checks;

/// <summary>The file itself: every conversation's rows are a chain without a gap, its lines are numbered 1, 2, 3 …, and no client's line stands twice.</summary>
internal static class SequenceCheck
{
    private const string Rule = "sequence";

    public static IEnumerable<Violation> Find(StoredJournal journal) => Chains(journal.Rows).Concat(journal.ByConversation.SelectMany(Lines));

    private static IEnumerable<Violation> Chains(IEnumerable<StoredRow> rows)
    {
        var tails = new Dictionary<string, (long Position, long Last)>(StringComparer.Ordinal);
        var before = 0L;
        foreach (var row in rows)
        {
            var tail = tails.GetValueOrDefault(row.Conversation);
            if (row.Position <= before) yield return new(Rule, row.Conversation, $"row {row.Position} stands after row {before}");
            if (row.First != tail.Last + 1) yield return new(Rule, row.Conversation, $"row {row.Position} begins with event {row.First} after event {tail.Last}");
            if (row.Previous != tail.Position) yield return new(Rule, row.Conversation, $"row {row.Position} follows row {row.Previous}, but the one before it is {tail.Position}");
            before = row.Position;
            tails[row.Conversation] = (row.Position, row.First + row.Count - 1);
        }
    }

    private static IEnumerable<Violation> Lines(IGrouping<string, Fact> conversation)
    {
        var keys = new Dictionary<string, long>(StringComparer.Ordinal);
        var last = 0L;
        foreach (var line in conversation.Where(fact => fact.IsLine))
        {
            if (line.Sequence != last + 1) yield return new(Rule, conversation.Key, $"line {line.Sequence} comes after line {last}");
            last = line.Sequence;
            if (StoredLine.KeyOf(line) is { } key && !keys.TryAdd(key, line.Sequence)) yield return new(Rule, conversation.Key, $"the line {key} stands at {keys[key]} and again at {line.Sequence}");
        }
    }
}
