using Microsoft.Extensions.Hosting;
using Orleans.Messaging;

namespace LocalOrleans;

/// <summary>A client's end of the message layer: its observers, and its links.</summary>
internal sealed class ClientRuntime : CallRuntime
{
    private readonly ClientLinks _links;
    private volatile GrainTypes? _types;

    public ClientRuntime(IServiceProvider services, CallFilters filters, IOptions<ClientMessagingOptions> messaging, IOptions<ClusterOptions> cluster,
        IOptions<LinkOptions> links, IGatewayListProvider provider, ILogger<ClientRuntime> logger)
        : base(messaging.Value, RuntimeServices.Clock(services, TimeProviderNames.Messaging), filters)
    {
        var me = new Hello(LinkKind.Client, cluster.Value.ClusterId, cluster.Value.ServiceId, null, ClientId.ToString());
        _links = new ClientLinks(this, me, links.Value, provider, RuntimeServices.Clock(services, TimeProviderNames.SystemTimers), logger);
    }

    internal override GrainTypes GrainTypes => _types ?? throw new InvalidOperationException("The cluster client is not connected: start its host first.");

    internal override IClusterViews Views => _links;

    /// <summary>Ends when a gateway has answered; throws when one refuses this client.</summary>
    public Task ConnectAsync(CancellationToken cancellation) => _links.StartAsync(cancellation);

    /// <summary>A gateway has said which grain classes there are.</summary>
    public void Learn(GrainKind[] kinds) => _types ??= new GrainTypes(kinds);

    public async Task DisconnectAsync()
    {
        await _links.StopAsync();
        Pending.FailAll(() => new SiloUnavailableException("The client has been stopped."));
    }

    internal override void Route(GrainCall call)
    {
        call.Receiver = this;
        if (ClientIds.IsClient(call.Target) && ClientIds.ClientOf(call.Target) == ClientId) Observers.Deliver(call);
        else _links.Send(call);
    }
}

/// <summary>Connects and disconnects a client with its host.</summary>
internal sealed class ClientHostedService(ClientRuntime runtime, ILogger<ClientHostedService> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await runtime.ConnectAsync(cancellationToken);
        RuntimeLog.ClientStarted(logger, runtime.ClientId);
    }

    public Task StopAsync(CancellationToken cancellationToken) => runtime.DisconnectAsync();
}
