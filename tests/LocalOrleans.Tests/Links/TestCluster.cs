using System.Collections.Immutable;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Reception.Tests;

namespace LocalOrleans.Tests;

/// <summary>The views of a test: they say what the test wants.</summary>
internal sealed class TestViews : IClusterViews, ISiloLinkEvents
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public event Action<ClusterView>? Changed;

    public ClusterView Current { get; private set; } = ClusterView.Empty;

    public System.Collections.Concurrent.ConcurrentQueue<string> Events { get; } = new();

    public void Set(ClusterView view)
    {
        lock (_gate)
        {
            Current = view;
            Changed?.Invoke(view);
            _next.TrySetResult();
            _next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public async Task<ClusterView> AtLeastAsync(long version, CancellationToken cancellation)
    {
        while (true)
        {
            Task next;
            lock (_gate)
            {
                if (Current.Version >= version) return Current;
                next = _next.Task;
            }

            await next.WaitAsync(cancellation);
        }
    }

    public void OnMessage(SiloAddress from, ReadOnlyMemory<byte> message) => Events.Enqueue($"message {message.Span[0]} from {from}");

    public void OnClosed(SiloAddress silo) => Events.Enqueue($"closed {silo}");

    public void OnHeartbeat(Socket socket, SiloAddress from)
    {
        Events.Enqueue($"heartbeat {from}");
        socket.Dispose();
    }
}

/// <summary>One silo of a test cluster.</summary>
internal sealed class TestSilo(IHost host, TestViews views) : IAsyncDisposable
{
    public SiloRuntime Runtime { get; } = host.Services.GetRequiredService<SiloRuntime>();

    public SiloLinks Links { get; } = host.Services.GetRequiredService<SiloLinks>();

    public LinkWitness Witness { get; } = host.Services.GetRequiredService<LinkWitness>();

    public IGrainFactory Grains { get; } = host.Services.GetRequiredService<IGrainFactory>();

    public TestViews Views => views;

    public SiloAddress Address => Runtime.Details.SiloAddress;

    public int GatewayPort => Runtime.Details.GatewayAddress.Endpoint.Port;

    public ViewSilo InView => new(Address, GatewayPort);

    public void Enter(ClusterView view)
    {
        Runtime.Catalog.Enter(view);
        views.Set(view);
        _ = Runtime.Catalog.SettleAsync(view, () => { }, Task.CompletedTask);
        Links.Publish(view);
    }

    public Task StartAsync() => host.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync(CancellationToken.None);
        host.Dispose();
    }
}

/// <summary>Silos of this process whose views the test sets, and clients, all over TCP.</summary>
internal sealed class TestCluster : IAsyncDisposable
{
    private readonly string _id = Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(4));
    private readonly List<IHost> _clients = [];

    public List<TestSilo> Silos { get; } = [];

    public TestSilo this[int n] => Silos[n];

    /// <summary>Silos that all know each other.</summary>
    public static async Task<TestCluster> StartAsync(int silos, Action<ISiloBuilder>? configure = null)
    {
        var cluster = new TestCluster();
        for (var n = 0; n < silos; n++) cluster.Silos.Add(cluster.Build(configure));
        foreach (var silo in cluster.Silos) await silo.StartAsync();
        cluster.EnterAll(1);
        return cluster;
    }

    public void EnterAll(long version)
    {
        foreach (var silo in Silos) silo.Enter(new ClusterView(version, [.. Silos.Select(one => one.InView)]));
    }

    public TestSilo Build(Action<ISiloBuilder>? configure = null)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        var views = new TestViews();
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(FreePorts.Next(), FreePorts.Next(), clusterId: _id);
            silo.Services.AddSingleton<LinkWitness>().AddSingleton<IClusterViews>(views).AddSingleton<ISiloLinkEvents>(views);
            silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(20));
            configure?.Invoke(silo);
        });
        return new TestSilo(builder.Build(), views);
    }

    public IHost BuildClient(Action<IClientBuilder>? configure = null, params int[] ports)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleansClient(client =>
        {
            client.UseLocalhostClustering(ports.Length > 0 ? ports : [Silos[0].GatewayPort], clusterId: _id);
            client.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(20));
            configure?.Invoke(client);
        });
        var host = builder.Build();
        lock (_clients) _clients.Add(host);
        return host;
    }

    public async Task<IClusterClient> ConnectAsync(Action<IClientBuilder>? configure = null)
    {
        var host = BuildClient(configure);
        await host.StartAsync();
        return host.Services.GetRequiredService<IClusterClient>();
    }

    /// <summary>A grain's key that this silo owns in a view of all silos.</summary>
    public long KeyOn(int silo, int nth = 0)
    {
        var view = new ClusterView(1, [.. Silos.Select(one => one.InView)]);
        return Keys().Where(key => Silos[silo].Address.Equals(view.OwnerOf(Id(key)))).Skip(nth).First();
    }

    public static GrainId Id(long key) => GrainId.Create(GrainType.Create("link"), GrainIdKeyExtensions.CreateIntegerKey(key));

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
        {
            await client.StopAsync(CancellationToken.None);
            client.Dispose();
        }

        foreach (var silo in Silos) await silo.DisposeAsync();
    }

    private static IEnumerable<long> Keys()
    {
        for (var key = 0L; ; key++) yield return key;
    }
}

/// <summary>Waits for what another thread does.</summary>
internal static class Eventually
{
    public static async Task HoldsAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20), TimeProvider.System);
        while (!condition()) await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, limit.Token);
    }
}
