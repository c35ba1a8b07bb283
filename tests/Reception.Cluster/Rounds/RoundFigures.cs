using Reception.Cluster.Histories;

namespace Reception.Cluster.Rounds;

/// <summary>What a round was: for reading, never asserted.</summary>
internal sealed class RoundFigures(ChaosCluster cluster)
{
    private readonly int _commands = cluster.Load.History.Count;
    private readonly int _begun = cluster.Load.Begun;
    private readonly long _started = TimeProvider.System.GetTimestamp();

    public string Text()
    {
        var operations = cluster.Load.History.Operations.Skip(_commands).ToList();
        var took = operations.Where(operation => operation.Returned is not null && operation.Command.Kind != CommandKind.Decline)
            .Select(operation => TimeProvider.System.GetElapsedTime(operation.Invoked, operation.Returned!.Value).TotalMilliseconds).Order().ToList();
        var unknown = operations.Count(operation => operation.Returned is null);
        return $"  {cluster.Load.Begun - _begun} conversations, {operations.Count} commands, {unknown} of unknown outcome; answered in p50 {At(took, 0.5):0} ms, p99 {At(took, 0.99):0} ms, longest {At(took, 1):0} ms; "
            + $"round and check took {TimeProvider.System.GetElapsedTime(_started).TotalSeconds:0.0} s";
    }

    private static double At(List<double> sorted, double share) => sorted.Count == 0 ? 0 : sorted[(int)Math.Min(sorted.Count - 1, sorted.Count * share)];
}
