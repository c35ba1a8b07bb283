using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Reception.Contracts.Scaling;

namespace Reception.Grains.Scaling;

/// <summary>Tells the cluster every few seconds what this silo uses, and keeps the list of shops with a calendar that comes back. A report that is lost is in the next one.</summary>
internal sealed partial class LoadReporter(ILoadSource source, CalendarList calendars, IGrainFactory grains, TimeProvider time, ILogger<LoadReporter> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stoppingToken)) await ReportAsync(stoppingToken);
    }

    private async Task ReportAsync(CancellationToken stop)
    {
        try
        {
            if (await grains.GetGrain<IScalingGrain>(IScalingGrain.Key).ReportAsync(source.Read(), calendars.Known.Stamp).WaitAsync(stop) is { } shops) calendars.Known = shops;
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            LogNotReported(e);
        }
    }

    [LoggerMessage(LogLevel.Information, "What this silo uses could not be reported; the next report says it")]
    private partial void LogNotReported(Exception exception);
}

/// <summary>The shops with a sale calendar, as this silo knows them.</summary>
internal sealed class CalendarList
{
    private volatile CalendarShops _known = new(-1, []);

    public CalendarShops Known
    {
        get => _known;
        set => _known = value;
    }
}
