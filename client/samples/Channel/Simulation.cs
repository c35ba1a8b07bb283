namespace Channel;

/// <summary>Two buyers, one in either language, who ask, wait a little, and want a human in the end.</summary>
public sealed class Simulation(Bridge bridge, TimeProvider time) : BackgroundService
{
    private static readonly (Buyer Buyer, string[] Lines)[] Scripts =
    [
        (new("demo", "小美"), ["什么时候发货", "敏感肌可以用吗", "人工"]),
        (new("demo-en", "Sam"), ["When will my order ship?", "How do I return an item?", "human"]),
    ];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var number = 0; number < 3; number++)
        {
            foreach (var (buyer, lines) in Scripts)
            {
                Console.WriteLine($"  {buyer.Shop}/{buyer.Id} > {lines[number]}");
                var line = new Line($"sim-{time.GetUtcNow():yyyyMMddHHmmss}-{number}", lines[number]);
                while (await bridge.PostAsync(buyer, line) is { MayRetry: true }) await Task.Delay(TimeSpan.FromSeconds(1), time, stoppingToken);
            }
            await Task.Delay(TimeSpan.FromSeconds(2), time, stoppingToken);
        }
    }
}
