using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;

namespace LocalOrleans;

/// <summary>A client's end of the message layer: its observers, and the way to its gateway.</summary>
internal sealed class ClientRuntime(IServiceProvider services, CallFilters filters, IOptions<ClientMessagingOptions> messaging,
    IOptions<ClusterOptions> cluster, IOptions<StaticGatewayListProviderOptions> gateways)
    : CallRuntime(messaging.Value, RuntimeServices.Clock(services, TimeProviderNames.Messaging), filters)
{
    private SiloRuntime? _silo;
    private IMessageTransport? _gateway;

    internal override GrainTypes GrainTypes => Silo.GrainTypes;

    private SiloRuntime Silo => _silo ?? throw new InvalidOperationException("The cluster client is not connected: start its host first.");

    /// <summary>False while no gateway is there; throws when one is there that belongs to another cluster.</summary>
    public bool TryConnect()
    {
        _silo = InProcessGateways.Find([.. gateways.Value.Gateways.Select(gateway => gateway.Port)], cluster.Value.ClusterId);
        if (_silo is null) return false;
        _gateway = new InProcessTransport(_silo);
        _silo.Connect(ClientId, new InProcessTransport(this));
        return true;
    }

    public void Disconnect()
    {
        _gateway = null;
        _silo?.Disconnect(ClientId);
        Pending.FailAll(() => new SiloUnavailableException("The client has been stopped."));
    }

    internal override void Route(GrainCall call)
    {
        if (ClientIds.IsClient(call.Target) && ClientIds.ClientOf(call.Target) == ClientId) Observers.Deliver(call);
        else if (_gateway is { } gateway) gateway.Send(call);
        else throw new InvalidOperationException("The cluster client is not connected: start its host first.");
    }

    internal override string? Describe(GrainId target) => _silo?.Describe(target);
}

/// <summary>Connects and disconnects a client with its host.</summary>
internal sealed class ClientHostedService(ClientRuntime runtime, IEnumerable<ILifecycleParticipant<IClusterClientLifecycle>> participants, TimeProvider time, ILogger<ClientHostedService> logger)
    : IHostedService
{
    private static readonly TimeSpan ConnectPause = TimeSpan.FromMilliseconds(250);
    private readonly ObservedLifecycle _lifecycle = new();

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        while (!runtime.TryConnect()) await Task.Delay(ConnectPause, time, cancellationToken);
        RuntimeLog.ClientStarted(logger, runtime.ClientId);
        foreach (var participant in participants) participant.Participate(_lifecycle);
        await _lifecycle.StartAsync(cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _lifecycle.StopAsync(cancellationToken);
        runtime.Disconnect();
    }
}
