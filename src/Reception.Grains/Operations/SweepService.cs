using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Reception.Contracts.Operations;

namespace Reception.Grains.Operations;

/// <summary>Calls every Sweeper and the projector once a second; where several silos do, the grains are still one each.</summary>
internal sealed partial class SweepService(IGrainFactory grains, TimeProvider time, ILogger<SweepService> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var sweepers = Enumerable.Range(0, ISweeperGrain.Shards).Select(shard => RepeatAsync($"sweeper {shard}", () => grains.GetGrain<ISweeperGrain>(shard).SweepAsync(), stoppingToken));
        var projector = RepeatAsync("projector", () => grains.GetGrain<IProjectorGrain>(0).ProjectAsync(), stoppingToken);
        return Task.WhenAll(sweepers.Append(projector));
    }

    private async Task RepeatAsync(string what, Func<Task> call, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stop))
        {
            try
            {
                await call().WaitAsync(stop); // a silo that stops does not wait for one that hangs
            }
            catch (Exception e) when (!stop.IsCancellationRequested)
            {
                LogFailed(e, what);
            }
            catch (Exception)
            {
                return; // the silo stops: whatever became of this call, another silo's round does it
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The {What} failed; it is called again in a second")]
    private partial void LogFailed(Exception exception, string what);
}
