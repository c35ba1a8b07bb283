using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Reception.Contracts.Scaling;
using Reception.Gateway.Sockets;

namespace Reception.Gateway.Hosting;

/// <summary>Tells the cluster every few seconds what this gateway uses. A report that is lost is in the next one.</summary>
internal sealed partial class LoadReporter(IClusterClient cluster, SocketRegistry sockets, Doors doors, TimeProvider time, ILogger<LoadReporter> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>Of the list of shops, which is of no use here: told once, it is not sent again until it changes.</summary>
    private long _stamp = -1;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (doors.AreOpen) await ReportAsync(stoppingToken);
        }
    }

    private async Task ReportAsync(CancellationToken stop)
    {
        try
        {
            var report = new LoadReport(ProcessKind.Gateway, LoadReport.ThisProcess, Environment.CpuUsage.TotalTime.TotalSeconds, Environment.ProcessorCount, 0, sockets.Count, Environment.WorkingSet);
            _stamp = (await cluster.GetGrain<IScalingGrain>(IScalingGrain.Key).ReportAsync(report, _stamp).WaitAsync(stop))?.Stamp ?? _stamp;
        }
        catch (Exception exception) when (!stop.IsCancellationRequested)
        {
            NotReported(exception.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "What this gateway uses could not be reported: {Error}")]
    private partial void NotReported(string error);
}
