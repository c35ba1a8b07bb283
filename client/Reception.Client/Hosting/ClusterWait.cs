using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Reception.Client.Hosting;

/// <summary>Says so, now and then, while the process waits for a cluster that is not there.</summary>
internal sealed partial class ClusterWait(ClusterLocation location, TimeProvider time, ILogger<ClusterWait> log) : IHostedLifecycleService, IDisposable
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Then = TimeSpan.FromSeconds(10);
    private ITimer? _timer;

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        _timer = time.CreateTimer(_ => Waiting($"{location}"), null, First, Then);
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        _timer?.Dispose();
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _timer?.Dispose();

    [LoggerMessage(Level = LogLevel.Information, Message = "No cluster answers ({Location}); waiting for it")]
    private partial void Waiting(string location);
}
