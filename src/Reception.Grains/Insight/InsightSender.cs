using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Reception.Contracts.Insight;
using Reception.Domain.Time;

namespace Reception.Grains.Insight;

/// <summary>Sends this silo's deltas once a second. The name is new with every start, so that numbers begin at 1 again.</summary>
internal sealed partial class InsightSender(InsightFolder folder, IGrainFactory grains, IRandomSource random, TimeProvider time, ILogger<InsightSender> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly string _silo = random.NextId().ToString("N");

    public async Task SendAsync()
    {
        foreach (var deltas in folder.ToSend().Chunk(32))
            await Task.WhenAll(deltas.Select(d => SendAsync(d.Shop, d.Number, d.Delta)));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stoppingToken)) await SendAsync().WaitAsync(stoppingToken);
    }

    private async Task SendAsync(Contracts.Ids.ShopId shop, long number, ShopFigures delta)
    {
        try
        {
            await grains.GetGrain<IInsightGrain>(shop.Value).ApplyAsync(_silo, number, delta);
            folder.Taken(shop, number);
        }
        catch (Exception e)
        {
            LogNotSent(e, shop.Value);
        }
    }

    [LoggerMessage(LogLevel.Information, "Figures of shop {Shop} were not taken; they are sent again")]
    private partial void LogNotSent(Exception exception, string shop);
}
