namespace LocalOrleans;

/// <summary>Which silos there are, as this process knows it. A silo's is its membership; a client's is what its gateways told it.</summary>
internal interface IClusterViews
{
    /// <summary>The newest view known here.</summary>
    ClusterView Current { get; }

    /// <summary>Raised on every newer view, in order, one at a time; handlers are short and do not throw.</summary>
    event Action<ClusterView>? Changed;

    /// <summary>The first view with at least this version; ends with the token.</summary>
    Task<ClusterView> AtLeastAsync(long version, CancellationToken cancellation);
}

/// <summary>Who a process is: two processes never share both. Start is clock ticks since boot, as the kernel counts them.</summary>
internal readonly record struct ProcessIdentity(int Id, long Start);

/// <summary>The connections of a silo to the other silos and to clients, as membership uses them.</summary>
internal interface ISiloLinks
{
    /// <summary>Listens on both ports; throws <see cref="Orleans.Runtime.OrleansConfigurationException"/> when one is taken.</summary>
    Task StartAsync(CancellationToken cancellation);

    /// <summary>Sends what is written and closes everything.</summary>
    Task StopAsync(CancellationToken cancellation);

    /// <summary>
    /// Opens a socket for heartbeats, with blocking calls on this thread only and time-outs of 5 s; the accepting silo gets its end by <see cref="ISiloLinkEvents.OnHeartbeat"/>.
    /// Throws when the silo is not there, not this one or does not want it.
    /// </summary>
    System.Net.Sockets.Socket OpenHeartbeat(SiloAddress silo);

    /// <summary>Sends a membership message; opens the link if there is none. Best effort: lost when the other end is gone; in order while it is there.</summary>
    void Tell(SiloAddress silo, ReadOnlyMemory<byte> message);

    /// <summary>The silo is dead: closes its link and fails what is in flight to it with <see cref="SiloUnavailableException"/>; later calls to it fail the same way.</summary>
    void Bury(SiloAddress silo);

    /// <summary>Tells every connected client the view.</summary>
    void Publish(ClusterView view);

    /// <summary>True when nothing is in flight to this silo any more that it took in (a leaving silo waits for it).</summary>
    bool IsQuiet { get; }
}

/// <summary>What links tell membership. Called from any thread; short.</summary>
internal interface ISiloLinkEvents
{
    /// <summary>A membership message has come.</summary>
    void OnMessage(SiloAddress from, ReadOnlyMemory<byte> message);

    /// <summary>A link was closed by the other end or could not be opened. No verdict: the process may live.</summary>
    void OnClosed(SiloAddress silo);

    /// <summary>A socket opened for heartbeats; belongs to the callee from now on (blocking reads on its own thread).</summary>
    void OnHeartbeat(System.Net.Sockets.Socket socket, SiloAddress from);
}
