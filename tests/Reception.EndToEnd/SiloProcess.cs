using System.Diagnostics;
using System.Net;
using System.Reflection;
using Reception.Tests;

namespace Reception.EndToEnd;

/// <summary>
/// The silo as a user starts it, in a process of its own on a free loopback port with a data folder of its own.
/// Disposing kills the process and removes the folder; <see cref="KillAsync"/> is SIGKILL: nothing is flushed or said goodbye to.
/// </summary>
internal sealed class SiloProcess : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);
    private readonly List<string> _output = [];
    private Process? _process;

    private SiloProcess(string folder, int port, int siloPort, int gatewayPort)
    {
        DataFolder = folder;
        Port = port;
        SiloPort = siloPort;
        GatewayPort = gatewayPort;
    }

    public string DataFolder { get; }

    public int Port { get; }

    public int SiloPort { get; }

    public int GatewayPort { get; }

    public Uri Url => new($"http://127.0.0.1:{Port}");

    /// <summary>Made by the silo on its first start and kept in the data folder.</summary>
    public string AdminToken { get; private set; } = "";

    public int ProcessId => _process?.Id ?? throw new InvalidOperationException("The silo does not run.");

    public static async Task<SiloProcess> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("reception-e2e-").FullName;
        var silo = new SiloProcess(folder, FreePorts.Next(), FreePorts.Next(), FreePorts.Next());
        await silo.StartAgainAsync();
        return silo;
    }

    /// <summary>Starts (again) on the same folder and ports, and waits until it is ready to serve.</summary>
    public async Task StartAgainAsync()
    {
        var output = typeof(SiloProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "SiloOutput").Value!;
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = output,
            ArgumentList =
            {
                Path.Combine(output, "Reception.Silo.dll"), "--data", DataFolder, "--url", Url.ToString().TrimEnd('/'),
                "--silo-port", $"{SiloPort}", "--gateway-port", $"{GatewayPort}",
            },
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Development", ["DOTNET_gcServer"] = "0" },
        };
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await WaitUntilReadyAsync();
        AdminToken = (await File.ReadAllTextAsync(Path.Combine(DataFolder, "admin.token"))).Trim();
    }

    public async Task KillAsync()
    {
        _process!.Kill(entireProcessTree: false);
        await _process.WaitForExitAsync().WaitAsync(Limit);
        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await KillAsync();
        Directory.Delete(DataFolder, recursive: true);
    }

    public string Output()
    {
        lock (_output) return string.Join('\n', _output.TakeLast(60));
    }

    private async Task WaitUntilReadyAsync()
    {
        using var http = new HttpClient { BaseAddress = Url, Timeout = TimeSpan.FromSeconds(5) };
        using var patience = new CancellationTokenSource(Limit);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await tick.WaitForNextTickAsync(patience.Token).AsTask().WaitAsync(Limit))
        {
            if (_process!.HasExited) throw new InvalidOperationException($"The silo ended with code {_process.ExitCode}:\n{Output()}");
            try
            {
                using var answer = await http.GetAsync("/health/ready", patience.Token);
                if (answer.StatusCode == HttpStatusCode.OK) return;
            }
            catch (Exception notYet) when (notYet is HttpRequestException or TaskCanceledException && !patience.IsCancellationRequested)
            {
                continue;
            }
        }
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        lock (_output)
        {
            _output.Add(line);
            if (_output.Count > 2_000) _output.RemoveRange(0, 1_000);
        }
    }
}
