using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Reception.Client.Web.Rest;
using Reception.Tests;

namespace Reception.EndToEnd.Gateways;

/// <summary>A store, silos and two gateways, each a process of its own over one data folder.</summary>
internal sealed class GatewayCluster : IAsyncDisposable
{
    private readonly List<ServerProcess> _servers = [];
    private byte[] _identityKey = [];

    private GatewayCluster(string folder) => DataFolder = folder;

    public string DataFolder { get; }

    public ServerProcess First { get; private set; } = null!;

    public ServerProcess Second { get; private set; } = null!;

    public IReadOnlyList<ServerProcess> Silos { get; private set; } = [];

    public Uri FirstUrl { get; } = new($"http://127.0.0.1:{FreePorts.Next()}");

    public Uri SecondUrl { get; } = new($"http://127.0.0.1:{FreePorts.Next()}");

    public static async Task<GatewayCluster> StartAsync(int silos)
    {
        var cluster = new GatewayCluster(Directory.CreateTempSubdirectory("reception-gateways-").FullName);
        try
        {
            await cluster.BeginAsync(silos);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>An identity of the demo shop, as the shop's own server signs it (docs/protocol.md §2).</summary>
    public string Identity(string customer)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var payload = JsonSerializer.SerializeToUtf8Bytes(new { shop = "demo", sub = customer, iat = now, exp = now + 7_200 });
        var token = $"ri1.{Base64Url.EncodeToString(payload)}";
        return $"{token}.{Base64Url.EncodeToString(HMACSHA256.HashData(_identityKey, Encoding.ASCII.GetBytes(token)))}";
    }

    public async Task<ReceptionApi> AdminAsync(HttpClient http) => new(http, SecondUrl, (await File.ReadAllTextAsync(Path.Combine(DataFolder, "admin.token"))).Trim());

    public async ValueTask DisposeAsync()
    {
        foreach (var server in Enumerable.Reverse(_servers)) await server.DisposeAsync();
        Directory.Delete(DataFolder, recursive: true);
    }

    private async Task BeginAsync(int silos)
    {
        await StartAsync("Reception.Silo.dll", "--store");
        var joined = new List<ServerProcess>();
        for (var n = 0; n < silos; n++) joined.Add(await StartAsync("Reception.Silo.dll", "--join", "--demo", n == 0 ? "true" : "false"));
        Silos = joined;
        First = await StartAsync("Reception.Gateway.dll", "--url", Text(FirstUrl));
        Second = await StartAsync("Reception.Gateway.dll", "--url", Text(SecondUrl));
        using var http = new HttpClient();
        _identityKey = Convert.FromBase64String((await (await AdminAsync(http)).GetIdentityKeyAsync("demo")).Key);
    }

    private async Task<ServerProcess> StartAsync(string assembly, params string[] arguments)
    {
        var server = await ServerProcess.StartAsync(assembly, ["--data", DataFolder, .. arguments]);
        _servers.Add(server);
        return server;
    }

    private static string Text(Uri url) => url.ToString().TrimEnd('/');
}
