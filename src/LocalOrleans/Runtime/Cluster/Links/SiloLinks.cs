using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace LocalOrleans;

/// <summary>
/// A silo's links: listens for silos and for clients, keeps a link to every silo of the view.
/// <para>Between two silos there are two connections, each opened by the end that calls over it, so nobody has to agree who opens, and an end that is slow to read
/// calls still reads answers. A client has one connection to each silo; over it the silo calls the client's observers.</para>
/// <para>A call for a client that is not connected here is held for <see cref="ClientGrace"/> while the view is younger than <see cref="YoungView"/>: after a silo came, clients
/// need a moment to find it. Otherwise it fails at once. A buried silo stays buried: its end point may come back, but with another generation.</para>
/// </summary>
internal sealed class SiloLinks : LinkTable, ISiloLinks, IDisposable
{
    private static readonly TimeSpan ClientGrace = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan YoungView = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<GrainId, Peer> _clients = new();
    private readonly ConcurrentDictionary<SiloAddress, bool> _buried = new();
    private readonly ConcurrentDictionary<Link, bool> _accepted = new();
    private readonly List<Socket> _listeners = [];
    private readonly SiloRuntime _silo;
    private readonly IServiceProvider _services;
    private long _changed;

    public SiloLinks(SiloRuntime silo, IServiceProvider services, IOptions<LinkOptions> options)
        : base(silo, options.Value, RuntimeServices.Clock(services, TimeProviderNames.SystemTimers), silo.Logger)
    {
        (_silo, _services) = (silo, services);
        Me = new Hello(LinkKind.Silo, silo.Details.ClusterId, silo.Details.ServiceId, silo.Details.SiloAddress, silo.ClientId, Processes.Self)
        {
            GatewayPort = silo.Details.GatewayAddress.Endpoint.Port,
            Grains = silo.GrainTypes.Kinds,
        };
    }

    public bool IsQuiet => Accepted.All(link => link.IsQuiet);

    public ICollection<Link> Accepted => _accepted.Keys;

    protected override Hello Me { get; }

    private ISiloLinkEvents Events => field ??= _services.GetRequiredService<ISiloLinkEvents>();

    private ClusterView View => _silo.Views.Current;

    public Task StartAsync(CancellationToken cancellation)
    {
        _ = Secret;
        _changed = Time.GetTimestamp();
        _silo.Views.Changed += OnView;
        Listen(_silo.Details.SiloAddress.Endpoint, forClients: false);
        if (Me.GatewayPort != 0) Listen(_silo.Details.GatewayAddress.Endpoint, forClients: true);
        OnView(View);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellation)
    {
        if (_listeners.Count == 0) return;
        _silo.Views.Changed -= OnView;
        foreach (var listener in _listeners) listener.Dispose();
        await CompleteAsync(_accepted.Keys).ConfigureAwait(false);
    }

    public void Dispose() => StopAsync(CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>Sends a call to another silo.</summary>
    public void Send(SiloAddress silo, GrainCall call)
    {
        if (_buried.ContainsKey(silo)) throw new SiloUnavailableException($"{silo} is dead: {call.Method} of {call.Target} was not sent.");
        To(silo).Send(call);
    }

    /// <summary>Sends a call to an observer in another process.</summary>
    public void SendToClient(GrainId client, GrainCall call)
    {
        if (_clients.TryGetValue(client, out var peer))
        {
            peer.Send(call);
        }
        else if (ClientIds.SiloOf(client) is { } silo)
        {
            if (IsMember(silo)) Send(silo, call);
            else call.Reject(new ClientNotAvailableException(call.Target));
        }
        else if (Time.GetElapsedTime(Volatile.Read(ref _changed)) < YoungView)
        {
            lock (_clients)
            {
                if (!_clients.TryGetValue(client, out peer))
                {
                    _clients[client] = peer = new Peer(_silo, client.ToString());
                    _ = GiveUpAsync(client, peer);
                }
            }

            peer.Send(call);
        }
        else
        {
            call.Reject(new ClientNotAvailableException(call.Target));
        }
    }

    public void Tell(SiloAddress silo, ReadOnlyMemory<byte> message)
    {
        if (_buried.ContainsKey(silo)) return;
        To(silo).Tell(message.Span);
        Keep(silo.Endpoint);
    }

    public void Bury(SiloAddress silo)
    {
        _buried[silo] = true;
        if (!Peers.TryRemove(silo, out var peer)) return;
        peer.Link?.Close(new SiloUnavailableException($"{silo} is dead."));
        Again(peer.Release(end: true));
    }

    public void Publish(ClusterView view)
    {
        foreach (var client in _clients.Values) Show(client.Link, view);
    }

    public Socket OpenHeartbeat(SiloAddress silo)
    {
        var (socket, _, theirs) = ConnectAsync(silo.Endpoint, LinkKind.Heartbeat, socket => new BlockingStream(socket)).GetAwaiter().GetResult();
        if (silo.Equals(theirs.Silo)) return socket;
        socket.Dispose();
        throw new IOException($"{theirs.Silo} answers in place of {silo}.");
    }

    public override void OnMessage(Link link, FrameKind kind, ReadOnlySpan<byte> body)
    {
        if (kind != FrameKind.Tell || link.Remote.Silo is not { } from) throw new InvalidDataException($"{kind} is no message of {link.Name} to a silo.");
        Events.OnMessage(from, body.ToArray());
    }

    public override void OnRoom(Link link)
    {
        if (link.Remote.Silo is null && _clients.TryGetValue(link.Remote.Client, out var client)) client.Drain();
        else base.OnRoom(link);
    }

    public override void OnGoodbye(Link link)
    {
        if (link.Remote.Silo is null) Forget(link.Remote.Client, peer => peer.Detach(link));
        else base.OnGoodbye(link);
    }

    public override void OnClosed(Link link, Exception? reason)
    {
        base.OnClosed(link, reason);
        if (!_accepted.TryRemove(link, out _)) return;
        if (link.Remote.Silo is { } silo) Lost(silo);
        else Forget(link.Remote.Client, peer => peer.Detach(link));
    }

    protected override IPEndPoint? EndpointOf(SiloAddress silo) => silo.Endpoint;

    protected override bool IsMember(SiloAddress silo) => View is var view && (view.Contains(silo) || silo.Equals(view.Joining?.Address));

    protected override bool Wants(IPEndPoint endpoint) =>
        Members(View).Any(silo => silo.Endpoint.Equals(endpoint) && !_buried.ContainsKey(silo))
        || Peers.Any(pair => pair.Key.Endpoint.Equals(endpoint) && pair.Value.HasMessages);

    protected override void Opened(Link link)
    {
        base.Opened(link);
        Events.OnOpened(link.Remote.Silo!, link.Remote.Process);
        foreach (var other in Members(View).Where(silo => silo.Endpoint.Equals(link.Remote.Silo!.Endpoint) && !silo.Equals(link.Remote.Silo))) Lost(other);
    }

    protected override void NotOpened(IPEndPoint endpoint, Exception reason)
    {
        RuntimeLog.LinkNotOpened(Logger, endpoint, reason.Message);
        foreach (var silo in Peers.Keys.Where(silo => silo.Endpoint.Equals(endpoint)))
        {
            if (!IsMember(silo)) End(silo);
            Lost(silo);
        }
    }

    protected override void Lost(SiloAddress silo)
    {
        if (!Stopping.IsCancellationRequested) Events.OnClosed(silo);
    }

    private static IEnumerable<SiloAddress> Members(ClusterView view) =>
        view.Joining is { } joining ? view.Silos.Select(silo => silo.Address).Append(joining.Address) : view.Silos.Select(silo => silo.Address);

    private static void Show(Link? link, ClusterView view)
    {
        if (link is null) return;
        var writer = new Writer(copying: false);
        ViewFrame.Write(writer, view);
        link.TryPost(FrameKind.View, writer.Written);
    }

    private void OnView(ClusterView view)
    {
        Volatile.Write(ref _changed, Time.GetTimestamp());
        foreach (var silo in Members(view).Where(silo => !silo.Equals(_silo.Details.SiloAddress) && !_buried.ContainsKey(silo)))
        {
            To(silo);
            Keep(silo.Endpoint);
        }

        Revise();
    }

    private async Task GiveUpAsync(GrainId client, Peer peer)
    {
        await Task.Delay(ClientGrace, Time, Stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Forget(client, known => known == peer && known.Link is null);
    }

    private void Forget(GrainId client, Predicate<Peer> condition)
    {
        Peer? peer;
        lock (_clients)
        {
            if (!_clients.TryGetValue(client, out peer) || !condition(peer)) return;
            _clients.TryRemove(client, out _);
        }

        foreach (var call in peer.Release(end: true)) call.Reject(new ClientNotAvailableException(call.Target));
    }

    private void Listen(IPEndPoint endpoint, bool forClients)
    {
        var listener = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        _listeners.Add(listener);
        try
        {
            listener.Bind(endpoint);
            listener.Listen(1024);
        }
        catch (SocketException exception)
        {
            throw new OrleansConfigurationException($"Port {endpoint.Port} of {endpoint.Address} is taken: give this silo another one ({exception.Message}).", exception);
        }

        _ = AcceptAsync(listener, forClients);
    }

    private async Task AcceptAsync(Socket listener, bool forClients)
    {
        while (!Stopping.IsCancellationRequested)
        {
            try
            {
                _ = ServeAsync(await listener.AcceptAsync(Stopping).ConfigureAwait(false), forClients);
            }
            catch (SocketException exception) when (exception.SocketErrorCode != SocketError.OperationAborted)
            {
                RuntimeLog.LinkNotOpened(Logger, listener.LocalEndPoint!, exception.Message);
                await Task.Delay(ClientGrace / 20, Time, Stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(Socket socket, bool forClients)
    {
        try
        {
            socket.NoDelay = true;
            var mine = Me.WithContracts();
            Hello theirs;
            using (var timeout = new CancellationTokenSource(HelloTimeout, Time))
                theirs = await Handshake.AcceptAsync(new NetworkStream(socket), Secret, mine, hello => Refuses(hello, forClients), timeout.Token).ConfigureAwait(false);
            if (theirs.Kind == LinkKind.Heartbeat) Events.OnHeartbeat(socket, theirs.Silo!);
            else await ServeAsync(new Link(_silo, this, socket, mine, theirs, accepted: true)).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            RuntimeLog.LinkNotOpened(Logger, socket.RemoteEndPoint, exception.Message);
            socket.Dispose();
        }
    }

    private static string? Refuses(Hello hello, bool forClients) =>
        forClients ? hello.Kind == LinkKind.Client && hello.Silo is null ? null : "This port is for clients."
        : hello.Kind is LinkKind.Silo or LinkKind.Heartbeat && hello.Silo is not null ? null : "This port is for silos.";

    private async Task ServeAsync(Link link)
    {
        _accepted[link] = true;
        if (link.Remote.Silo is { } silo) Events.OnOpened(silo, link.Remote.Process);
        else Connect(link);
        if (Stopping.IsCancellationRequested) link.Close(null);
        await link.RunAsync().ConfigureAwait(false);
    }

    private void Connect(Link link)
    {
        Link? before;
        lock (_clients)
        {
            if (!_clients.TryGetValue(link.Remote.Client, out var peer)) _clients[link.Remote.Client] = peer = new Peer(_silo, link.Name);
            before = peer.Link;
            peer.Attach(link);
        }

        before?.Close(null);
        Show(link, View);
        if (!link.IsOpen) Forget(link.Remote.Client, peer => peer.Detach(link));
    }
}
