using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Reception.Client.Web;
using Reception.Client.Web.Chats;
using Reception.Client.Web.Rest;

namespace Reception.EndToEnd;

/// <summary>A shop with one queue, five agents with three places each, and as many customers as wanted, all over sockets of one silo.</summary>
internal sealed class RushHour : IAsyncDisposable
{
    public const int Agents = 5;
    public const int Places = 3;
    private const int ComingAtOnce = 32;

    /// <summary>Offers outlive the test: nobody is offered again what somebody else let pass.</summary>
    private const string Policy = """
        {"name":"Rush","language":"en","timeZone":"UTC","queues":[{"name":"chats","offerSeconds":600}],"channels":[{"name":"web"}],"bot":{"enabled":false}}
        """;

    private readonly SiloProcess _silo;
    private readonly HttpClient _http = new();
    private readonly List<CustomerChat> _customers = [];
    private readonly List<Task> _reading = [];
    private readonly List<Seat> _seats = [];
    private byte[] _key = [];

    private RushHour(SiloProcess silo, string shop)
    {
        (_silo, Shop) = (silo, shop);
        Admin = new ReceptionApi(_http, silo.Url, silo.AdminToken);
    }

    public ReceptionApi Admin { get; }

    public string Shop { get; }

    public IReadOnlyList<Seat> Seats => _seats;

    /// <summary>Conversations in the agents' hands, once for each hand.</summary>
    public string[] Held => [.. _seats.SelectMany(s => s.Held)];

    public static async Task<RushHour> OpenAsync(SiloProcess silo, string shop)
    {
        var rush = new RushHour(silo, shop);
        await rush.Admin.PutShopAsync(shop, Policy, 0);
        rush._key = Convert.FromBase64String((await rush.Admin.GetIdentityKeyAsync(shop)).Key);
        for (var n = 1; n <= Agents; n++) await rush.Admin.PutAgentAsync($"{shop}-a{n}", $"Agent {n}", [$"{shop}/chats"], Places);
        return rush;
    }

    /// <summary>All agents come online at once and take every offer they are shown.</summary>
    public async Task AgentsComeAsync() =>
        _seats.AddRange(await Task.WhenAll(Enumerable.Range(1, Agents).Select(n => Seat.TakeAsync(_silo, Admin, $"{Shop}-a{n}"))));

    /// <summary>Customers are connected, one like the other; nobody has asked yet.</summary>
    public async Task CustomersComeAsync(int count)
    {
        var chats = new CustomerChat[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = ComingAtOnce }, async (n, _) =>
        {
            chats[n] = CustomerChat.Start(Talker.Patient(_silo), Identity($"c{n}"));
            await chats[n].WelcomedAsync().WaitAsync(Waits.Limit);
        });
        _customers.AddRange(chats);
        _reading.AddRange(chats.Select(ReadAsync));
    }

    /// <summary>All of them ask for a human at once.</summary>
    public Task AskAllAsync() => Task.WhenAll(_customers.Select(c => c.AskForHumanAsync().WaitAsync(Waits.Limit)));

    public async ValueTask DisposeAsync()
    {
        await Parallel.ForEachAsync(_customers, async (chat, _) => await chat.DisposeAsync());
        await Task.WhenAll(_reading);
        foreach (var seat in _seats) await seat.DisposeAsync();
        _http.Dispose();
    }

    private static async Task ReadAsync(CustomerChat chat)
    {
        await foreach (var _ in chat.Events) continue;
    }

    /// <summary>As the shop's own server signs it (docs/protocol.md §2).</summary>
    private string Identity(string customer)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var payload = JsonSerializer.SerializeToUtf8Bytes(new { shop = Shop, sub = customer, iat = now, exp = now + 3_600 });
        var token = $"ri1.{Base64Url.EncodeToString(payload)}";
        return $"{token}.{Base64Url.EncodeToString(HMACSHA256.HashData(_key, Encoding.ASCII.GetBytes(token)))}";
    }
}
