using Microsoft.Extensions.DependencyInjection;
using Reception.Domain.Time;
using Reception.Storage.Azure.Client;
using Reception.Storage.Tests.Azure;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]

namespace Reception.Storage.Tests.Azure;

/// <summary>The one Azurite of this test assembly, started by the first test that asks. Each test has containers and tables of its own.</summary>
public sealed class AzuriteFixture : IAsyncDisposable
{
    private readonly Lazy<Task<AzuriteServer>> _server = new(() => AzuriteServer.StartAsync());
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private int _names;

    internal System.Diagnostics.Metrics.IMeterFactory Meters => _services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>();

    internal Reception.Storage.Azure.AzureStoreInstruments Instruments => field ??= new Reception.Storage.Azure.AzureStoreInstruments(Meters);

    internal StoragePressure Pressure => field ??= new StoragePressure(Instruments, TimeProvider.System);

    /// <summary>Skips the test, with the reason, where Azurite cannot run.</summary>
    internal Task<AzuriteServer> ServerAsync()
    {
        Assert.SkipWhen(AzuriteServer.Missing is not null, AzuriteServer.Missing ?? "");
        return _server.Value;
    }

    /// <summary>A name that no other test of this run has.</summary>
    internal string NextName() => $"t{Interlocked.Increment(ref _names)}";

    internal async Task<StorageClient> ClientAsync(Action<StorageClientOptions>? configure = null)
    {
        var options = new StorageClientOptions();
        configure?.Invoke(options);
        return new StorageClient((await ServerAsync()).Account(), options, Pressure, TimeProvider.System, new SystemRandomSource());
    }

    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated) await (await _server.Value).DisposeAsync();
        await _services.DisposeAsync();
    }
}
