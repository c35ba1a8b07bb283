using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Reflection;

namespace Reception.Benchmarks.Replay;

/// <summary>The silo as a user starts it, on loopback, with a data folder that goes with it.</summary>
internal sealed class ReplaySilo : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);
    private readonly Process _process;
    private readonly string _folder;

    private ReplaySilo(Process process, string folder, Uri url, string adminToken)
    {
        _process = process;
        _folder = folder;
        Url = url;
        AdminToken = adminToken;
    }

    public Uri Url { get; }

    public string AdminToken { get; }

    /// <summary>Processor time of the silo's process so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts <c>Reception.Silo.dll</c> of the given folder, or of this build, and waits until it serves.</summary>
    /// <exception cref="FileNotFoundException">The silo has not been built.</exception>
    public static async Task<ReplaySilo> StartAsync(string? output)
    {
        output ??= typeof(ReplaySilo).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "SiloOutput").Value!;
        var dll = Path.Combine(output, "Reception.Silo.dll");
        if (!File.Exists(dll))
            throw new FileNotFoundException($"{dll} is missing: dotnet build -c Release silo");
        var folder = Directory.CreateTempSubdirectory("reception-replay-").FullName;
        var url = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            WorkingDirectory = output,
            ArgumentList = { dll, "--data", folder, "--url", url.ToString().TrimEnd('/'), "--silo-port", $"{FreePort()}", "--gateway-port", $"{FreePort()}" },
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Development", ["DOTNET_gcServer"] = "0" },
        };
        var process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        using var http = new HttpClient { BaseAddress = url, Timeout = TimeSpan.FromSeconds(5) };
        using var patience = new CancellationTokenSource(Limit);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!process.HasExited && await tick.WaitForNextTickAsync(patience.Token))
            if (await IsReadyAsync(http, patience.Token))
                return new(process, folder, url, (await File.ReadAllTextAsync(Path.Combine(folder, "admin.token"), patience.Token)).Trim());
        throw new InvalidOperationException($"The silo ended with code {process.ExitCode}.");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<bool> IsReadyAsync(HttpClient http, CancellationToken cancel)
    {
        try
        {
            using var answer = await http.GetAsync("/health/ready", cancel);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
