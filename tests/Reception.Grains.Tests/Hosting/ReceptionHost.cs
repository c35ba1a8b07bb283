using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Runtime.Hosting;
using Reception.Contracts.Gateways;
using Reception.Domain.Journal;
using Reception.Domain.Time;
using Reception.Grains.Delivery;
using Reception.Grains.Hosting;
using Reception.Grains.Queues;
using Reception.Grains.Tests.Stores;

namespace Reception.Grains.Tests.Hosting;

/// <summary>
/// A silo in this process, started through the public API alone, so that it is the same on both runtimes. Grains see the
/// <see cref="TestClock"/>; the runtime's own areas stay on real time. The stores outlive the silo: <see cref="RestartAsync"/> is a
/// crash or a stop with everything in memory gone.
/// </summary>
public sealed class ReceptionHost : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private IHost? _host;
    private int _seed = 1;

    public TestClock Clock { get; } = new(new DateTimeOffset(2026, 11, 11, 0, 0, 0, TimeSpan.Zero));

    public MemoryStores Stores { get; } = new();

    public OrderOfCalls Calls { get; private set; } = new();

    public GatewayDouble Gateway { get; } = new();

    public IGrainFactory Grains => _host!.Services.GetRequiredService<IGrainFactory>();

    /// <summary>What the queues' comparisons had to mend since the silo started.</summary>
    internal long Finds => _host!.Services.GetRequiredService<QueueInstruments>().Finds;

    public static async Task<ReceptionHost> StartAsync()
    {
        var host = new ReceptionHost();
        await host.BeginAsync();
        return host;
    }

    /// <summary>Everything in memory is gone. A crash stores nothing on the way out; a stop deactivates in order.</summary>
    public async Task RestartAsync(bool crash = true)
    {
        Stores.IsCutOff = crash;
        await EndAsync();
        Stores.IsCutOff = false;
        await BeginAsync();
    }

    /// <summary>Turns the clock from a quiet point in steps, letting everything that becomes due be done in each.</summary>
    public async Task PassAsync(TimeSpan time, TimeSpan? step = null)
    {
        await QuietAsync();
        var end = Clock.GetUtcNow() + time;
        while (Clock.GetUtcNow() < end)
        {
            var left = end - Clock.GetUtcNow();
            Clock.Advance(left < (step ?? TimeSpan.FromSeconds(1)) ? left : step ?? TimeSpan.FromSeconds(1));
            await QuietAsync();
        }
    }

    /// <summary>Waits for a quiet point: no call under way, no push waiting and no call begun between two looks.</summary>
    public Task QuietAsync()
    {
        var seen = -1L;
        return UntilAsync(() =>
        {
            var started = Calls.Started;
            var quiet = Calls.UnderWay == 0 && _host!.Services.GetRequiredService<PushOutlet>().Waiting == 0 && started == seen;
            seen = started;
            return Task.FromResult(quiet);
        }, "a quiet point");
    }

    public Task UntilAsync(Func<bool> condition, string what) => UntilAsync(() => Task.FromResult(condition()), what);

    /// <summary>Waits in real time for a condition; fails by naming it.</summary>
    public async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        using var end = new CancellationTokenSource(Patience);
        while (!await condition())
        {
            if (end.IsCancellationRequested) throw new TimeoutException($"Waited {Patience.TotalSeconds:0} s for {what}.");
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        Assert.Empty(Calls.Violations);
    }

    private async Task BeginAsync()
    {
        var (silo, gateway) = FreePorts();
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(orleans => orleans
            .UseLocalhostClustering(silo, gateway, null, "reception-tests", $"reception-{silo}")
            .AddIncomingGrainCallFilter(Calls)
            .AddOutgoingGrainCallFilter(Calls)
            .ConfigureServices(AddServices));
        _host = builder.Build();
        await _host.StartAsync().WaitAsync(Patience);
        Gateway.Address = Grains.CreateObjectReference<IGatewayObserver>(Gateway).GetGrainId().ToString();
    }

    private void AddServices(IServiceCollection services)
    {
        services.AddSingleton<TimeProvider>(Clock);
        services.AddKeyedSingleton<TimeProvider>(KeyedService.AnyKey, (_, _) => TimeProvider.System);
        services.AddKeyedSingleton<TimeProvider>(TimeProviderNames.Grains, (_, _) => Clock);
        services.AddSingleton<IRandomSource>(new SeededRandomSource(_seed++));
        services.AddSingleton<IConversationJournal>(Stores.Journal);
        services.AddSingleton<IOpenWorkIndex>(Stores.Journal);
        services.AddSingleton<IEpisodeStore>(Stores.Episodes);
        services.AddGrainStorage("Default", (_, _) => Stores.Grains);
        services.AddReceptionGrains();
    }

    private async Task EndAsync()
    {
        if (_host is not { } host) return;
        _host = null;
        using var patience = new CancellationTokenSource(Patience);
        await host.StopAsync(patience.Token);
        host.Dispose();
    }

    private static (int Silo, int Gateway) FreePorts()
    {
        using var a = new TcpListener(IPAddress.Loopback, 0);
        using var b = new TcpListener(IPAddress.Loopback, 0);
        a.Start();
        b.Start();
        return (((IPEndPoint)a.LocalEndpoint).Port, ((IPEndPoint)b.LocalEndpoint).Port);
    }
}
