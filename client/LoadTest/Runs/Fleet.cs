using Reception.LoadTest.Hosting;
using Reception.LoadTest.Measures;
using Reception.LoadTest.Profiles;

namespace Reception.LoadTest.Runs;

/// <summary>The processes under load: what they cost, and the silos that come and go. Of a cluster that the run did not start nothing is known.</summary>
internal sealed class Fleet(LocalCluster? cluster, TimeProvider time) : IDisposable
{
    private readonly MetricsReader? _metrics = cluster is null ? null : new(cluster.DataFolder, cluster.MetricsToken);
    private readonly List<DateTimeOffset> _changes = [];

    /// <summary>When silos came, left or were killed.</summary>
    public IReadOnlyList<DateTimeOffset> Changes => _changes;

    public int Silos => cluster?.Silos.Count ?? 0;

    public async Task ChangeAsync(FleetAction action)
    {
        if (cluster is null) return;
        _changes.Add(time.GetUtcNow());
        if (action == FleetAction.Join) await cluster.JoinAsync();
        else await cluster.RemoveAsync(action);
        _changes.Add(time.GetUtcNow());
    }

    /// <summary>What the servers say of themselves, or, where they say nothing, what the system says; and this process.</summary>
    public async Task<IReadOnlyList<ServerSample>> SampleAsync()
    {
        var samples = new List<ServerSample>();
        if (_metrics is not null) samples.AddRange(await _metrics.ReadAsync());
        foreach (var process in samples.Count > 0 ? [] : cluster?.Processes.ToArray() ?? [])
        {
            if (!process.HasExited && ProcessClock.CpuSeconds(process.Id) is { } cpu && ProcessClock.Memory(process.Id) is { } memory) samples.Add(new(process.Name, cpu, memory, 0, []));
        }
        var self = Environment.ProcessId;
        if (ProcessClock.CpuSeconds(self) is { } own && ProcessClock.Memory(self) is { } ownMemory) samples.Add(new("load", own, ownMemory, 0, []));
        return samples;
    }

    public void Dispose() => _metrics?.Dispose();
}
