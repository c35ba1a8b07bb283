using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Reception.Tests;

namespace LocalOrleans.Tests;

/// <summary>Who may not have a link, and that he is told why.</summary>
public sealed class RefusalTests
{
    [Fact]
    public async Task Client_WithAnotherSecret_IsRefusedAndToldSo()
    {
        await using var cluster = await TestCluster.StartAsync(1);
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        using var client = cluster.BuildClient(builder => builder.Services.Configure<LinkOptions>(options => options.SecretFile = path));
        var thrown = await Assert.ThrowsAsync<OrleansConfigurationException>(() => client.StartAsync());
        Assert.Contains("secret", thrown.Message, StringComparison.Ordinal);
        File.Delete(path);
    }

    [Fact]
    public async Task Client_OfAnotherCluster_IsRefusedByName()
    {
        await using var cluster = await TestCluster.StartAsync(1);
        using var client = cluster.BuildClient(builder => builder.Configure<ClusterOptions>(options => options.ClusterId = "elsewhere"));
        var thrown = await Assert.ThrowsAsync<OrleansConfigurationException>(() => client.StartAsync());
        Assert.Contains("\"elsewhere\"", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Client_AtThePortForSilos_IsRefused()
    {
        await using var cluster = await TestCluster.StartAsync(1);
        using var client = cluster.BuildClient(null, cluster[0].Address.Endpoint.Port);
        var thrown = await Assert.ThrowsAsync<OrleansConfigurationException>(() => client.StartAsync());
        Assert.Equal("This port is for silos.", thrown.Message);
    }

    [Fact]
    public void Contract_ThatDiffers_IsRefusedByItsName()
    {
        var ours = new Hello(LinkKind.Silo, "c", "s", "127.0.0.1:1@1", "a/b") { Interfaces = [new Contract("IOne", 1), new Contract("ITwo", 2)], Types = [new Contract("Order", 3)] };
        Assert.Contains("ITwo", ours.RefusalOf(ours with { Interfaces = [new Contract("ITwo", 7)] }), StringComparison.Ordinal);
        Assert.Contains("Order", ours.RefusalOf(ours with { Types = [new Contract("Order", 7)] }), StringComparison.Ordinal);
    }

    [Fact]
    public void Contract_ThatOnlyOneSideHas_IsNoReason()
    {
        var ours = new Hello(LinkKind.Client, "c", "s", null, "a/b") { Interfaces = [new Contract("IOne", 1)] };
        Assert.Null(ours.RefusalOf(ours with { Interfaces = [new Contract("ITwo", 2)], Types = [new Contract("Order", 3)] }));
    }

    [Fact]
    public async Task Port_TakenByAnother_IsAClearError()
    {
        await using var cluster = await TestCluster.StartAsync(1);
        using var other = new TcpListener(IPAddress.Loopback, FreePorts.Next());
        other.Start();
        var silo = cluster.Build(builder => builder.Configure<EndpointOptions>(options => options.SiloPort = ((IPEndPoint)other.LocalEndpoint).Port));
        var thrown = await Assert.ThrowsAsync<OrleansConfigurationException>(silo.StartAsync);
        Assert.Contains($"Port {((IPEndPoint)other.LocalEndpoint).Port}", thrown.Message, StringComparison.Ordinal);
        await silo.DisposeAsync();
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void Secret_ThatOthersCanRead_IsRefused()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var made = LinkSecret.Load(path);
        Assert.Equal(made, LinkSecret.Load(path));
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        Assert.Throws<OrleansConfigurationException>(() => LinkSecret.Load(path));
        File.Delete(path);
    }
}
