using System.Reflection;
using Reception.Tests;

namespace Reception.Cluster.Processes;

/// <summary>
/// A cluster of real processes on this machine: one store, some silos, some gateways, each started on its own as an operator would
/// do it, over one data folder in the temporary directory. This folder knows command lines, ports and signals, and nothing else.
/// </summary>
internal sealed class ClusterProcesses : IAsyncDisposable
{
    private static readonly Dictionary<string, string> Settings = new()
    {
        ["RECEPTION_SUPERVISED"] = "1", // whatever ends this process ends them
        ["Reception__Demo"] = "false",
        ["Reception__Rest__PerSecond"] = "5000",
        ["Reception__Rest__Burst"] = "5000",
        ["Reception__Rest__VisitorTokensPerSecond"] = "1000",
        ["Reception__Rest__VisitorTokenBurst"] = "1000",
        ["Logging__LogLevel__Default"] = "Information",
        ["Logging__LogLevel__Reception.Grains.Conversations"] = "Debug",
        ["Logging__Console__FormatterName"] = "simple",
        ["Logging__Console__FormatterOptions__SingleLine"] = "true",
        ["Logging__Console__FormatterOptions__UseUtcTimestamp"] = "true",
        ["Logging__Console__FormatterOptions__TimestampFormat"] = "yyyy-MM-ddTHH:mm:ss.fffffffZ ",
    };

    private readonly List<ServerProcess> _silos = [];
    private readonly List<(ServerProcess Process, Uri Url)> _gateways = [];
    private readonly List<ServerProcess> _ended = [];
    private ServerProcess? _store;
    private int _names;

    private ClusterProcesses(string dataFolder, string logFolder) => (DataFolder, LogFolder) = (dataFolder, logFolder);

    public string DataFolder { get; }

    public string LogFolder { get; }

    public IReadOnlyList<ServerProcess> Silos => _silos;

    public IReadOnlyList<Uri> Gateways => [.. _gateways.Select(gateway => gateway.Url)];

    public ServerProcess Store => _store ?? throw new InvalidOperationException("The store does not run.");

    public static async Task<ClusterProcesses> StartAsync(string name, int silos, int gateways)
    {
        var logs = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "logs", $"{name}-{Environment.ProcessId}")).FullName;
        var cluster = new ClusterProcesses(Directory.CreateTempSubdirectory("reception-cluster-").FullName, logs);
        try
        {
            await cluster.StartStoreAsync();
            for (var n = 0; n < silos; n++) await cluster.JoinAsync();
            for (var n = 0; n < gateways; n++) await cluster.StartGatewayAsync();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    public async Task StartStoreAsync()
    {
        _store = Start("store", Silo, "--store", "--data", DataFolder);
        await _store.ReadyAsync();
    }

    /// <summary>SIGKILL for the store and a new one on the same folder.</summary>
    public async Task RestartStoreAsync()
    {
        await Store.KillAsync();
        _ended.Add(Store);
        await StartStoreAsync();
    }

    public async Task<ServerProcess> JoinAsync()
    {
        var silo = Start("silo", Silo, "--join", "--data", DataFolder, "--silo-port", "0", "--gateway-port", "0");
        await silo.ReadyAsync();
        _silos.Add(silo);
        return silo;
    }

    /// <summary>It is no longer one of the silos; what ended it has been done already.</summary>
    public async Task RemoveAsync(ServerProcess silo)
    {
        await silo.ExitedAsync();
        _silos.Remove(silo);
        _ended.Add(silo);
    }

    public async Task StartGatewayAsync()
    {
        var url = new Uri($"http://127.0.0.1:{FreePorts.Next()}");
        var gateway = Start("gateway", Gateway, "--data", DataFolder, "--url", url.ToString().TrimEnd('/'));
        await gateway.ReadyAsync();
        _gateways.Add((gateway, url));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _gateways.Select(gateway => gateway.Process).Concat(_silos).Concat(_ended)) await process.DisposeAsync();
        if (_store is not null) await _store.DisposeAsync();
        Directory.Delete(DataFolder, recursive: true);
    }

    private static string Silo => Output("SiloOutput", "Reception.Silo.dll");

    private static string Gateway => Output("GatewayOutput", "Reception.Gateway.dll");

    private ServerProcess Start(string role, string assembly, params string[] arguments) =>
        ServerProcess.Start($"{role}-{++_names}", assembly, arguments, LogFolder, Settings);

    private static string Output(string key, string file) =>
        Path.Combine(typeof(ClusterProcesses).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == key).Value!, file);
}
