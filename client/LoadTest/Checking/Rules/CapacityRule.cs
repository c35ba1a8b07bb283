using Reception.LoadTest.Checking.Histories;
using Reception.LoadTest.Checking.Stored;

namespace Reception.LoadTest.Checking.Rules;

/// <summary>
/// No agent above his capacity, by weight, at any commit. The file's order of commits is one order over all conversations, and an agent's
/// ledger holds a work before the file makes it his and gives it back after the file takes it away: so what the file adds up to is at most
/// what the ledger held. Where shops let silent chats stop counting, the bound is twice the capacity (docs/agents.md).
/// </summary>
internal sealed class CapacityRule : IJournalRule
{
    public const string Name = "capacity";
    private readonly Findings _findings;
    private readonly Dictionary<string, int> _capacities;
    private readonly Dictionary<string, int> _loads = new(StringComparer.Ordinal);

    /// <param name="silentChats">Some shop lets silent chats stop counting.</param>
    public CapacityRule(Findings findings, IEnumerable<StoredAgent> agents, bool silentChats)
    {
        _findings = findings;
        _capacities = agents.ToDictionary(agent => agent.Id, agent => agent.Capacity * (silentChats ? 2 : 1), StringComparer.Ordinal);
        findings.Open(Name, silentChats ? "no agent holds more than twice his capacity, by weight (silent chats do not count)" : "no agent holds more than his capacity, by weight");
    }

    /// <summary>What each agent holds.</summary>
    public IReadOnlyDictionary<string, int> Loads => _loads;

    public void OnRow(in StoredRow row, StoredThread thread)
    {
    }

    public void OnEvent(in StoredEvent happened, StoredThread thread, in StoredOwner before)
    {
        if (before.Agent == thread.Owner.Agent && before.Epoch == thread.Owner.Epoch) return;
        if (before.Agent is { } left) _loads[left] -= before.Weight;
        if (thread.Owner.Agent is not { } agent) return;
        _findings.Look(Name);
        var load = _loads[agent] = _loads.GetValueOrDefault(agent) + thread.Owner.Weight;
        if (!_capacities.TryGetValue(agent, out var capacity)) _findings.Add(Name, thread.Key, $"went to {agent}, who has no profile");
        else if (load > capacity) _findings.Add(Name, thread.Key, $"made {agent} hold {load} of {capacity} at {new DateTimeOffset(happened.At, TimeSpan.Zero):O}");
    }

    public void OnEnd(IReadOnlyCollection<StoredThread> threads)
    {
    }

    /// <summary>The server told the agent's client so.</summary>
    public void OnAct(in AgentAct act)
    {
        if (act.Kind != ActKind.Told) return;
        _findings.Look(Name);
        if (act.Load > act.Capacity) _findings.Add(Name, null, $"{act.Agent} was told at {act.At:O} that he holds {act.Load} of {act.Capacity}");
    }
}
