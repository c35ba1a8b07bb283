using Reception.Cluster.Journals;

namespace Reception.Cluster.Checks;

/// <summary>How an agent stood at the quiet point. <see cref="Refused"/>: the work he declined or let pass, and when he is asked again.</summary>
internal sealed record Standing(string Agent, bool Routable, IReadOnlyDictionary<string, DateTimeOffset> Refused);

/// <summary>
/// Work conservation at a quiet point: nothing waits that an agent could serve, unless policy says so: he refused it a moment ago, it
/// waits for the agent it had before, or he is kept for heavier work of the same queue. And the index of open work has a row for
/// everything that waits or is served: rows may be stale, never missing.
/// </summary>
internal static class WaitingCheck
{
    private const string Rule = "waiting";

    public static IEnumerable<Violation> Find(StoredJournal journal, IReadOnlyCollection<Standing> standings, DateTimeOffset now)
    {
        var owners = journal.ByConversation.ToDictionary(facts => facts.Key, facts => facts.Aggregate(StoredOwner.None, (owner, fact) => owner.After(fact).Owner), StringComparer.Ordinal);
        var waiting = owners.Where(pair => pair.Value.Kind == OwnerKind.Queue).Select(pair => new Waiter(pair.Key, QueueOf(pair.Key, pair.Value), pair.Value)).ToList();
        var loads = owners.Values.Where(owner => owner.Agent is not null).GroupBy(owner => owner.Agent!).ToDictionary(group => group.Key, group => group.Sum(owner => owner.Weight));
        foreach (var waiter in waiting)
        {
            foreach (var agent in journal.Agents.Where(agent => agent.Queues.Contains(waiter.Queue)))
            {
                var free = agent.Capacity - loads.GetValueOrDefault(agent.Id);
                if (standings.FirstOrDefault(standing => standing.Agent == agent.Id) is not { Routable: true } standing || free < waiter.Owner.Weight) continue;
                if (HasReason(waiter, standing, waiting, now)) continue;
                yield return new(Rule, waiter.Work, $"waits in {waiter.Queue} (epoch {waiter.Owner.Epoch}, weight {waiter.Owner.Weight}) while {agent.Id} has {free} of {agent.Capacity} free");
            }
        }
        foreach (var missing in Missing(journal, owners)) yield return missing;
    }

    private static bool HasReason(Waiter waiter, Standing agent, List<Waiter> waiting, DateTimeOffset now)
    {
        var wait = waiter.Owner.Wait!;
        if (agent.Refused.TryGetValue(waiter.Work, out var until) && until > now) return true;
        if (wait.Preferred is { } preferred && preferred != agent.Agent && wait.PreferredUntil > now) return true;
        return waiting.Exists(other => other.Queue == waiter.Queue && other.Owner.Weight > waiter.Owner.Weight);
    }

    private static IEnumerable<Violation> Missing(StoredJournal journal, Dictionary<string, StoredOwner> owners)
    {
        var rows = journal.OpenWork.ToDictionary(row => row.Work, StringComparer.Ordinal);
        foreach (var (work, owner) in owners.Where(pair => pair.Value.Kind is OwnerKind.Queue or OwnerKind.Agent))
        {
            if (!rows.TryGetValue(work, out var row)) yield return new(Rule, work, $"is open ({owner}) and has no row in the index of open work");
            else if (row.Epoch != owner.Epoch || (owner.Kind == OwnerKind.Queue && row.Queue != QueueOf(work, owner))) yield return new(Rule, work, $"is in epoch {owner.Epoch} ({owner}) and its row in the index says epoch {row.Epoch}, queue {row.Queue}");
        }
    }

    private static string QueueOf(string work, StoredOwner owner) => $"{work.Split('/')[0]}/{owner.Wait?.Queue}";

    private sealed record Waiter(string Work, string Queue, StoredOwner Owner);
}
