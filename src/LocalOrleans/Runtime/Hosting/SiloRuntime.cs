using System.Net;

namespace LocalOrleans;

/// <summary>A silo's end of the message layer: its grains, its own observers, and the ways to other silos and to connected clients.</summary>
internal sealed class SiloRuntime : CallRuntime
{
    private readonly IServiceProvider _services;
    private volatile bool _isAbandoned;

    public SiloRuntime(IServiceProvider services, CallFilters filters, IOptions<SiloMessagingOptions> messaging, IOptions<GrainCollectionOptions> collection,
        IOptions<EndpointOptions> endpoints, IOptions<ClusterOptions> cluster, IOptions<SiloOptions> silo, ILoggerFactory loggers)
        : base(messaging.Value, RuntimeServices.Clock(services, TimeProviderNames.Messaging), filters)
    {
        if (!IPAddress.IsLoopback(endpoints.Value.AdvertisedIPAddress))
            throw new OrleansConfigurationException($"{endpoints.Value.AdvertisedIPAddress} is not loopback. This runtime serves one machine; for more, build with -p:OrleansRuntime=Microsoft.");
        var clock = RuntimeServices.Clock(services, TimeProviderNames.ActivationManagement);
        Logger = loggers.CreateLogger("Orleans.Runtime.Silo");
        _services = services;
        Details = new SiloDetails(endpoints.Value, cluster.Value, silo.Value, (int)clock.GetUtcNow().ToUnixTimeSeconds());
        ClientId = ClientIds.OfSilo(Details.SiloAddress);
        GrainTypes = new GrainTypes(collection.Value);
        Catalog = new Catalog(this, services, GrainTypes, clock, loggers.CreateLogger("Orleans.Runtime.Catalog"));
        Collector = new ActivationCollector(Catalog, collection.Value, clock);
    }

    public SiloDetails Details { get; }

    public ILogger Logger { get; }

    public Catalog Catalog { get; }

    public ActivationCollector Collector { get; }

    internal override GrainTypes GrainTypes { get; }

    internal override IClusterViews Views => field ??= _services.GetRequiredService<IClusterViews>();

    private SiloLinks Links => field ??= _services.GetRequiredService<SiloLinks>();

    internal override void Route(GrainCall call)
    {
        if (ClientIds.IsClient(call.Target))
        {
            RouteToObserver(call);
            return;
        }

        call.Receiver = this;
        try
        {
            if (_isAbandoned) throw Abandoned();
            if (!Catalog.TryDeliver(call)) Catalog.Accept(call);
        }
        catch (Exception exception)
        {
            call.Reject(exception);
        }
    }

    /// <summary>The call belongs to another silo in the view of this version: who made it, or sent it here, brings it there. Nothing is relayed but what has no answer.</summary>
    internal void SendAway(GrainCall call, long version)
    {
        if (call.Origin is { } origin && call.OriginNumber != 0) origin.Redirect(call, version);
        else if (Views.Current.Version < version) RouteAt(version, call);
        else if (Views.Current.OwnerOf(call.Target) is { } owner && !owner.Equals(Details.SiloAddress)) Links.Send(owner, call);
        else RouteAt(version + 1, call);
    }

    /// <summary>Others have taken over what was here: no turn begins any more, what waits for an answer fails now, what is sent fails at once.</summary>
    internal void Abandon()
    {
        _isAbandoned = true;
        Catalog.Abandon();
        Pending.FailAll(Abandoned);
    }

    internal override string? Describe(GrainId target) => Catalog.Describe(target);

    public override void Dispose()
    {
        Collector.Dispose();
        base.Dispose();
    }

    private SiloUnavailableException Abandoned() => new($"{Details.SiloAddress} has been declared dead.");

    private void RouteToObserver(GrainCall call)
    {
        var client = ClientIds.ClientOf(call.Target);
        call.Receiver = this;
        if (client == ClientId) Observers.Deliver(call);
        else Links.SendToClient(client, call);
    }
}

/// <summary>What a silo knows of itself.</summary>
internal sealed class SiloDetails(EndpointOptions endpoints, ClusterOptions cluster, SiloOptions silo, int generation) : ILocalSiloDetails
{
    public string Name { get; } = string.IsNullOrEmpty(silo.SiloName) ? $"Silo_{endpoints.SiloPort}" : silo.SiloName;

    public string ClusterId { get; } = cluster.ClusterId;

    public string ServiceId { get; } = cluster.ServiceId;

    public string DnsHostName { get; } = Dns.GetHostName();

    public SiloAddress SiloAddress { get; } = SiloAddress.New(endpoints.AdvertisedIPAddress, endpoints.SiloPort, generation);

    public SiloAddress GatewayAddress { get; } = SiloAddress.New(endpoints.AdvertisedIPAddress, endpoints.GatewayPort, generation);
}
