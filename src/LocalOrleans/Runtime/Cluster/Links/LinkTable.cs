using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace LocalOrleans;

/// <summary>
/// The links of one process to silos, by silo. What silos and clients have in common.
/// <para>For every end point that is wanted one loop opens a link, runs it to its end and opens the next, with growing pauses. Which silo answers at an end point is what its
/// hello says: after a restart it is another one, and what waits for the old one goes on waiting until the view says it is gone. Peers of silos that no view has are
/// ended: what they held is routed anew.</para>
/// </summary>
internal abstract class LinkTable(CallRuntime runtime, LinkOptions options, TimeProvider time, ILogger logger)
{
    protected static readonly TimeSpan HelloTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<IPEndPoint, bool> _kept = new();
    private readonly CancellationTokenSource _stop = new();

    protected CallRuntime Runtime { get; } = runtime;

    protected TimeProvider Time { get; } = time;

    protected ILogger Logger { get; } = logger;

    protected CancellationToken Stopping => _stop.Token;

    protected ConcurrentDictionary<SiloAddress, Peer> Peers { get; } = new();

    protected byte[] Secret => field ??= LinkSecret.Load(options.SecretFile);

    protected abstract Hello Me { get; }

    /// <summary>A view or a membership message has come.</summary>
    public abstract void OnMessage(Link link, FrameKind kind, ReadOnlySpan<byte> body);

    /// <summary>There is room again for calls.</summary>
    public void OnRoom(Link link) => PeerOf(link)?.Drain();

    /// <summary>No call may be sent over the link any more; it ends when those in flight are answered.</summary>
    public virtual void OnGoodbye(Link link) => PeerOf(link)?.Detach(link);

    /// <summary>The link has ended.</summary>
    public virtual void OnClosed(Link link, Exception? reason)
    {
        RuntimeLog.LinkClosed(Logger, link.Name, reason?.Message ?? "closed");
        if (link.Silo is not { } silo || PeerOf(link) is not { } peer || (!peer.Detach(link) && peer.Link is not null)) return;
        if (!IsMember(silo)) End(silo);
        Lost(silo);
    }

    /// <summary>The peer of a silo; opens a link to it if nobody does yet.</summary>
    protected Peer To(SiloAddress silo)
    {
        if (Peers.TryGetValue(silo, out var peer)) return peer;
        peer = Peers.GetOrAdd(silo, _ => new Peer(Runtime, silo.ToString()));
        if (EndpointOf(silo) is { } endpoint) Keep(endpoint);
        return peer;
    }

    protected virtual Peer? PeerOf(Link link) => link.Silo is { } silo ? Peers.GetValueOrDefault(silo) : null;

    /// <summary>Where a silo listens for this process; null if nowhere.</summary>
    protected abstract IPEndPoint? EndpointOf(SiloAddress silo);

    /// <summary>Whether the present view has the silo.</summary>
    protected abstract bool IsMember(SiloAddress silo);

    /// <summary>Whether a link to whoever listens there is wanted.</summary>
    protected abstract bool Wants(IPEndPoint endpoint);

    /// <summary>A link has been opened from here.</summary>
    protected virtual void Opened(Link link) => To(link.Silo!).Attach(link);

    /// <summary>No link could be opened.</summary>
    protected abstract void NotOpened(IPEndPoint endpoint, Exception reason);

    /// <summary>The view has a silo no more, and its link is still open.</summary>
    protected virtual void Outlived(SiloAddress silo, Link link) { }

    /// <summary>The link to a silo has ended.</summary>
    protected virtual void Lost(SiloAddress silo) { }

    /// <summary>Opens a link there as long as it is wanted.</summary>
    protected void Keep(IPEndPoint endpoint)
    {
        if (_kept.TryAdd(endpoint, true)) _ = KeepAsync(endpoint);
    }

    /// <summary>The view has changed: what waits for silos that it has no more is routed anew.</summary>
    protected void Revise()
    {
        foreach (var (silo, peer) in Peers.Where(pair => !IsMember(pair.Key)))
        {
            Again(peer.Release(end: false));
            if (peer.Link is { } link) Outlived(silo, link);
            else End(silo);
        }
    }

    protected void End(SiloAddress silo)
    {
        if (Peers.TryRemove(silo, out var peer)) Again(peer.Release(end: true));
    }

    protected void Again(List<GrainCall> calls)
    {
        foreach (var call in calls) Runtime.RouteAt(0, call);
    }

    /// <summary>Ends these links and those that were opened from here, with a goodbye while there is time.</summary>
    protected async Task LeaveAsync(IEnumerable<Link> accepted, CancellationToken cancellation)
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        var all = Peers.Values.Select(peer => peer.Link).OfType<Link>().Concat(accepted).ToList();
        await Task.WhenAll(all.Select(link => link.LeaveAsync())).WaitAsync(HelloTimeout, TimeProvider.System, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var link in all) link.Close(null);
    }

    /// <summary>A socket whose hello is done.</summary>
    protected async Task<(Socket Socket, Hello Mine, Hello Theirs)> ConnectAsync(IPEndPoint endpoint, LinkKind kind, Func<Socket, Stream> stream)
    {
        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            using var timeout = new CancellationTokenSource(HelloTimeout, Time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, Stopping);
            if (kind == LinkKind.Heartbeat) socket.Connect(endpoint);
            else await socket.ConnectAsync(endpoint, either.Token).ConfigureAwait(false);
            var mine = Me.WithContracts() with { Kind = kind };
            return (socket, mine, await Handshake.OpenAsync(stream(socket), Secret, mine, either.Token).ConfigureAwait(false));
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task KeepAsync(IPEndPoint endpoint)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        for (var pause = FirstPause; Wants(endpoint) && !Stopping.IsCancellationRequested; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                var (socket, mine, theirs) = await ConnectAsync(endpoint, Me.Kind, socket => new NetworkStream(socket)).ConfigureAwait(false);
                var link = new Link(Runtime, this, socket, mine, theirs, accepted: false);
                Opened(link);
                pause = FirstPause;
                await link.RunAsync().ConfigureAwait(false);
            }
            catch (Exception exception) when (!Stopping.IsCancellationRequested)
            {
                NotOpened(endpoint, exception);
            }
            catch
            {
                return;
            }

            await Task.Delay(pause * (0.5 + (RandomNumberGenerator.GetInt32(1000) / 1000.0)), Time, Stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _kept.TryRemove(endpoint, out _);
        if (Wants(endpoint) && !Stopping.IsCancellationRequested) Keep(endpoint);
    }
}
