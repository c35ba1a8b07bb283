using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Reception.Tests;

namespace LocalOrleans.Tests;

/// <summary>Calls are pooled objects: under time-outs, cancellations and grains that leave all the time, no answer may reach another call.</summary>
public sealed class StressTests
{
    private const int Callers = 64;
    private const int Keys = 40;

    [Fact]
    public async Task Calls_UnderTimeoutsCancellationsAndDeactivations_GetTheirOwnAnswerOrAnError()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<StressWitness>();
        builder.UseOrleans(silo => silo.UseLocalhostClustering(siloPort: 24411, gatewayPort: 24430)
            .Configure<SiloMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromMilliseconds(60)));
        using var host = builder.Build();
        await host.StartAsync();
        var client = host.Services.GetRequiredService<IClusterClient>();
        var witness = host.Services.GetRequiredService<StressWitness>();

        var perCaller = TestRun.Cases(share: 300, all: 20_000);
        var wrong = await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => CallAsync(client, caller, perCaller))));

        Assert.Equal(0, wrong.Sum());
        Assert.Equal(0, witness.Overlaps);
        Assert.True(witness.Activations > Keys, "No grain ever left.");
        await host.StopAsync();
    }

    /// <summary>The number of answers that belong to another call.</summary>
    private static async Task<int> CallAsync(IClusterClient client, int caller, int calls)
    {
        var random = new Random(TestRun.SeedFor(nameof(StressTests)) + caller);
        var wrong = 0;
        for (var n = 0; n < calls; n++)
        {
            var id = ((long)caller << 32) | (uint)n;
            var grain = client.GetGrain<IStressGrain>(random.Next(Keys));
            try
            {
                if (await OneAsync(grain, id, random) != id) wrong++;
            }
            catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
            {
                // Both are expected here: what matters is that no wrong answer comes.
            }
        }

        return wrong;
    }

    private static async Task<long> OneAsync(IStressGrain grain, long id, Random random)
    {
        switch (random.Next(6))
        {
            case 0:
                return await grain.PeekAsync(id);
            case 1:
                return await grain.ReadAsync(id, random.Next(3));
            case 2:
                using (var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(random.Next(1, 10)), TimeProvider.System))
                    return await grain.EchoAsync(id, random.Next(9), leave: false, cancellation.Token);
            default:
                return await grain.EchoAsync(id, random.Next(4), leave: random.Next(20) == 0, CancellationToken.None);
        }
    }
}
