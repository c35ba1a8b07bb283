using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Reception.Contracts.Insight;
using Reception.Domain.Time;

namespace Reception.Grains.Insight;

/// <summary>Sends what this silo was asked once a second. The name is new with every start, so that numbers begin at 1 again.</summary>
internal sealed partial class TopicSender(TopicFolder folder, IGrainFactory grains, IRandomSource random, TimeProvider time, ILogger<TopicSender> log) : BackgroundService
{
    private const int AtOnce = 32;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly string _silo = random.NextId().ToString("N");

    public async Task SendAsync()
    {
        foreach (var deltas in folder.ToSend().Chunk(AtOnce))
            await Task.WhenAll(deltas.Select(d => SendAsync(d.Key, d.Number, d.Delta)));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stoppingToken)) await SendAsync().WaitAsync(stoppingToken);
    }

    private async Task SendAsync(string key, long number, TopicsDelta delta)
    {
        try
        {
            await grains.GetGrain<ITopicsGrain>(key).ApplyAsync(_silo, number, delta);
            folder.Taken(key, number);
        }
        catch (Exception e)
        {
            LogNotSent(e, key);
        }
    }

    [LoggerMessage(LogLevel.Information, "What shop {Shop} was asked was not taken; it is sent again")]
    private partial void LogNotSent(Exception exception, string shop);
}
