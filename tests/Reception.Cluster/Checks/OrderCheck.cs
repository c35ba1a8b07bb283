using Reception.Cluster.Histories;
using Reception.Cluster.Linearizability;

namespace Reception.Cluster.Checks;

/// <summary>The commands and answers of each conversation are linearizable; see <see cref="LinearizabilityChecker"/>.</summary>
internal static class OrderCheck
{
    private const string Rule = "linearizable";

    public static IEnumerable<Violation> Find(IReadOnlyCollection<Operation> operations)
    {
        foreach (var conversation in operations.Where(operation => operation.Command.Kind != CommandKind.Decline).GroupBy(operation => operation.Command.Conversation))
        {
            var verdict = ThreadHistory.Check([.. conversation]);
            if (verdict.Linearity == Linearity.Linearizable) continue;
            yield return new(Rule, conversation.Key, $"{verdict.Linearity}; after the order\n    {string.Join("\n    ", verdict.Prefix.Select(step => step.Operation))}\n  this does not fit:\n    {verdict.Stuck?.Operation}");
        }
    }
}
