using System.Net;
using Microsoft.Extensions.Logging;
using Orleans.Conformance.Infrastructure;

namespace Orleans.Conformance.Cluster;

/// <summary>Silos of one cluster, each in a host of its own in this process, that find each other through the first one.</summary>
public sealed class TestCluster : IAsyncDisposable
{
    private readonly List<IHost> _clients = [];
    private readonly string _id = Wait.Key("cluster");
    private IPEndPoint? _primary;

    /// <summary>The silos that run, oldest first.</summary>
    internal List<ClusterSilo> Silos { get; } = [];

    internal Signals Signals { get; } = new();

    public static async Task<TestCluster> StartAsync(int silos)
    {
        var cluster = new TestCluster();
        for (var i = 0; i < silos; i++)
            await cluster.JoinAsync();
        return cluster;
    }

    internal async Task<ClusterSilo> JoinAsync()
    {
        var ports = TestSilo.FreePorts();
        _primary ??= new IPEndPoint(IPAddress.Loopback, ports.Silo);
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(ports.Silo, ports.Gateway, _primary, serviceId: "conformance", clusterId: _id);
            silo.Services.AddSingleton(Signals);
        });
        var host = builder.Build();
        await host.StartAsync().Within();
        var joined = new ClusterSilo(host, ports.Gateway);
        Silos.Add(joined);
        await Wait.Until(async () => (await Task.WhenAll(Silos.Select(silo => silo.MembersAsync()))).All(count => count == Silos.Count));
        return joined;
    }

    /// <summary>Stops a silo in order.</summary>
    internal async Task LeaveAsync(ClusterSilo silo)
    {
        Silos.Remove(silo);
        await TestSilo.StopAsync(silo.Host);
    }

    /// <summary>Stops a silo without giving it time for anything.</summary>
    internal async Task KillAsync(ClusterSilo silo)
    {
        Silos.Remove(silo);
        await silo.Host.StopAsync(new CancellationToken(canceled: true)).Within();
        silo.Host.Dispose();
    }

    /// <summary>A client that knows the gateways of these silos.</summary>
    internal async Task<IClusterClient> ConnectAsync(params ClusterSilo[] through)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleansClient(client => client.UseLocalhostClustering([.. through.Select(silo => silo.Gateway)], serviceId: "conformance", clusterId: _id));
        var host = builder.Build();
        await host.StartAsync().Within();
        _clients.Add(host);
        return host.Services.GetRequiredService<IClusterClient>();
    }

    /// <summary>A grain that lives on this silo; it is called once to find that out.</summary>
    internal async Task<ITravellerGrain> GrainOnAsync(ClusterSilo silo, IGrainFactory? through = null)
    {
        for (var i = 0; ; i++)
        {
            var key = Wait.Key($"on-{silo.Address}-{i}");
            if (await Silos[0].Grains.GetGrain<ITravellerGrain>(key).WhereAsync() == silo.Address)
                return (through ?? Silos[0].Grains).GetGrain<ITravellerGrain>(key);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
            await TestSilo.StopAsync(client);
        foreach (var silo in Enumerable.Reverse(Silos).ToList())
            await LeaveAsync(silo);
    }
}

/// <summary>One silo of a cluster.</summary>
internal sealed record ClusterSilo(IHost Host, int Gateway)
{
    public string Address { get; } = Host.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress.ToString();

    /// <summary>Grains, called from inside this silo.</summary>
    public IGrainFactory Grains => Host.Services.GetRequiredService<IGrainFactory>();

    public IManagementGrain Management => Grains.GetGrain<IManagementGrain>(0);

    public async Task<int> MembersAsync() => (await Management.GetHosts(onlyActive: true)).Count;
}

/// <summary>Three silos that stay, for the tests that change nothing.</summary>
public sealed class SharedCluster : IAsyncLifetime
{
    public TestCluster Cluster { get; private set; } = null!;

    /// <summary>A client through the last silo's gateway.</summary>
    public IClusterClient Client { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Cluster = await TestCluster.StartAsync(3);
        Client = await Cluster.ConnectAsync(Cluster.Silos[2]);
    }

    public ValueTask DisposeAsync() => Cluster.DisposeAsync();
}
