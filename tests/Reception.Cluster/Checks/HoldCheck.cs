using Reception.Cluster.Journals;

namespace Reception.Cluster.Checks;

/// <summary>At a quiet point an agent's own ledger holds exactly what the file makes his: nothing is left over, nothing forgotten.</summary>
internal static class HoldCheck
{
    private const string Rule = "holds";

    /// <param name="journal">The file.</param>
    /// <param name="ledgers">What each agent says he holds: conversation and epoch.</param>
    public static IEnumerable<Violation> Find(StoredJournal journal, IReadOnlyDictionary<string, IReadOnlyCollection<(string Work, long Epoch)>> ledgers)
    {
        var owned = new HashSet<(string Agent, string Work, long Epoch)>();
        foreach (var conversation in journal.ByConversation)
        {
            var owner = conversation.Aggregate(StoredOwner.None, (owner, fact) => owner.After(fact).Owner);
            if (owner.Agent is { } agent && ledgers.ContainsKey(agent)) owned.Add((agent, conversation.Key, owner.Epoch));
        }
        foreach (var (agent, holds) in ledgers)
        {
            foreach (var (work, epoch) in holds)
            {
                if (!owned.Remove((agent, work, epoch))) yield return new(Rule, work, $"is held by {agent} since epoch {epoch}, and is not his");
            }
        }
        foreach (var (agent, work, epoch) in owned) yield return new(Rule, work, $"is {agent}'s since epoch {epoch}, and he does not hold it");
    }
}
