using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Orleans.Conformance.Infrastructure;

/// <summary>One silo in a generic host of its own, on free loopback ports. A derived fixture configures what its tests need.</summary>
public class TestSilo : IAsyncLifetime
{
    private readonly List<IHost> _clients = [];
    private IHost? _host;
    private (int Silo, int Gateway) _ports;

    /// <summary>Grains, called from inside the silo's process.</summary>
    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    public IServiceProvider Services => Host.Services;

    internal IHost Host => _host ?? throw new InvalidOperationException("The silo has not been started.");

    internal Signals Signals => Services.GetRequiredService<Signals>();

    internal TestStore Store => Services.GetRequiredService<TestStore>();

    public virtual async ValueTask InitializeAsync()
    {
        _ports = FreePorts();
        _host = Build(_ports);
        await _host.StartAsync().Within();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
            await StopAsync(client);
        if (_host is not null)
            await StopAsync(_host);
        GC.SuppressFinalize(this);
    }

    /// <summary>A host like the fixture's, on ports of its own, built and not started.</summary>
    internal IHost Build(Action<ISiloBuilder>? configure = null) => Build(FreePorts(), configure);

    internal IHost Build((int Silo, int Gateway) ports, Action<ISiloBuilder>? configure = null)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(ports.Silo, ports.Gateway, serviceId: "conformance", clusterId: $"conformance-{ports.Silo}");
            silo.Services.AddSingleton<Signals>();
            silo.AddTestStore();
            Configure(silo);
            configure?.Invoke(silo);
        });
        return builder.Build();
    }

    /// <summary>A client in a host of its own that reaches the silo through its gateway.</summary>
    public async Task<IClusterClient> ConnectAsync(Action<IClientBuilder>? configure = null) =>
        (await ConnectHostAsync(configure)).Services.GetRequiredService<IClusterClient>();

    internal async Task<IHost> ConnectHostAsync(Action<IClientBuilder>? configure = null)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleansClient(client =>
        {
            client.UseLocalhostClustering(_ports.Gateway, serviceId: "conformance", clusterId: $"conformance-{_ports.Silo}");
            configure?.Invoke(client);
        });
        var host = builder.Build();
        await host.StartAsync().Within();
        lock (_clients)
            _clients.Add(host);
        return host;
    }

    protected virtual void Configure(ISiloBuilder silo)
    {
    }

    internal static async Task StopAsync(IHost host)
    {
        await host.StopAsync(CancellationToken.None).Within();
        host.Dispose();
    }

    internal static (int Silo, int Gateway) FreePorts()
    {
        using var silo = new TcpListener(IPAddress.Loopback, 0);
        using var gateway = new TcpListener(IPAddress.Loopback, 0);
        silo.Start();
        gateway.Start();
        return (((IPEndPoint)silo.LocalEndpoint).Port, ((IPEndPoint)gateway.LocalEndpoint).Port);
    }
}
