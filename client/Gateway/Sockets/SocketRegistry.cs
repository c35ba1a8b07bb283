using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Options;
using Reception.Gateway.Hosting;
using Reception.Protocol.Errors;

namespace Reception.Gateway.Sockets;

/// <summary>All connections of this process: counts them, gives them the clock once a second, and leads them out when the process stops.</summary>
internal sealed class SocketRegistry : IDisposable
{
    private const int RetryMs = 1_000;
    private readonly ConcurrentDictionary<SocketConnection, IPAddress> _connections = new();
    private readonly ConcurrentDictionary<IPAddress, int> _addresses = new();
    private readonly SocketOptions _options;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly Doors _doors;
    private int _count;

    public SocketRegistry(IOptions<GatewayOptions> options, TimeProvider time, Doors doors)
    {
        (_options, _time, _doors) = (options.Value.Sockets, time, doors);
        _timer = time.CreateTimer(_ => Tick(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    public int Count => Volatile.Read(ref _count);

    /// <summary>False: no room, now or for this address.</summary>
    public bool TryEnter(IPAddress address)
    {
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
        if (!_doors.AreOpen) connection.Bye(ErrorCodes.ServerStopping, RetryMs);
    }

    public void Remove(SocketConnection connection) => _connections.TryRemove(connection, out _);

    /// <summary>Tells every client when to move.</summary>
    public void Move(Func<DateTimeOffset> when)
    {
        var now = _time.GetUtcNow();
        foreach (var connection in _connections.Keys) connection.Move(when(), now);
    }

    /// <summary>Says goodbye to those whose time to move has passed; <paramref name="all"/>: to everybody, calls in flight or not.</summary>
    public void Part(bool all)
    {
        var now = _time.GetUtcNow();
        foreach (var connection in _connections.Keys)
        {
            if (all || connection.MayPart(now)) connection.Bye(ErrorCodes.ServerStopping, RetryMs);
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Tick()
    {
        var now = _time.GetUtcNow();
        foreach (var connection in _connections.Keys) connection.Tick(now);
    }
}
