using Reception.Cluster.Histories;
using Reception.Cluster.Journals;

namespace Reception.Cluster.Checks;

/// <summary>
/// What was acknowledged stands in the file once, under the promised sequence and with the text that was sent; what a client said
/// after an acknowledgement stands after it; and nothing stands there that nobody said.
/// </summary>
internal static class PromiseCheck
{
    private const string Rule = "promise";

    public static IEnumerable<Violation> Find(StoredJournal journal, IReadOnlyCollection<Operation> operations)
    {
        foreach (var conversation in operations.Where(operation => operation.Command.Lines is not null).GroupBy(operation => operation.Command.Conversation))
        {
            var stored = journal.ByConversation[conversation.Key].Where(fact => StoredLine.KeyOf(fact) is not null).ToLookup(fact => StoredLine.KeyOf(fact)!, StringComparer.Ordinal);
            foreach (var broken in Kept(conversation, stored).Concat(Ordered(conversation)).Concat(Said(conversation, stored))) yield return broken;
        }
        var spoken = operations.Select(operation => operation.Command.Conversation).ToHashSet(StringComparer.Ordinal);
        foreach (var conversation in journal.ByConversation.Where(facts => !spoken.Contains(facts.Key) && facts.Any(fact => StoredLine.KeyOf(fact) is not null)))
            yield return new(Rule, conversation.Key, "has lines that nobody said");
    }

    private static IEnumerable<Violation> Kept(IGrouping<string, Operation> conversation, ILookup<string, Fact> stored)
    {
        foreach (var operation in conversation)
        {
            foreach (var promise in operation.Answer?.Promises ?? [])
            {
                var facts = stored[LineKey.Of(operation.Command, promise.Id)].ToList();
                var text = operation.Command.Lines!.Single(line => line.Id == promise.Id).Text;
                if (facts.Count == 0) yield return new(Rule, conversation.Key, $"line {promise.Id} was acknowledged at {promise.Sequence} and is not there");
                else if (facts.Exists(fact => fact.Sequence != promise.Sequence)) yield return new(Rule, conversation.Key, $"line {promise.Id} was acknowledged at {promise.Sequence} and stands at {string.Join(", ", facts.Select(fact => fact.Sequence))}");
                else if (facts[0].Text("text") != text) yield return new(Rule, conversation.Key, $"line {promise.Id} has another text than was sent");
            }
            if (operation.IsDone && operation.Command.Lines!.Length > (operation.Answer!.Promises?.Length ?? 0)) yield return new(Rule, conversation.Key, $"command {operation.Number} was done without a sequence for each of its lines");
        }
    }

    // Whoever had his acknowledgement before another line was sent stands before it.
    private static IEnumerable<Violation> Ordered(IGrouping<string, Operation> conversation)
    {
        var done = conversation.Where(operation => operation.Answer?.Promises is { Length: > 0 }).ToList();
        var answered = new Queue<Operation>(done.OrderBy(operation => operation.Returned));
        var newest = 0L;
        foreach (var operation in done.OrderBy(operation => operation.Invoked))
        {
            while (answered.TryPeek(out var earlier) && earlier.Returned < operation.Invoked) newest = Math.Max(newest, answered.Dequeue().Answer!.Promises!.Max(promise => promise.Sequence));
            var sequences = operation.Answer!.Promises!.Select(promise => promise.Sequence).ToList();
            if (sequences.Min() <= newest) yield return new(Rule, conversation.Key, $"command {operation.Number} got {sequences.Min()} although {newest} had been acknowledged before it was sent");
            if (!sequences.SequenceEqual(sequences.Order())) yield return new(Rule, conversation.Key, $"the lines of command {operation.Number} were reordered: {string.Join(", ", sequences)}");
        }
    }

    private static IEnumerable<Violation> Said(IGrouping<string, Operation> conversation, ILookup<string, Fact> stored)
    {
        var sent = conversation.SelectMany(operation => operation.Command.Lines!.Select(line => LineKey.Of(operation.Command, line.Id))).ToHashSet(StringComparer.Ordinal);
        return stored.Where(line => !sent.Contains(line.Key)).Select(line => new Violation(Rule, conversation.Key, $"the line {line.Key} stands there and nobody said it"));
    }
}
