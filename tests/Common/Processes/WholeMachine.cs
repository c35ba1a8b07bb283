[assembly: Xunit.AssemblyFixture(typeof(Reception.Tests.WholeMachine))]

namespace Reception.Tests;

/// <summary>
/// For suites that start clusters of processes: of all test processes that carry this fixture only one runs at a time, so that two
/// clusters do not share two cores. The lock is a file's; it ends with its process, however that ends.
/// </summary>
public sealed class WholeMachine : IAsyncLifetime
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(250);
    private FileStream? _lock;

    public async ValueTask InitializeAsync()
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(TestRun.Root, "artifacts")).FullName, "whole-machine.lock");
        using var timer = new PeriodicTimer(Tick);
        while (!TryTake(path)) await timer.WaitForNextTickAsync();
    }

    public ValueTask DisposeAsync() => _lock?.DisposeAsync() ?? ValueTask.CompletedTask;

    private bool TryTake(string path)
    {
        try
        {
            _lock = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
