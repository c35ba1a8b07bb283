using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Runtime.Hosting;
using Reception.Contracts.Scaling;
using Reception.Domain.Assistance;
using Reception.Domain.Journal;
using Reception.Domain.Orders;
using Reception.Domain.Time;
using Reception.Grains.Delivery;
using Reception.Grains.Hosting;
using Reception.Grains.Queues;
using Reception.Grains.Scaling;
using Reception.Grains.Tests.Stores;

namespace Reception.Grains.Tests.Hosting;

/// <summary>One silo of a test's cluster in this process, started through the public API alone, so that it is the same on both runtimes.</summary>
public sealed class TestSilo
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly IHost _host;

    private TestSilo(ReceptionHost cluster, IPEndPoint? primary, int seed)
    {
        var (port, gateway) = FreePorts();
        EndPoint = new IPEndPoint(IPAddress.Loopback, port);
        Stores = new SiloStores(cluster.Stores);
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(orleans => orleans
            .UseLocalhostClustering(port, gateway, primary, "reception-tests", $"reception-{(primary ?? EndPoint).Port}")
            .AddActivityPropagation()
            .AddIncomingGrainCallFilter(Calls)
            .AddIncomingGrainCallFilter(new Sightings(this, cluster.Places))
            .AddOutgoingGrainCallFilter(Calls)
            .ConfigureServices(services => AddServices(services, cluster, seed)));
        _host = builder.Build();
    }

    public IPEndPoint EndPoint { get; }

    public SiloStores Stores { get; }

    public OrderOfCalls Calls { get; } = new();

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    /// <summary>What the queues' comparisons had to mend on this silo.</summary>
    internal long Finds => _host.Services.GetRequiredService<QueueInstruments>().Finds;

    /// <summary>Calls and pushes that have not been answered.</summary>
    internal long UnderWay => Calls.UnderWay + _host.Services.GetRequiredService<PushOutlet>().Waiting;

    internal T Service<T>() where T : notnull => _host.Services.GetRequiredService<T>();

    public static async Task<TestSilo> StartAsync(ReceptionHost cluster, IPEndPoint? primary, int seed)
    {
        var silo = new TestSilo(cluster, primary, seed);
        await silo._host.StartAsync().WaitAsync(Patience);
        return silo;
    }

    /// <summary>Grains are deactivated in order, then the silo goes.</summary>
    public async Task StopAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await _host.StopAsync(patience.Token);
        _host.Dispose();
    }

    /// <summary>As near to a dead process as one process allows: nothing more is stored, no grain is asked, nothing is waited for.</summary>
    public async Task KillAsync()
    {
        Stores.IsCutOff = true;
        try
        {
            await _host.StopAsync(new CancellationToken(canceled: true)).WaitAsync(Patience);
        }
        catch (Exception e) when (e is OperationCanceledException or AggregateException)
        {
            // A stop that is cancelled from the beginning says so.
        }
        _host.Dispose();
    }

    private void AddServices(IServiceCollection services, ReceptionHost cluster, int seed)
    {
        services.AddSingleton<TimeProvider>(cluster.Clock);
        services.AddSingleton<IOrderLookup>(cluster.Orders);
        services.AddSingleton<IEntryChooser>(cluster.Chooser);
        services.AddKeyedSingleton<TimeProvider>(KeyedService.AnyKey, (_, _) => TimeProvider.System);
        services.AddKeyedSingleton<TimeProvider>(TimeProviderNames.Grains, (_, _) => cluster.Clock);
        services.AddSingleton<IRandomSource>(new SeededRandomSource(seed));
        services.AddSingleton<ILoadSource>(new StillLoad($"silo-{seed}"));
        services.AddSingleton<IConversationJournal>(Stores);
        services.AddSingleton<IOpenWorkIndex>(Stores);
        services.AddSingleton<IEpisodeStore>(Stores);
        services.AddSingleton<IWorkOrderStore>(cluster.Stores.WorkOrders);
        services.AddGrainStorage("Default", (_, _) => Stores);
        services.AddReceptionGrains();
    }

    /// <summary>A silo that uses nothing: what a test's process really uses depends on the machine.</summary>
    private sealed class StillLoad(string name) : ILoadSource
    {
        public LoadReport Read() => new(ProcessKind.Silo, name, 0, 2, 0, 0, 0);
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
