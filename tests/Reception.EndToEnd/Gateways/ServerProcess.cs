using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Reception.EndToEnd.Gateways;

/// <summary>One process of a cluster as an operator starts it; it takes work from its line <c>ready …</c> on. Disposing kills it.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);
    private readonly TaskCompletionSource<string> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> _output = [];
    private readonly Process _process;

    private ServerProcess(string assembly, IEnumerable<string> arguments)
    {
        var output = typeof(ServerProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "SiloOutput").Value!;
        var start = new ProcessStartInfo("dotnet", [Path.Combine(output, assembly), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = output };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = start.Environment["DOTNET_ENVIRONMENT"] = "Development";
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["RECEPTION_SUPERVISED"] = "1"; // ends when this process ends
        start.Environment["Reception__Sockets__MaxConnectionsPerAddress"] = "0";
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.Exited += (_, _) => _ready.TrySetException(new InvalidOperationException($"{assembly} ended before it was ready:\n{Output()}"));
    }

    /// <summary>The line that said it was ready.</summary>
    public string Ready { get; private set; } = "";

    /// <summary>Resident memory in MiB.</summary>
    public long Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / (1024 * 1024);
        }
    }

    public static async Task<ServerProcess> StartAsync(string assembly, params string[] arguments)
    {
        var server = new ServerProcess(assembly, arguments);
        server._process.Start();
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        server.Ready = await server._ready.Task.WaitAsync(Limit);
        return server;
    }

    /// <summary>SIGKILL: nothing is flushed or said goodbye to.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(Limit);
    }

    /// <summary>SIGTERM; the exit code.</summary>
    public async Task<int> StopAsync()
    {
        _ = Signal(_process.Id, 15);
        await _process.WaitForExitAsync().WaitAsync(Limit);
        return _process.ExitCode;
    }

    public string Output()
    {
        lock (_output) return string.Join('\n', _output.TakeLast(60));
    }

    /// <summary>What it said about a thing.</summary>
    public IReadOnlyList<string> Said(string about)
    {
        lock (_output) return [.. _output.Where(line => line.Contains(about, StringComparison.Ordinal)).Select(line => line.Trim())];
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        lock (_output)
        {
            _output.Add(line);
            if (_output.Count > 40_000) _output.RemoveRange(0, 20_000);
        }
        if (line.StartsWith("ready", StringComparison.Ordinal)) _ready.TrySetResult(line);
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Signal(int process, int signal);
}
