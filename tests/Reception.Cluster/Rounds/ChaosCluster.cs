using Reception.Cluster.Checks;
using Reception.Cluster.Journals;
using Reception.Cluster.Load;
using Reception.Cluster.Processes;
using Reception.Contracts.Agents;

namespace Reception.Cluster.Rounds;

/// <summary>A cluster under load, and what can be asked of it at a quiet point.</summary>
internal sealed class ChaosCluster : IAsyncDisposable
{
    private static readonly TimeSpan ScriptPatience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan QuietPatience = TimeSpan.FromSeconds(60);
    private readonly JournalFollower _follower;

    private ChaosCluster(ClusterProcesses processes, LoadRun load)
    {
        (Processes, Load) = (processes, load);
        _follower = new(processes.DataFolder);
    }

    public ClusterProcesses Processes { get; }

    public LoadRun Load { get; }

    public static async Task<ChaosCluster> StartAsync(string name, LoadOptions options, int seed, int silos = 3, int gateways = 1)
    {
        var processes = await ClusterProcesses.StartAsync(name, silos, gateways);
        try
        {
            var client = await LoadClient.ConnectAsync(processes.DataFolder, TimeSpan.FromSeconds(10));
            return new(processes, await LoadRun.StartAsync(client, () => processes.Gateways, options, seed));
        }
        catch
        {
            await processes.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops new customers and waits until nothing is under way any more, or until waiting longer would change nothing.</summary>
    public async Task<StoredJournal> QuietenAsync(ICollection<Violation> violations)
    {
        if (!await Load.StopCustomersAsync(ScriptPatience)) violations.Add(new("load", null, $"{Load.Open} scripts did not come to their end in {ScriptPatience.TotalSeconds} s"));
        var started = TimeProvider.System.GetTimestamp();
        var journal = _follower.Read();
        while ((OpenIn(journal) > 0 || await AnyHeldAsync()) && TimeProvider.System.GetElapsedTime(started) < QuietPatience)
        {
            await LoadContext.PauseAsync(500);
            journal = _follower.Read();
        }
        await LoadContext.PauseAsync(500); // notices of the last events
        await Load.SendHomeAsync(conversation => journal.ByConversation[conversation].Count(fact => fact.IsLine));
        return _follower.Read();
    }

    /// <summary>Everything that has to hold at a quiet point.</summary>
    public async Task<StoredJournal> CheckAsync(List<Violation> violations)
    {
        var journal = await QuietenAsync(violations);
        var operations = Load.History.Operations;
        violations.AddRange(SequenceCheck.Find(journal));
        violations.AddRange(PromiseCheck.Find(journal, operations));
        violations.AddRange(OwnerCheck.Find(journal, operations));
        violations.AddRange(CapacityCheck.Find(journal));
        violations.AddRange(Load.Agents.SelectMany(agent => agent.AboveCapacity));
        violations.AddRange(WaitingCheck.Find(journal, Load.Standings(), Load.Context.Now));
        violations.AddRange(HoldCheck.Find(journal, await LedgersAsync()));
        violations.AddRange(DeliveryCheck.Find(journal, Load.History.Sessions));
        violations.AddRange(OrderCheck.Find(operations));
        return journal;
    }

    public async ValueTask DisposeAsync()
    {
        await Load.DisposeAsync();
        await Processes.DisposeAsync();
    }

    private static int OpenIn(StoredJournal journal) =>
        journal.ByConversation.Count(facts => facts.Aggregate(StoredOwner.None, (owner, fact) => owner.After(fact).Owner).Kind is OwnerKind.Queue or OwnerKind.Agent);

    // A hold whose conversation never came to own it, because a process died between the two, is asked about after ten seconds.
    private async Task<bool> AnyHeldAsync() => (await LedgersAsync()).Values.Any(holds => holds.Count > 0);

    private async Task<Dictionary<string, IReadOnlyCollection<(string Work, long Epoch)>>> LedgersAsync()
    {
        var ledgers = new Dictionary<string, IReadOnlyCollection<(string, long)>>(StringComparer.Ordinal);
        foreach (var agent in Load.Agents)
        {
            var view = await Load.Context.Grains.GetGrain<IAgentGrain>(agent.Id.Value).GetAsync();
            ledgers[agent.Id.Value] = [.. view!.Holds.Select(hold => (hold.Work.ToString(), hold.Epoch))];
        }
        return ledgers;
    }
}
