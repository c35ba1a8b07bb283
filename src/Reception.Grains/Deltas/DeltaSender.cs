using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Reception.Domain.Time;

namespace Reception.Grains.Deltas;

/// <summary>Sends this silo's deltas once a second. The name is new with every start, so that numbers begin at 1 again.</summary>
internal abstract partial class DeltaSender<TDelta>(IDeltaSource<TDelta> source, IRandomSource random, TimeProvider time, ILogger log) : BackgroundService
    where TDelta : class
{
    private const int AtOnce = 32;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly string _silo = random.NextId().ToString("N");

    /// <summary>What the deltas tell, for the log.</summary>
    protected abstract string What { get; }

    /// <summary>The call of the grain.</summary>
    protected abstract Task ApplyAsync(string key, string silo, long number, TDelta delta);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stoppingToken)) await SendAsync().WaitAsync(stoppingToken);
    }

    private async Task SendAsync()
    {
        foreach (var deltas in source.ToSend().Chunk(AtOnce))
            await Task.WhenAll(deltas.Select(d => SendAsync(d.Key, d.Number, d.Delta)));
    }

    private async Task SendAsync(string key, long number, TDelta delta)
    {
        try
        {
            await ApplyAsync(key, _silo, number, delta);
            source.Taken(key, number);
        }
        catch (Exception e)
        {
            LogNotSent(e, What, key);
        }
    }

    [LoggerMessage(LogLevel.Information, "{What} of {Key} were not taken; they are sent again")]
    private partial void LogNotSent(Exception exception, string what, string key);
}
