using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Reception.Protocol.Errors;

namespace Reception.Gateway.Sockets;

/// <summary>All connections of this process: counts them, gives them the clock once a second, and says goodbye when the process stops.</summary>
internal sealed class SocketRegistry : IDisposable
{
    private readonly ConcurrentDictionary<SocketConnection, IPAddress> _connections = new();
    private readonly ConcurrentDictionary<IPAddress, int> _addresses = new();
    private readonly SocketOptions _options;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private int _count;
    private volatile bool _stopping;

    public SocketRegistry(IOptions<GatewayOptions> options, TimeProvider time, IHostApplicationLifetime lifetime)
    {
        (_options, _time) = (options.Value.Sockets, time);
        _timer = time.CreateTimer(_ => Tick(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        lifetime.ApplicationStopping.Register(Stop);
    }

    public int Count => Volatile.Read(ref _count);

    /// <summary>False: no room, now or for this address.</summary>
    public bool TryEnter(IPAddress address)
    {
        if (_stopping) return false;
        var total = Interlocked.Increment(ref _count);
        var mine = _addresses.AddOrUpdate(address, 1, static (_, count) => count + 1);
        if (total <= _options.MaxConnections && (_options.MaxConnectionsPerAddress == 0 || mine <= _options.MaxConnectionsPerAddress)) return true;
        Leave(address);
        return false;
    }

    public void Leave(IPAddress address)
    {
        Interlocked.Decrement(ref _count);
        var left = _addresses.AddOrUpdate(address, 0, static (_, count) => count - 1);
        if (left <= 0) _addresses.TryRemove(new(address, left));
    }

    public void Add(SocketConnection connection, IPAddress address)
    {
        _connections[connection] = address;
        if (_stopping) connection.Bye(ErrorCodes.ServerStopping, 1_000);
    }

    public void Remove(SocketConnection connection) => _connections.TryRemove(connection, out _);

    public void Dispose() => _timer.Dispose();

    private void Tick()
    {
        var now = _time.GetUtcNow();
        foreach (var connection in _connections.Keys) connection.Tick(now);
    }

    private void Stop()
    {
        _stopping = true;
        foreach (var connection in _connections.Keys) connection.Bye(ErrorCodes.ServerStopping, 1_000);
    }
}
