using System.Reflection;
using System.Security.Cryptography;
using Reception.LoadTest.Profiles;

namespace Reception.LoadTest.Hosting;

/// <summary>
/// The cluster of a run on this machine: one process that is silo, gateway and store, or a store, silos and a gateway as a process each.
/// Its bounds on connections and requests of one address are lifted, because all customers come from one; nothing else differs
/// from what operators start.
/// </summary>
internal sealed class LocalCluster : IServers
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private readonly List<ServerProcess> _silos = [];
    private readonly List<ServerProcess> _others = [];
    private readonly Dictionary<string, string> _settings;
    private int _names;

    private LocalCluster(string dataFolder, string adminToken)
    {
        (DataFolder, AdminToken) = (dataFolder, adminToken);
        _settings = new()
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["Reception__AdminToken"] = adminToken,
            ["Reception__TokenKey"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
            ["Reception__Demo"] = "false",
            ["Reception__MetricsToken"] = MetricsToken,
            ["Reception__Telemetry__Listen"] = "127.0.0.1:0",
            ["Reception__Rest__PerSecond"] = "100000",
            ["Reception__Rest__Burst"] = "100000",
            ["Reception__Sockets__MaxConnectionsPerAddress"] = "0",
            ["Logging__LogLevel__Default"] = "Warning",
        };
    }

    public string DataFolder { get; }

    public string AdminToken { get; }

    public string MetricsToken { get; } = RandomNumberGenerator.GetHexString(32, lowercase: true);

    public Uri Url { get; private set; } = new("http://127.0.0.1");

    /// <summary>Where the one process takes Orleans clients; 0: they find silos through the data folder.</summary>
    public int ClientPort { get; private set; }

    public int Silos => _silos.Count;

    public IEnumerable<ServerProcess> Processes => _others.Concat(_silos);

    /// <param name="silos">0: everything in one process.</param>
    public static async Task<LocalCluster> StartAsync(string dataFolder, int silos, IReadOnlyDictionary<string, string> settings)
    {
        var cluster = new LocalCluster(Directory.CreateDirectory(dataFolder).FullName, RandomNumberGenerator.GetHexString(32, lowercase: true));
        foreach (var (key, value) in settings) cluster._settings[key] = value;
        try
        {
            if (silos == 0) await cluster.StartAloneAsync();
            else await cluster.StartFleetAsync(silos);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Servers that ended although nobody asked them to, with what they printed last.</summary>
    public IEnumerable<string> Died => Processes.Where(process => process.HasExited).Select(process => $"{process.Name} ended by itself:\n{process.Tail}");

    /// <summary>One more silo.</summary>
    public async Task JoinAsync()
    {
        var silo = Start("silo", Silo, "--join", "--data", DataFolder, "--silo-port", "0", "--gateway-port", "0");
        await silo.ReadyAsync(Patience);
        lock (_silos) _silos.Add(silo);
    }

    /// <summary>The newest silo leaves in order, or is killed; the last one stays.</summary>
    public async Task<bool> RemoveAsync(FleetAction action)
    {
        ServerProcess silo;
        lock (_silos)
        {
            if (_silos.Count < 2) return false;
            silo = _silos[^1];
            _silos.RemoveAt(_silos.Count - 1);
        }
        if (action == FleetAction.Kill) await silo.KillAsync();
        else await silo.LeaveAsync();
        await silo.DisposeAsync();
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _others.Where(process => process.Name.StartsWith("gateway", StringComparison.Ordinal))) await process.DisposeAsync();
        foreach (var silo in _silos) await silo.DisposeAsync();
        foreach (var process in _others.Where(process => process.Name.StartsWith("store", StringComparison.Ordinal))) await process.DisposeAsync();
    }

    private async Task StartAloneAsync()
    {
        (Url, ClientPort) = (new Uri($"http://127.0.0.1:{FreePorts.Next()}"), FreePorts.Next());
        var silo = Start("silo", Silo, "--data", DataFolder, "--url", Url.ToString().TrimEnd('/'), "--silo-port", $"{FreePorts.Next()}", "--gateway-port", $"{ClientPort}");
        _silos.Add(silo);
        await AnswersAsync(silo);
    }

    private async Task StartFleetAsync(int silos)
    {
        var store = Start("store", Silo, "--store", "--data", DataFolder);
        _others.Add(store);
        await store.ReadyAsync(Patience);
        for (var n = 0; n < silos; n++) await JoinAsync();
        Url = new Uri($"http://127.0.0.1:{FreePorts.Next()}");
        var gateway = Start("gateway", Output("Reception.Gateway.dll"), "--data", DataFolder, "--url", Url.ToString().TrimEnd('/'));
        _others.Add(gateway);
        await AnswersAsync(gateway);
    }

    private async Task AnswersAsync(ServerProcess process)
    {
        using var http = new HttpClient();
        var time = TimeProvider.System;
        for (var began = time.GetTimestamp(); time.GetElapsedTime(began) < Patience; await Task.Delay(TimeSpan.FromMilliseconds(100), time))
        {
            if (process.HasExited) break;
            try
            {
                if ((await http.GetAsync(new Uri(Url, "/health/ready"))).IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }
        }
        throw new InvalidOperationException($"{process.Name} does not serve:\n{process.Tail}");
    }

    private ServerProcess Start(string role, string assembly, params string[] arguments) => ServerProcess.Start($"{role}-{++_names}", assembly, arguments, _settings);

    private static string Silo => Output("Reception.Silo.dll");

    private static string Output(string file) =>
        Path.Combine(typeof(LocalCluster).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "SiloOutput").Value!, file);
}
