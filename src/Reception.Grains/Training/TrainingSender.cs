using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Reception.Contracts.Ids;
using Reception.Contracts.Training;
using Reception.Domain.Time;

namespace Reception.Grains.Training;

/// <summary>Sends this silo's deltas once a second. The name is new with every start, so that numbers begin at 1 again.</summary>
internal sealed partial class TrainingSender(TrainingFolder folder, IGrainFactory grains, IRandomSource random, TimeProvider time, ILogger<TrainingSender> log) : BackgroundService
{
    private const int AtOnce = 32;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly string _silo = random.NextId().ToString("N");

    public async Task SendAsync()
    {
        foreach (var deltas in folder.ToSend().Chunk(AtOnce))
            await Task.WhenAll(deltas.Select(d => SendAsync(d.Shop, d.Number, d.Delta)));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stoppingToken)) await SendAsync().WaitAsync(stoppingToken);
    }

    private async Task SendAsync(ShopId shop, long number, TrainingDelta delta)
    {
        try
        {
            await grains.GetGrain<ITrainingGrain>(shop.Value).ApplyAsync(_silo, number, delta);
            folder.Taken(shop, number);
        }
        catch (Exception e)
        {
            LogNotSent(e, shop.Value);
        }
    }

    [LoggerMessage(LogLevel.Information, "What trainers of shop {Shop} are told was not taken; it is sent again")]
    private partial void LogNotSent(Exception exception, string shop);
}
