using System.Collections.Concurrent;
using System.Net;
using Reception.Gateway.Auth;
using Reception.Gateway.Hosting;

namespace Reception.LoadTest.Drivers;

/// <summary>A socket each through the gateways of a cluster, taken in turn. Identities are signed here, as a shop's own server does it.</summary>
internal sealed class WebSocketDriver : IDriver
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(23);
    private readonly (Uri Url, IPEndPoint Address)[] _gateways;
    private readonly IReadOnlyDictionary<string, byte[]> _identityKeys;
    private readonly Func<string, Task<string>> _agentToken;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, string> _agentTokens = new();
    private int _next;
    private int _open;

    private WebSocketDriver((Uri, IPEndPoint)[] gateways, IReadOnlyDictionary<string, byte[]> identityKeys, Func<string, Task<string>> agentToken, TimeProvider time) =>
        (_gateways, _identityKeys, _agentToken, _time) = (gateways, identityKeys, agentToken, time);

    public string Name => "websocket";

    public int Open => _open;

    /// <param name="identityKeys">By shop.</param>
    public static async Task<WebSocketDriver> CreateAsync(IEnumerable<Uri> gateways, IReadOnlyDictionary<string, byte[]> identityKeys, Func<string, Task<string>> agentToken, TimeProvider time)
    {
        var found = new List<(Uri, IPEndPoint)>();
        foreach (var url in gateways)
        {
            var addresses = await Dns.GetHostAddressesAsync(url.DnsSafeHost);
            found.Add((url, new IPEndPoint(addresses[0], url.Port)));
        }
        return new([.. found], identityKeys, agentToken, time);
    }

    public async Task<ICustomerLink> ConnectAsync(CustomerName customer, ICustomerSink sink)
    {
        var line = await OpenAsync("/ws/v1/customer");
        return new WebSocketCustomer(line, sink, IdentityTokens.Write(customer.Shop, customer.Id, null, _time.GetUtcNow(), Lifetime, _identityKeys[customer.Shop]), Ended);
    }

    public async Task<IAgentLink> ConnectAgentAsync(string agent, IAgentSink sink)
    {
        if (!_agentTokens.TryGetValue(agent, out var token)) _agentTokens[agent] = token = await _agentToken(agent);
        return new WebSocketAgent(await OpenAsync("/ws/v1/agent"), sink, token, Ended);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<WebSocketLine> OpenAsync(string path)
    {
        if (_open >= OpenFiles.MostConnections) throw new LinkException("load-has-no-sockets-left");
        var (url, address) = _gateways[(uint)Interlocked.Increment(ref _next) % _gateways.Length];
        var line = await WebSocketLine.OpenAsync(url, address, path);
        Interlocked.Increment(ref _open);
        return line;
    }

    private void Ended() => Interlocked.Decrement(ref _open);
}
