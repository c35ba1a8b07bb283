using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Reception.Deployment.Tests.Processes;

/// <summary>One of the two programs, or anything else, as an operator starts it. Disposing kills it; every line it wrote is kept.</summary>
internal sealed class StartedProgram : IAsyncDisposable
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(180);
    private readonly List<string> _lines = [];
    private readonly Process _process;
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private StartedProgram(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = start.RedirectStandardInput = true;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
    }

    public int Id => _process.Id;

    public string Text
    {
        get { lock (_lines) return string.Join('\n', _lines); }
    }

    /// <param name="assembly">Reception.Silo or Reception.Gateway.</param>
    /// <param name="arguments">Its switches.</param>
    /// <param name="environment">Variables besides those of the test, null removes one; Production unless it says otherwise.</param>
    public static StartedProgram Start(string assembly, string[] arguments, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var output = typeof(StartedProgram).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "SiloOutput").Value!;
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet", [Path.Combine(output, $"{assembly}.dll"), .. arguments]) { WorkingDirectory = output };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = start.Environment["DOTNET_ENVIRONMENT"] = "Production";
        start.Environment["DOTNET_gcServer"] = "0";
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            if (value is null) start.Environment.Remove(name);
            else start.Environment[name] = value;
        }
        var program = new StartedProgram(start);
        program._process.Start();
        program._process.BeginOutputReadLine();
        program._process.BeginErrorReadLine();
        return program;
    }

    /// <summary>Waits for a line with these words.</summary>
    public async Task<string> SaysAsync(string words)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (true)
        {
            Task more;
            lock (_lines)
            {
                if (_lines.Find(line => line.Contains(words, StringComparison.Ordinal)) is { } found) return found;
                more = _more.Task;
            }
            if (_process.HasExited && more == _more.Task) throw new InvalidOperationException($"It ended with {_process.ExitCode} and had not said '{words}':\n{Text}");
            await Task.WhenAny(more, _process.WaitForExitAsync(limit.Token)).WaitAsync(limit.Token);
        }
    }

    /// <summary>Waits until it ends by itself; the exit code.</summary>
    public async Task<int> EndsAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Limit);
        return _process.ExitCode;
    }

    /// <summary>SIGTERM (15) or another signal; the exit code.</summary>
    public async Task<int> SignalAsync(int signal)
    {
        Assert.Equal(0, Kill(_process.Id, signal));
        return await EndsAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await EndsAsync();
        _process.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    public static extern int Kill(int process, int signal);

    private void Keep(string? line)
    {
        if (line is null) return;
        lock (_lines)
        {
            _lines.Add(line);
            var more = _more;
            _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
            more.SetResult();
        }
    }
}
