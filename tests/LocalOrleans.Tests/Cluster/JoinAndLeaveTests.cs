using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Reception.Tests;

namespace LocalOrleans.Tests.Cluster;

/// <summary>Silos that join and leave in order while calls go on: none fails, and no grain lives twice.</summary>
public sealed class JoinAndLeaveTests
{
    private const int Callers = 24;
    private const int Keys = 400;
    private readonly LifeWitness _witness = new();
    private readonly ConcurrentQueue<string> _failures = new();
    private int _calls;

    [Fact]
    public async Task Rounds_OfJoinsAndLeavesUnderLoad_NoCallFailsAndNoGrainLivesTwice()
    {
        var random = new Random(TestRun.SeedFor(nameof(JoinAndLeaveTests)));
        await using var cluster = new LocalCluster(_witness);
        await cluster.JoinAsync();
        await cluster.JoinAsync();
        using var client = await cluster.ConnectAsync();
        using var stop = new CancellationTokenSource();
        IGrainFactory[] factories = [client.Services.GetRequiredService<IGrainFactory>(), cluster.Silos[0].Services.GetRequiredService<IGrainFactory>()];
        var callers = Enumerable.Range(0, Callers).Select(caller => Task.Run(() => CallAsync(factories[caller % 2], caller, stop.Token))).ToList();
        for (var round = 0; round < TestRun.Cases(share: 5, all: 60); round++)
        {
            await PassAsync(500);
            if (cluster.Silos.Count < 3 || (cluster.Silos.Count < 5 && random.Next(2) == 0)) await cluster.JoinAsync();
            else await cluster.LeaveAsync(1 + random.Next(cluster.Silos.Count - 1));
        }

        await PassAsync(500);
        await stop.CancelAsync();
        await Task.WhenAll(callers);
        Assert.Empty(_failures);
        Assert.Equal(0, _witness.Doubles);
        Assert.True(_witness.Begun > Keys + Callers, "No grain ever moved.");
        await client.StopAsync();
    }

    private async Task CallAsync(IGrainFactory grains, int caller, CancellationToken stop)
    {
        var random = new Random(TestRun.SeedFor(nameof(JoinAndLeaveTests)) + caller);
        while (!stop.IsCancellationRequested)
        {
            var key = random.Next(Keys);
            try
            {
                // Chains go only to greater keys, so that no two turns ever wait for each other.
                if (await grains.GetGrain<ILifeGrain>(key).StepAsync(random.Next(4)) != key) _failures.Enqueue($"{key} was answered by another grain");
            }
            catch (Exception exception)
            {
                _failures.Enqueue(exception.ToString());
            }

            Interlocked.Increment(ref _calls);
        }
    }

    private async Task PassAsync(int calls)
    {
        for (var until = Volatile.Read(ref _calls) + calls; Volatile.Read(ref _calls) < until;) await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
    }
}
