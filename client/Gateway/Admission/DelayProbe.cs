using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Reception.Gateway.Admission;

/// <summary>
/// Measures how long a work item waits until the pool runs it. Where gateway and silo are one process that is the delay of grains' turns
/// too. One item at a time: a pool that stands still counts once, with all of its time.
/// </summary>
internal sealed class DelayProbe(OverloadControl control, IOptions<GatewayOptions> options, TimeProvider time) : IHostedService, IThreadPoolWorkItem, IDisposable
{
    private ITimer? _timer;
    private long _queued;
    private int _waiting;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var every = options.Value.Overload.Probe;
        if (options.Value.Overload.Enabled) _timer = time.CreateTimer(static probe => ((DelayProbe)probe!).Queue(), this, every, every);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Execute()
    {
        var delay = time.GetElapsedTime(_queued);
        Volatile.Write(ref _waiting, 0);
        control.OnDelay(delay);
    }

    public void Dispose() => _timer?.Dispose();

    private void Queue()
    {
        if (Interlocked.Exchange(ref _waiting, 1) != 0) return;
        _queued = time.GetTimestamp();
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }
}
