using Reception.Cluster.Journals;

namespace Reception.Cluster.Checks;

/// <summary>
/// No agent above his capacity at any instant. The file's order of commits is one order over all conversations, and an agent's ledger
/// holds a work before the file makes it his and gives it back after the file takes it away: so what the file adds up to is at most
/// what the ledger held.
/// </summary>
internal static class CapacityCheck
{
    private const string Rule = "capacity";

    public static IEnumerable<Violation> Find(StoredJournal journal)
    {
        var capacities = journal.Agents.ToDictionary(agent => agent.Id, agent => agent.Capacity, StringComparer.Ordinal);
        foreach (var (fact, agent, load, held) in Loads(journal))
        {
            if (!capacities.TryGetValue(agent, out var capacity)) yield return new(Rule, fact.Conversation, $"went to {agent}, who has no profile");
            else if (load > capacity) yield return new(Rule, fact.Conversation, $"made {agent} hold {load} of {capacity} at {fact.At:O}: {string.Join(", ", held)}");
        }
    }

    /// <summary>The most that each agent ever held.</summary>
    public static IReadOnlyDictionary<string, int> Peaks(StoredJournal journal) =>
        Loads(journal).GroupBy(load => load.Agent).ToDictionary(loads => loads.Key, loads => loads.Max(load => load.Load), StringComparer.Ordinal);

    private static IEnumerable<(Fact Fact, string Agent, int Load, IReadOnlyCollection<string> Held)> Loads(StoredJournal journal)
    {
        var owners = new Dictionary<string, StoredOwner>(StringComparer.Ordinal);
        var held = new Dictionary<string, Dictionary<string, int>>(StringComparer.Ordinal);
        foreach (var fact in journal.Facts)
        {
            var before = owners.GetValueOrDefault(fact.Conversation, StoredOwner.None);
            var after = before.After(fact).Owner;
            if (ReferenceEquals(before, after)) continue;
            owners[fact.Conversation] = after;
            if (before.Agent is { } left) held[left].Remove(fact.Conversation);
            if (after.Agent is not { } agent) continue;
            if (!held.TryGetValue(agent, out var works)) held[agent] = works = new(StringComparer.Ordinal);
            works[fact.Conversation] = after.Weight;
            yield return (fact, agent, works.Values.Sum(), works.Keys);
        }
    }
}
