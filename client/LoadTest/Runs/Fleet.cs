using Reception.LoadTest.Hosting;
using Reception.LoadTest.Measures;
using Reception.LoadTest.Profiles;

namespace Reception.LoadTest.Runs;

/// <summary>The processes under load: what they cost, and the silos that come and go. Of a cluster that the run did not start nothing is known.</summary>
internal sealed class Fleet(IServers? servers, TimeProvider time) : IDisposable
{
    private readonly MetricsReader? _metrics = servers is null or { Services: not null } ? null : new(servers.DataFolder, servers.MetricsToken);
    private readonly List<DateTimeOffset> _changes = [];

    /// <summary>When silos came, left or were killed.</summary>
    public IReadOnlyList<DateTimeOffset> Changes => _changes;

    public int Silos => servers?.Silos ?? 0;

    public async Task ChangeAsync(FleetAction action)
    {
        if (servers is not LocalCluster cluster) return;
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
        foreach (var process in samples.Count > 0 ? [] : servers?.Processes.ToArray() ?? [])
        {
            if (!process.HasExited && ProcessClock.Read(process.Id) is var (cpu, memory)) samples.Add(new(process.Name, cpu, memory, 0, []));
        }
        samples.Add(new("load", Environment.CpuUsage.TotalTime.TotalSeconds, Environment.WorkingSet, 0, []));
        return samples;
    }

    public void Dispose() => _metrics?.Dispose();
}
