using Reception.Cluster.Load;
using Reception.Cluster.Processes;

namespace Reception.Cluster.Measures;

/// <summary>Three silos, the shop, and probes on so many conversations: what every measurement starts from.</summary>
internal sealed class Measured : IAsyncDisposable
{
    private readonly LoadClient _client;

    private Measured(ClusterProcesses processes, LoadClient client, Probes probes) => (Processes, _client, Probes) = (processes, client, probes);

    public ClusterProcesses Processes { get; }

    public Probes Probes { get; }

    public IClusterClient Cluster => _client.Cluster;

    public static async Task<Measured> StartAsync(string name, int conversations)
    {
        var processes = await ClusterProcesses.StartAsync(name, silos: 3, gateways: 0);
        try
        {
            var client = await LoadClient.ConnectAsync(processes.DataFolder, TimeSpan.FromSeconds(30));
            await LoadShop.CreateAsync(client.Cluster);
            return new(processes, client, await Probes.StartAsync(client.Cluster, conversations));
        }
        catch
        {
            await processes.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Probes.DisposeAsync();
        await _client.DisposeAsync();
        await Processes.DisposeAsync();
    }
}
