using System.Diagnostics;
using Reception.Storage.Tests.Sqlite;

namespace Reception.Storage.Tests.Remote;

/// <summary>A store in a process of its own, to be killed, stopped and started again on its folder.</summary>
internal sealed class StoreChild(string folder) : IAsyncDisposable
{
    private Process? _process;

    public async Task StartAsync(CancellationToken stop)
    {
        var start = new ProcessStartInfo(SequentialChild.DotNet) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var argument in new[] { SequentialChild.Assembly, "journal-store", folder }) start.ArgumentList.Add(argument);
        _process = Process.Start(start)!;
        Assert.Equal("ready", await _process.StandardOutput.ReadLineAsync(stop));
    }

    public async Task KillAsync()
    {
        if (_process is null) return;
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        _process = null;
    }

    /// <summary>STOP or CONT.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = SequentialChild.Start("kill", $"-{signal}", $"{_process!.Id}");
        await kill.WaitForExitAsync(CancellationToken.None);
        Assert.Equal(0, kill.ExitCode);
    }

    public async ValueTask DisposeAsync() => await KillAsync();
}
