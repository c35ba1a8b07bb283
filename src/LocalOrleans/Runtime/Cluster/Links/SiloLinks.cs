using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace LocalOrleans;

/// <summary>
/// A silo's links: listens for silos and for clients, keeps a link to every silo of the view.
/// <para>Between two silos there are two connections, each opened by the end that calls over it, so nobody has to agree who opens, and an end that is slow to read
/// calls still reads answers. A client has one connection to each silo; over it the silo calls the client's observers.</para>
/// <para>A call for a client that is not connected here is held for <see cref="ClientGrace"/> while the view is younger than <see cref="YoungView"/>: after a silo came, clients
/// need a moment to find it. Otherwise it fails at once. A buried silo stays buried: its end point may come back, but with another generation.</para>
/// <para>Clients come and go under one lock, which covers the table of them and the change of a client's link; everything else is held by <see cref="Peer"/> and <see cref="Link"/>.</para>
/// </summary>
internal sealed class SiloLinks(SiloRuntime silo, IServiceProvider services, IOptions<LinkOptions> options)
    : LinkTable(silo, options.Value, RuntimeServices.Clock(services, TimeProviderNames.SystemTimers), silo.Logger), ISiloLinks, IDisposable
{
    private static readonly TimeSpan ClientGrace = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan YoungView = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<GrainId, Peer> _clients = new();
    private readonly ConcurrentDictionary<SiloAddress, bool> _buried = new();
    private readonly ConcurrentDictionary<Link, bool> _accepted = new();
    private readonly List<Socket> _listeners = [];
    private long _changed;

    public bool IsQuiet => Accepted.All(link => link.IsQuiet);

    public ICollection<Link> Accepted => _accepted.Keys;

    protected override Hello Me { get; } =
        new(LinkKind.Silo, silo.Details.ClusterId, silo.Details.ServiceId, silo.Details.SiloAddress.ToParsableString(), silo.ClientId.ToString()) { Grains = silo.GrainTypes.Kinds };

    private ISiloLinkEvents Events => field ??= services.GetRequiredService<ISiloLinkEvents>();

    private ClusterView View => silo.Views.Current;

    public Task StartAsync(CancellationToken cancellation)
    {
        _ = Secret;
        silo.Views.Changed += OnView;
        Listen(silo.Details.SiloAddress.Endpoint, forClients: false);
        if (silo.Details.GatewayAddress.Endpoint is { Port: not 0 } gateway) Listen(gateway, forClients: true);
        OnView(View);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellation)
    {
        if (_listeners.Count == 0) return;
        silo.Views.Changed -= OnView;
        foreach (var listener in _listeners) listener.Dispose();
        await LeaveAsync(Accepted, cancellation).ConfigureAwait(false);
    }

    public void Dispose() => StopAsync(new CancellationToken(canceled: true)).GetAwaiter().GetResult();

    /// <summary>Sends a call to another silo.</summary>
    public void Send(SiloAddress to, GrainCall call)
    {
        if (_buried.ContainsKey(to)) throw new SiloUnavailableException($"{to} is dead: {call.Method} of {call.Target} was not sent.");
        To(to).Send(call);
    }

    /// <summary>Sends a call to an observer in another process.</summary>
    public void SendToClient(GrainId client, GrainCall call)
    {
        if (_clients.TryGetValue(client, out var peer)) peer.Send(call);
        else if (ClientIds.SiloOf(client) is { } host && IsMember(host)) Send(host, call);
        else if (Time.GetElapsedTime(Volatile.Read(ref _changed)) < YoungView && ClientIds.SiloOf(client) is null) Await(client).Send(call);
        else call.Reject(new ClientNotAvailableException(call.Target));
    }

    public void Tell(SiloAddress to, ReadOnlyMemory<byte> message)
    {
        if (_buried.ContainsKey(to)) return;
        To(to).Tell(message.Span);
        Keep(to.Endpoint);
    }

    public void Bury(SiloAddress dead)
    {
        _buried[dead] = true;
        if (!Peers.TryRemove(dead, out var peer)) return;
        peer.Link?.Close(new SiloUnavailableException($"{dead} is dead."));
        Again(peer.Release(end: true));
    }

    public void Publish(ClusterView view)
    {
        foreach (var client in _clients.Values) client.Link?.TryPost(FrameKind.View, ViewMessage.Write(view));
    }

    public Socket OpenHeartbeat(SiloAddress to)
    {
        var (socket, _, theirs) = ConnectAsync(to.Endpoint, LinkKind.Heartbeat, socket => new BlockingStream(socket)).GetAwaiter().GetResult();
        if (to.Equals(theirs.SiloAddress)) return socket;
        socket.Dispose();
        throw new IOException($"{theirs.Silo} answers in place of {to}.");
    }

    public override void OnMessage(Link link, FrameKind kind, ReadOnlySpan<byte> body)
    {
        if (kind != FrameKind.Tell || link.Silo is not { } from) throw new InvalidDataException($"{kind} is no message of {link.Name} to a silo.");
        Events.OnMessage(from, body.ToArray());
    }

    public override void OnGoodbye(Link link)
    {
        if (link.Silo is null) Forget(link.Client, peer => peer.Detach(link));
        else base.OnGoodbye(link);
    }

    public override void OnClosed(Link link, Exception? reason)
    {
        base.OnClosed(link, reason);
        if (!_accepted.TryRemove(link, out _)) return;
        if (link.Silo is { } from) Lost(from);
        else Forget(link.Client, peer => peer.Detach(link));
    }

    protected override Peer? PeerOf(Link link) => link.Silo is null ? _clients.GetValueOrDefault(link.Client) : base.PeerOf(link);

    protected override IPEndPoint? EndpointOf(SiloAddress to) => to.Endpoint;

    protected override bool IsMember(SiloAddress other) => Members(View).Contains(other);

    protected override bool Wants(IPEndPoint endpoint) =>
        Members(View).Any(member => member.Endpoint.Equals(endpoint) && !_buried.ContainsKey(member)) || Peers.Any(pair => pair.Key.Endpoint.Equals(endpoint) && pair.Value.HasMessages);

    protected override void Opened(Link link)
    {
        base.Opened(link);
        foreach (var other in Members(View).Where(member => member.Endpoint.Equals(link.Silo!.Endpoint) && !member.Equals(link.Silo))) Lost(other);
    }

    protected override void NotOpened(IPEndPoint endpoint, Exception reason)
    {
        RuntimeLog.LinkNotOpened(Logger, endpoint, reason.Message);
        foreach (var other in Peers.Keys.Where(other => other.Endpoint.Equals(endpoint)))
        {
            if (!IsMember(other)) End(other);
            Lost(other);
        }
    }

    protected override void Lost(SiloAddress other)
    {
        if (!Stopping.IsCancellationRequested) Events.OnClosed(other);
    }

    private static IEnumerable<SiloAddress> Members(ClusterView view) => view.Silos.Concat(view.Joining is { } joining ? [joining] : []).Select(member => member.Address);

    private void OnView(ClusterView view)
    {
        Volatile.Write(ref _changed, Time.GetTimestamp());
        foreach (var member in Members(view).Where(member => !member.Equals(silo.Details.SiloAddress) && !_buried.ContainsKey(member)))
        {
            To(member);
            Keep(member.Endpoint);
        }

        Revise();
    }

    /// <summary>The peer of a client that is not connected: for a short time.</summary>
    private Peer Await(GrainId client)
    {
        lock (_clients)
        {
            if (_clients.TryGetValue(client, out var peer)) return peer;
            _clients[client] = peer = new Peer(silo, client.ToString());
            _ = GiveUpAsync(client, peer);
            return peer;
        }
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
            catch (Exception exception) when (exception is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                await Task.Delay(ClientGrace / 20, Time, Stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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
                theirs = await Handshake.AcceptAsync(new NetworkStream(socket), Secret, mine, hello => Refusal(hello, forClients), timeout.Token).ConfigureAwait(false);
            if (theirs.Kind == LinkKind.Heartbeat)
            {
                Events.OnHeartbeat(socket, theirs.SiloAddress!);
                return;
            }

            var link = new Link(silo, this, socket, mine, theirs, accepted: true);
            _accepted[link] = true;
            if (link.Silo is null) Connect(link);
            if (Stopping.IsCancellationRequested) link.Close(null);
            await link.RunAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            RuntimeLog.LinkNotOpened(Logger, forClients ? "a client" : "a silo", exception.Message);
            socket.Dispose();
        }
    }

    private static string? Refusal(Hello hello, bool forClients) =>
        (hello.Kind == LinkKind.Client) == forClients && (hello.Silo is null) == forClients ? null : forClients ? "This port is for clients." : "This port is for silos.";

    private void Connect(Link link)
    {
        Link? before;
        lock (_clients)
        {
            if (!_clients.TryGetValue(link.Client, out var peer)) _clients[link.Client] = peer = new Peer(silo, link.Name);
            before = peer.Link;
            peer.Attach(link);
        }

        before?.Close(null);
        link.TryPost(FrameKind.View, ViewMessage.Write(View));
    }

    /// <summary>A socket as a stream that blocks even where it is awaited: for a thread that must not depend on the thread pool.</summary>
    private sealed class BlockingStream : NetworkStream
    {
        public BlockingStream(Socket socket) : base(socket) => ReadTimeout = WriteTimeout = (int)HelloTimeout.TotalMilliseconds;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Write(buffer.Span);
            return ValueTask.CompletedTask;
        }
    }
}
