using System.Diagnostics;
using Reception.Clustering.Hosting;

namespace Reception.Silo.Supervision;

/// <summary>How long a process that ended waits for its next start: the first time, and at most when it ends again and again.</summary>
internal sealed record Restart(TimeSpan First, TimeSpan Most)
{
    /// <summary>Runs this long = the next end is a first one again.</summary>
    public static readonly TimeSpan Steady = TimeSpan.FromSeconds(30);

    /// <summary>For the store: everybody waits for it.</summary>
    public static readonly Restart AtOnce = new(TimeSpan.Zero, TimeSpan.FromSeconds(1));

    public static readonly Restart BackOff = new(TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(10));

    public TimeSpan After(int failures) => failures == 1 ? First : TimeSpan.FromTicks(Math.Min(Most.Ticks, Math.Max(First.Ticks, TimeSpan.FromMilliseconds(250).Ticks) << Math.Min(failures - 1, 8)));
}

/// <summary>One process that is kept running until it is asked to stop: what it writes is shown under its name.</summary>
internal sealed class Child(string name, IReadOnlyList<string> command, Restart restart, TimeProvider time, IReadOnlyDictionary<string, string>? environment = null) : IDisposable
{
    private readonly TaskCompletionSource<bool> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private Process? _process;
    private Task _running = Task.CompletedTask;

    public string Name => name;

    /// <summary>With what code the process ended when it was asked to.</summary>
    public int ExitCode { get; private set; }

    /// <summary>True once the process has said that it takes work; false when its first start ended before that.</summary>
    public Task<bool> Ready => _ready.Task;

    public void Start() => _running = RunAsync();

    /// <summary>Asks the process to end by closing its standard input (see <see cref="ParentProcess"/>), kills it after the grace time, and waits.</summary>
    public async Task StopAsync(TimeSpan grace)
    {
        await _stop.CancelAsync();
        lock (_lock) _process?.StandardInput.Close();
        try
        {
            await _running.WaitAsync(grace, time);
        }
        catch (TimeoutException)
        {
            Say($"did not end within {grace.TotalSeconds:0} s and is killed");
            Kill();
            await _running;
        }
    }

    public void Kill()
    {
        _stop.Cancel();
        lock (_lock)
        {
            if (_process is { HasExited: false }) _process.Kill();
        }
    }

    public void Dispose() => _stop.Dispose();

    private async Task RunAsync()
    {
        for (var failures = 1; !_stop.IsCancellationRequested; failures++)
        {
            var started = time.GetTimestamp();
            var code = await RunOnceAsync();
            if (_stop.IsCancellationRequested) Say($"has ended with code {ExitCode = code}");
            if (_ready.TrySetResult(false) || _stop.IsCancellationRequested) return;
            if (time.GetElapsedTime(started) > Restart.Steady) failures = 1;
            var delay = restart.After(failures);
            Say(delay > TimeSpan.Zero ? $"ended with code {code}; a new one starts in {delay.TotalSeconds:0.#} s" : $"ended with code {code}; a new one starts");
            await Task.Delay(delay, time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<int> RunOnceAsync()
    {
        using var process = new Process { StartInfo = StartInfo() };
        process.OutputDataReceived += (_, line) => Show(line.Data);
        process.ErrorDataReceived += (_, line) => Show(line.Data);
        lock (_lock)
        {
            if (_stop.IsCancellationRequested) return 0;
            process.Start();
            _process = process;
        }
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await process.WaitForExitAsync(CancellationToken.None);
        lock (_lock) _process = null;
        return process.ExitCode;
    }

    private ProcessStartInfo StartInfo()
    {
        var start = new ProcessStartInfo(command[0]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in command.Skip(1)) start.ArgumentList.Add(argument);
        start.Environment[ParentProcess.Variable] = "1";
        foreach (var (variable, value) in environment ?? new Dictionary<string, string>()) start.Environment[variable] = value;
        start.Environment.TryAdd("Logging__LogLevel__Default", "Warning");
        start.Environment.TryAdd("Logging__Console__FormatterName", "simple");
        start.Environment.TryAdd("Logging__Console__FormatterOptions__SingleLine", "true");
        return start;
    }

    private void Show(string? line)
    {
        if (string.IsNullOrWhiteSpace(line)) return;
        Say(line);
        if (line.StartsWith("ready ", StringComparison.Ordinal)) _ready.TrySetResult(true);
    }

    private void Say(string text) => Console.WriteLine($"{name,-8} | {text}");
}
