using System.Diagnostics;
using System.Globalization;

namespace Reception.Cluster.Processes;

/// <summary>
/// One server process as an operator starts it. It takes work from its line "ready …" on; all it prints goes to a log file.
/// Disposing kills it: nothing of a test outlives it.
/// </summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);
    private readonly TaskCompletionSource<string> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Queue<string> _tail = new();
    private readonly Lock _gate = new();
    private readonly StreamWriter _log;
    private readonly Process _process;

    private ServerProcess(string name, ProcessStartInfo start, string logFile)
    {
        Name = name;
        _log = new StreamWriter(logFile, append: true) { AutoFlush = true };
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.Exited += (_, _) => _ready.TrySetException(new InvalidOperationException($"{name} ended before it was ready:\n{Tail}"));
    }

    public string Name { get; }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public int? ExitCode => _process.HasExited ? _process.ExitCode : null;

    /// <summary>The last lines it printed.</summary>
    public string Tail
    {
        get
        {
            lock (_gate) return string.Join('\n', _tail);
        }
    }

    /// <summary>Starts <c>dotnet ASSEMBLY arguments</c>; <see cref="ReadyAsync"/> says when it serves.</summary>
    public static ServerProcess Start(string name, string assembly, IEnumerable<string> arguments, string logFolder, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = Path.GetDirectoryName(assembly)! };
        start.ArgumentList.Add(assembly);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        foreach (var (key, value) in environment) start.Environment[key] = value;
        var server = new ServerProcess(name, start, Path.Combine(logFolder, string.Create(CultureInfo.InvariantCulture, $"{name}.log")));
        server._process.Start();
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        return server;
    }

    /// <summary>The line that says so. Throws with the last output when the process ends first.</summary>
    public async Task<string> ReadyAsync()
    {
        try
        {
            return await _ready.Task.WaitAsync(Limit, TimeProvider.System);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"{Name} was not ready after {Limit.TotalSeconds} s:\n{Tail}");
        }
    }

    public void Send(Signal signal)
    {
        lock (_gate) _log.WriteLine($"--- {TimeProvider.System.GetUtcNow():HH:mm:ss.fff} {signal}");
        Signals.Send(Id, signal);
    }

    public Task ExitedAsync() => _process.WaitForExitAsync().WaitAsync(Limit, TimeProvider.System);

    /// <summary>False: it still runs.</summary>
    public async Task<bool> EndsWithinAsync(TimeSpan patience) =>
        await Task.WhenAny(_process.WaitForExitAsync(), Task.Delay(patience, TimeProvider.System)) is var _ && _process.HasExited;

    /// <summary>SIGKILL: nothing is flushed or said goodbye to.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited) Send(Signal.Kill);
        await ExitedAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
        lock (_gate) _log.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        lock (_gate)
        {
            if (_log.BaseStream.CanWrite) _log.WriteLine(line);
            _tail.Enqueue(line);
            if (_tail.Count > 12) _tail.Dequeue();
        }
        if (line.StartsWith("ready", StringComparison.Ordinal)) _ready.TrySetResult(line);
    }
}
