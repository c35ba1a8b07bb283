using System.Net;
using Orleans.Messaging;

namespace LocalOrleans;

/// <summary>
/// A client's links, and its view: what its gateways say.
/// <para>It starts with the provider's list; the first gateway that answers tells the view, and from then on there is a link to every silo of the newest view that has a gateway
/// port. Calls go straight to the owner; for stateless workers and observers elsewhere to the silos in turn. Calls without a way (no view yet, no link) wait
/// until their time is over.</para>
/// <para>When the last link is gone nothing is known any more: the view is empty again, so that even a cluster that begins to count anew is believed, and the end points of
/// the provider and of the last view are tried until one answers. The state (<c>_open</c>, <c>_view</c>, the waiters) is guarded by one lock; the view is published under it, so views come in order.</para>
/// </summary>
internal sealed class ClientLinks(ClientRuntime runtime, Hello me, LinkOptions options, IGatewayListProvider provider, TimeProvider time, ILogger logger)
    : LinkTable(runtime, options, time, logger), IClusterViews
{
    private static readonly TimeSpan ProviderPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan GoodbyePatience = TimeSpan.FromSeconds(2);
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private readonly HashSet<Link> _open = [];
    private readonly Peer _wayless = new(runtime, "a silo");
    private volatile ClusterView _view = ClusterView.Empty;
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _alone = true;
    private int _turn;

    public event Action<ClusterView>? Changed;

    public ClusterView Current => _view;

    protected override Hello Me { get; } = me;

    /// <summary>Ends with the first view; throws when a gateway refuses.</summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        _ = Secret;
        await provider.InitializeGatewayListProvider().ConfigureAwait(false);
        _ = AskProviderAsync();
        await _connected.Task.WaitAsync(cancellation).ConfigureAwait(false);
    }

    public async Task StopAsync()
    {
        await LeaveAsync([], CancellationToken.None).ConfigureAwait(false);
        foreach (var call in _wayless.Release(end: true)) call.Reject(new SiloUnavailableException("The client has been stopped."));
    }

    public void Send(GrainCall call)
    {
        if (Stopping.IsCancellationRequested) throw new InvalidOperationException("The cluster client has been stopped.");
        var view = _view;
        var owner = ClientIds.IsClient(call.Target) || runtime.GrainTypes.IsStateless(call.Target.Type) ? InTurn(view) : view.OwnerOf(call.Target);
        if (owner is not null)
        {
            To(owner).Send(call);
            return;
        }

        _wayless.Send(call);
        if (_view != view) Again(_wayless.Release(end: false));
    }

    public async Task<ClusterView> AtLeastAsync(long version, CancellationToken cancellation)
    {
        while (true)
        {
            Task next;
            lock (_gate)
            {
                if (_view.Version >= version || _alone) return _view;
                next = _next.Task;
            }

            await next.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    public override void OnMessage(Link link, FrameKind kind, ReadOnlySpan<byte> body)
    {
        if (kind != FrameKind.View) throw new InvalidDataException($"{kind} is no message to a client.");
        Enter(ViewMessage.Read(body));
        _connected.TrySetResult();
    }

    public override void OnClosed(Link link, Exception? reason)
    {
        base.OnClosed(link, reason);
        lock (_gate)
        {
            if (!_open.Remove(link) || _open.Count > 0) return;
            _alone = true;
            foreach (var silo in _view.Silos) KeepGateway(silo);
            _view = ClusterView.Empty;
            Tell();
        }

        Revise();
        _ = AskProviderAsync();
    }

    protected override IPEndPoint? EndpointOf(SiloAddress silo) =>
        _view.Silos.FirstOrDefault(member => member.Address.Equals(silo)) is { GatewayPort: > 0 } member ? new IPEndPoint(silo.Endpoint.Address, member.GatewayPort) : null;

    protected override bool IsMember(SiloAddress silo) => _view.Contains(silo);

    protected override bool Wants(IPEndPoint endpoint) =>
        _alone || _view.Silos.Any(silo => silo.GatewayPort == endpoint.Port && silo.Address.Endpoint.Address.Equals(endpoint.Address));

    protected override void Opened(Link link)
    {
        lock (_gate)
        {
            if (!link.IsOpen) return;
            _open.Add(link);
            _alone = false;
        }

        runtime.Learn(link.Grains);
        base.Opened(link);
    }

    protected override void NotOpened(IPEndPoint endpoint, Exception reason)
    {
        RuntimeLog.LinkNotOpened(Logger, endpoint, reason.Message);
        if (reason is OrleansConfigurationException or LinkRefusedException) _connected.TrySetException(new OrleansConfigurationException(reason.Message, reason));
    }

    /// <summary>A silo that leaves in order says goodbye and answers; one that hangs was voted out, and what is in flight to it fails.</summary>
    protected override void Outlived(SiloAddress silo, Link link) => _ = CutAsync(silo, link);

    private async Task CutAsync(SiloAddress silo, Link link)
    {
        await Task.Delay(GoodbyePatience, Time, Stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!IsMember(silo) && Peers.TryGetValue(silo, out var peer) && peer.Link == link) link.Close(new SiloUnavailableException($"{silo} is dead."));
    }

    private SiloAddress? InTurn(ClusterView view)
    {
        var ways = view.Silos.RemoveAll(silo => silo.GatewayPort == 0 || (Peers.TryGetValue(silo.Address, out var peer) && peer.Link is null));
        if (ways.Length == 0) ways = view.Silos;
        return ways.Length == 0 ? null : ways[(int)((uint)Interlocked.Increment(ref _turn) % (uint)ways.Length)].Address;
    }

    private void Enter(ClusterView view)
    {
        lock (_gate)
        {
            if (view.Version <= _view.Version) return;
            _view = view;
            Tell();
        }

        foreach (var silo in view.Silos) KeepGateway(silo);
        Revise();
        Again(_wayless.Release(end: false));
    }

    private void Tell()
    {
        _next.TrySetResult();
        _next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Changed?.Invoke(_view);
    }

    private void KeepGateway(ViewSilo silo)
    {
        if (silo.GatewayPort > 0) Keep(new IPEndPoint(silo.Address.Endpoint.Address, silo.GatewayPort));
    }

    private async Task AskProviderAsync()
    {
        while (_alone && !Stopping.IsCancellationRequested)
        {
            try
            {
                foreach (var gateway in await provider.GetGateways().ConfigureAwait(false)) Keep(gateway.ToIPEndPoint()!);
            }
            catch (Exception exception)
            {
                RuntimeLog.LinkNotOpened(Logger, provider.GetType().Name, exception.Message);
            }

            await Task.Delay(ProviderPause, Time, Stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}

/// <summary>The gateways of the options.</summary>
internal sealed class StaticGatewayListProvider(Microsoft.Extensions.Options.IOptions<Orleans.Configuration.StaticGatewayListProviderOptions> options) : IGatewayListProvider
{
    public TimeSpan MaxStaleness => TimeSpan.MaxValue;

    public bool IsUpdatable => false;

    public Task InitializeGatewayListProvider() => Task.CompletedTask;

    public Task<IList<Uri>> GetGateways() => Task.FromResult<IList<Uri>>(options.Value.Gateways);
}
