using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;

namespace LocalOrleans.Tests.Cluster;

/// <summary>Silos of one cluster in this process, each with links of its own over loopback. The first one stays until the end.</summary>
internal sealed class LocalCluster(LifeWitness witness, Action<IServiceCollection>? configure = null) : IAsyncDisposable
{
    private readonly string _id = $"local-{Ports().Silo}";
    private IPEndPoint? _primary;

    public List<IHost> Silos { get; } = [];

    public List<int> Gateways { get; } = [];

    public async Task JoinAsync()
    {
        var ports = Ports();
        _primary ??= new IPEndPoint(IPAddress.Loopback, ports.Silo);
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(witness);
        configure?.Invoke(builder.Services);
        builder.UseOrleans(silo => silo.UseLocalhostClustering(ports.Silo, ports.Gateway, _primary, clusterId: _id));
        var host = builder.Build();
        await host.StartAsync();
        Silos.Add(host);
        Gateways.Add(ports.Gateway);
    }

    public async Task LeaveAsync(int index)
    {
        var leaving = Silos[index];
        Silos.RemoveAt(index);
        Gateways.RemoveAt(index);
        await leaving.StopAsync();
        leaving.Dispose();
    }

    public async Task<IHost> ConnectAsync()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleansClient(client => client.UseLocalhostClustering([.. Gateways], clusterId: _id));
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    public Task<Dictionary<SiloAddress, SiloStatus>> HostsAsync() =>
        Silos[0].Services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0).GetHosts();

    public async ValueTask DisposeAsync()
    {
        while (Silos.Count > 0) await LeaveAsync(Silos.Count - 1);
    }

    private static (int Silo, int Gateway) Ports()
    {
        using var silo = new TcpListener(IPAddress.Loopback, 0);
        using var gateway = new TcpListener(IPAddress.Loopback, 0);
        silo.Start();
        gateway.Start();
        return (((IPEndPoint)silo.LocalEndpoint).Port, ((IPEndPoint)gateway.LocalEndpoint).Port);
    }
}
