using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Reflection;

namespace Reception.EndToEnd;

/// <summary>The silo executable with any switches, as <c>dotnet run</c> starts it, in a process of its own: its lines, its children, its end.</summary>
internal sealed class ClusterProcess : IAsyncDisposable
{
    private readonly List<string> _lines = [];
    private readonly Process _process;

    private ClusterProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public static ClusterProcess Start(params IEnumerable<string> arguments)
    {
        var output = typeof(ClusterProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "SiloOutput").Value!;
        var start = new ProcessStartInfo(Path.Combine(output, "Reception.Silo"))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = output,
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Development", ["DOTNET_gcServer"] = "0" },
        };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        var cluster = new ClusterProcess(new Process { StartInfo = start });
        cluster._process.OutputDataReceived += (_, line) => cluster.Keep(line.Data);
        cluster._process.ErrorDataReceived += (_, line) => cluster.Keep(line.Data);
        cluster._process.Start();
        cluster._process.BeginOutputReadLine();
        cluster._process.BeginErrorReadLine();
        return cluster;
    }

    /// <summary>Waits until a line has all of these parts; lines before <paramref name="after"/> do not count.</summary>
    public Task SaysAsync(int after, params string[] parts) => Waits.UntilAsync(
        () => Task.FromResult(_process.HasExited || Lines().Skip(after).Any(line => parts.All(part => line.Contains(part, StringComparison.Ordinal)))),
        () => $"no line with {string.Join(", ", parts)} in:\n{string.Join('\n', Lines())}");

    public IReadOnlyList<string> Lines()
    {
        lock (_lines) return [.. _lines];
    }

    /// <summary>The processes that this one started and that live.</summary>
    public int[] Children() => [.. Processes().Where(process => process.Parent == Id).Select(process => process.Id)];

    public int Child(string argument) => Children().Single(id => CommandLine(id).Contains(argument, StringComparison.Ordinal));

    public static bool Lives(int id) => Processes().Any(process => process.Id == id);

    public static async Task SignalAsync(int id, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{id}"]);
        await kill.WaitForExitAsync();
    }

    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Waits.Limit);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            var children = Children();
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync().WaitAsync(Waits.Limit);
            await Waits.UntilAsync(() => Task.FromResult(!children.Any(Lives)), () => "a child still runs");
        }
        _process.Dispose();
    }

    /// <summary>From /proc/*/stat: id (name) state parent; zombies do not count.</summary>
    private static IEnumerable<(int Id, int Parent)> Processes()
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), out var id) || Read(Path.Combine(folder, "stat")) is not { Length: > 0 } stat) continue;
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            if (fields[0] != "Z") yield return (id, int.Parse(fields[1], null));
        }
    }

    private static string CommandLine(int id) => Read($"/proc/{id}/cmdline")?.Replace('\0', ' ') ?? "";

    /// <summary>Null: the process has gone meanwhile.</summary>
    private static string? Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        lock (_lines) _lines.Add(line);
    }
}
