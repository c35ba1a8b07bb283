using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Conformance.Calls;
using Orleans.Conformance.Infrastructure;

namespace Orleans.Conformance.Hosting;

public sealed class HostingTests(SharedSilo silo)
{
    [Fact]
    public async Task UseOrleans_HostsServices_HaveFactoryAndClient()
    {
        var key = Wait.Key();
        await silo.Services.GetRequiredService<IGrainFactory>().GetGrain<ICounterGrain>(key).IncrementAsync();
        Assert.Equal(2, await silo.Services.GetRequiredService<IClusterClient>().GetGrain<ICounterGrain>(key).IncrementAsync());
    }

    [Fact]
    public async Task UseOrleansClient_HostsServices_HaveFactoryAndClient()
    {
        var host = await silo.ConnectHostAsync();
        var key = Wait.Key();
        await host.Services.GetRequiredService<IGrainFactory>().GetGrain<ICounterGrain>(key).IncrementAsync();
        Assert.Equal(2, await host.Services.GetRequiredService<IClusterClient>().GetGrain<ICounterGrain>(key).IncrementAsync());
    }

    [Fact]
    public async Task UseOrleans_TwoSilosOfDifferentClusters_ShareNothing()
    {
        var key = Wait.Key();
        var other = silo.Build();
        await other.StartAsync().Within();
        await silo.Grains.GetGrain<ICounterGrain>(key).IncrementAsync();
        Assert.Equal(1, await other.Services.GetRequiredService<IGrainFactory>().GetGrain<ICounterGrain>(key).IncrementAsync());
        await TestSilo.StopAsync(other);
    }

    [Fact]
    public void Configure_Options_AreTheSilosOptions()
    {
        using var host = silo.Build(builder => builder.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(77)));
        Assert.Equal(TimeSpan.FromSeconds(77), host.Services.GetRequiredService<IOptions<SiloMessagingOptions>>().Value.ResponseTimeout);
        Assert.Equal("conformance", host.Services.GetRequiredService<IOptions<ClusterOptions>>().Value.ServiceId);
    }

    [Fact]
    public async Task ResponseTimeout_OfTheSilo_HoldsForCallsFromIt()
    {
        var host = silo.Build(builder => builder.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(1)));
        await host.StartAsync().Within();
        var key = Wait.Key();
        var grain = host.Services.GetRequiredService<IGrainFactory>().GetGrain<IPatientGrain>(key);
        var thrown = await Assert.ThrowsAsync<TimeoutException>(grain.HoldAsync);
        Assert.Contains(nameof(IPatientGrain.HoldAsync), thrown.Message, StringComparison.Ordinal);
        host.Services.GetRequiredService<Signals>()[key].Open();
        await TestSilo.StopAsync(host);
    }

    [Fact]
    public async Task ResponseTimeout_OfTheClient_HoldsForCallsFromIt()
    {
        var client = await silo.ConnectAsync(builder =>
            builder.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(1)));
        var key = Wait.Key();
        await Assert.ThrowsAsync<TimeoutException>(client.GetGrain<IPatientGrain>(key).HoldAsync);
        silo.Signals[key].Open();
    }

    [Fact]
    public async Task StopSilo_WithATurnRunning_TheTurnEndsFirst()
    {
        var host = silo.Build();
        await host.StartAsync().Within();
        var key = Wait.Key();
        var signal = host.Services.GetRequiredService<Signals>()[key];
        var call = host.Services.GetRequiredService<IGrainFactory>().GetGrain<IPatientGrain>(key).HoldAsync();
        await Wait.Until(() => signal.Entered == 1);
        var stopped = host.StopAsync(CancellationToken.None);
        signal.Open();
        await stopped.Within();
        Assert.Contains("turn ended", signal.Notes);
        await Record.ExceptionAsync(() => call.Within());
        host.Dispose();
    }

    [Fact]
    public async Task Client_AfterItsHostStopped_CallsFail()
    {
        var host = await silo.ConnectHostAsync();
        var client = host.Services.GetRequiredService<IClusterClient>();
        await client.GetGrain<ICounterGrain>(Wait.Key()).IncrementAsync();
        await host.StopAsync(CancellationToken.None).Within();
        Assert.NotNull(await Record.ExceptionAsync(() => client.GetGrain<ICounterGrain>(Wait.Key()).IncrementAsync().Within()));
    }

    [Fact]
    public async Task Client_StartedBeforeItsSilo_ConnectsWhenTheSiloIsThere()
    {
        var ports = TestSilo.FreePorts();
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleansClient(client => client.UseLocalhostClustering(ports.Gateway, serviceId: "conformance", clusterId: $"conformance-{ports.Silo}"));
        using var client = builder.Build();
        var starting = client.StartAsync();
        var late = silo.Build(ports);
        await late.StartAsync().Within();
        await starting.Within();
        Assert.Equal(1, await client.Services.GetRequiredService<IClusterClient>().GetGrain<ICounterGrain>("late").IncrementAsync());
        await client.StopAsync(CancellationToken.None).Within();
        await TestSilo.StopAsync(late);
    }
}

public interface IPatientGrain : IGrainWithStringKey
{
    Task HoldAsync();
}

internal sealed class PatientGrain(Signals signals) : Grain, IPatientGrain
{
    public async Task HoldAsync()
    {
        var signal = signals[this.GetPrimaryKeyString()];
        signal.Enter();
        await signal.Opened;
        signal.Note("turn ended");
    }
}
