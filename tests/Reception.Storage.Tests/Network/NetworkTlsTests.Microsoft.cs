using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using Reception.Clustering.Network;
using Reception.Tests;

namespace Reception.Storage.Tests.Network;

/// <summary>The real thing under TLS: silos and clients of one authority talk, others do not come in.</summary>
public sealed class NetworkTlsTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>A client that is refused tries on; one that is served gets in long before.</summary>
    private static readonly TimeSpan RefusalPatience = TimeSpan.FromSeconds(10);
    private readonly TestCertificates _certificates = new();
    private readonly List<IHost> _hosts = [];
    private readonly int _gateway = FreePorts.Next();

    public async ValueTask InitializeAsync()
    {
        var primary = FreePorts.Next();
        await StartSiloAsync(primary, _gateway, null);
        await StartSiloAsync(FreePorts.Next(), FreePorts.Next(), new IPEndPoint(IPAddress.Loopback, primary));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts.AsEnumerable().Reverse())
        {
            await host.StopAsync();
            host.Dispose();
        }
        _certificates.Dispose();
    }

    [Fact]
    public async Task Client_OfTheSameAuthority_IsServedByTwoSilos()
    {
        using var client = Client(Network(_certificates));
        await client.StartAsync().WaitAsync(Patience);
        var hosts = await client.Services.GetRequiredService<IClusterClient>().GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true);
        Assert.Equal(2, hosts.Count);
        await client.StopAsync();
    }

    [Fact]
    public async Task Client_OfAnotherAuthority_IsNotServed()
    {
        using var others = new TestCertificates();
        using var client = Client(Network(others));
        await Assert.ThrowsAnyAsync<Exception>(() => client.StartAsync().WaitAsync(RefusalPatience));
    }

    [Fact]
    public async Task Client_InTheClear_IsNotServed()
    {
        using var client = Client(new NetworkOptions());
        await Assert.ThrowsAnyAsync<Exception>(() => client.StartAsync().WaitAsync(RefusalPatience));
    }

    private async Task StartSiloAsync(int port, int gateway, IPEndPoint? primary)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(port, gateway, primary)
            .UseTls(tls => NetworkTls.Apply(tls, Network(_certificates))));
        _hosts.Add(builder.Build());
        await _hosts[^1].StartAsync().WaitAsync(Patience);
    }

    private IHost Client(NetworkOptions network)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleansClient(client =>
        {
            client.UseLocalhostClustering(_gateway);
            if (network.Certificate is not null) client.UseTls(tls => NetworkTls.Apply(tls, network));
        });
        return builder.Build();
    }

    private static NetworkOptions Network(TestCertificates certificates) => new()
    {
        Certificate = certificates.Certificate,
        CertificateName = TestCertificates.Name,
        Authority = certificates.Authority,
    };
}
