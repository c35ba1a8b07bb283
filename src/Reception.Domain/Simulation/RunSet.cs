namespace Reception.Domain.Simulation;

/// <summary>Independent runs of one scenario under seeds that follow each other. Means with a 95 % interval over the runs (none for a single run).</summary>
public sealed record RunSet(IReadOnlyList<SimulationRun> Runs)
{
    /// <summary>The load is kept by so many spans.</summary>
    public static RunSet Of(Scenario scenario, int runs, int spans = 1) => new([.. Enumerable.Range(0, runs).Select(i => Simulator.Run(scenario with { Seed = unchecked(scenario.Seed + i) }, spans))]);

    public Scenario Scenario => Runs[0].Scenario;

    public BatchMeans Mean(Func<SimulationRun, double> figure) => BatchMeans.OfRuns([.. Runs.Select(figure)]);

    /// <summary>This less the other, run by run: both met the same customers, so chance largely cancels out.</summary>
    public BatchMeans Less(RunSet other, Func<SimulationRun, double> figure) => BatchMeans.OfRuns([.. Runs.Zip(other.Runs, (mine, theirs) => figure(mine) - figure(theirs))]);
}
