using Reception.Cluster.Checks;
using Reception.Cluster.Load;
using Reception.Cluster.Processes;
using Reception.Tests;

namespace Reception.Cluster.Rounds;

/// <summary>
/// Silos come, go, hang and die under a steady load, and sometimes the store with them. After each round everything is checked that
/// docs/architecture.md promises, from the file and from what the clients saw. 5 rounds; in a long run 50, in ten clusters.
/// </summary>
public sealed class ChaosTests(ITestOutputHelper output)
{
    private const int Rounds = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Waking = TimeSpan.FromSeconds(15);

    public static TheoryData<int> Runs() => [.. Enumerable.Range(0, TestRun.Cases(share: 1, all: 10))];

    [Theory, MemberData(nameof(Runs))]
    public async Task Rounds_OfFaultsUnderLoad_BreakNoPromise(int run)
    {
        var seed = TestRun.SeedFor($"{nameof(Rounds_OfFaultsUnderLoad_BreakNoPromise)} {run}");
        output.WriteLine($"RECEPTION_SEED={TestRun.Seed}, run {run}");
        var random = new Random(seed);
        Fault[] faults = [Fault.Kill, Fault.Stop, Fault.Leave, Fault.Join, (Fault)random.Next(4)];
        random.Shuffle(faults);

        await using var cluster = await ChaosCluster.StartAsync($"chaos-{run}", new LoadOptions(), seed);
        foreach (var (round, fault) in faults.Index())
        {
            var storeToo = random.Next(5) < 2;
            output.WriteLine($"round {round + 1} of {Rounds}: {fault}{(storeToo ? " and the store is killed" : "")}");
            var figures = new RoundFigures(cluster);
            cluster.Load.StartCustomers();
            await LoadContext.PauseAsync(3_000);
            await Task.WhenAll(DoAsync(cluster.Processes, fault, random), storeToo ? RestartStoreAsync(cluster.Processes, random.Next(1_500)) : Task.CompletedTask);
            await LoadContext.PauseAsync(2_000);

            var violations = new List<Violation>();
            var journal = await cluster.CheckAsync(violations);
            output.WriteLine(figures.Text());
            foreach (var error in cluster.Load.Context.Errors.Take(5)) output.WriteLine($"  load: {error}");
            Assert.True(violations.Count == 0, $"seed {TestRun.Seed}, run {run}, round {round + 1} ({fault}), logs in {cluster.Processes.LogFolder}\n{RoundReport.Of(violations, journal, cluster.Load.History)}");
            await cluster.Load.LeaveAsync();
        }
    }

    private static async Task DoAsync(ClusterProcesses processes, Fault fault, Random random)
    {
        if (fault == Fault.Join)
        {
            await processes.JoinAsync();
            return;
        }
        var silo = processes.Silos[random.Next(processes.Silos.Count)];
        silo.Send(fault switch { Fault.Kill => Signal.Kill, Fault.Stop => Signal.Stop, _ => Signal.Terminate });
        if (fault == Fault.Stop)
        {
            await LoadContext.PauseAsync(Pause.TotalMilliseconds);
            silo.Send(Signal.Continue); // it finds out that it has been voted out and ends itself, or the others had more patience
            if (!await silo.EndsWithinAsync(Waking)) return;
        }
        await processes.RemoveAsync(silo);
        Assert.True((silo.ExitCode == 0) == (fault == Fault.Leave), $"{silo.Name} ended with code {silo.ExitCode} after {fault}:\n{silo.Tail}");
        if (processes.Silos.Count < 3) await processes.JoinAsync();
    }

    private static async Task RestartStoreAsync(ClusterProcesses processes, int afterMilliseconds)
    {
        await LoadContext.PauseAsync(afterMilliseconds);
        await processes.RestartStoreAsync();
    }
}
