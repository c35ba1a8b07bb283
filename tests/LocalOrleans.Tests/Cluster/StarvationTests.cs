using System.Diagnostics;
using Orleans.Runtime;
using Reception.Tests;

namespace LocalOrleans.Tests.Cluster;

/// <summary>Silos that are slow are not dead: neither when all cores are busy nor when no thread of the pool is free.</summary>
public sealed class StarvationTests
{
    [Fact]
    public async Task FullCpuAndABlockedThreadPool_ForLongerThanTheProbeTimeout_NobodyIsDeclaredDead()
    {
        await using var cluster = new LocalCluster(new LifeWitness());
        for (var n = 0; n < 3; n++) await cluster.JoinAsync();
        using var ended = new ManualResetEventSlim();
        var burning = Enumerable.Range(0, Environment.ProcessorCount * 4).Select(_ => Burn(ended)).ToList();
        using var blocked = new CountdownEvent(ThreadPool.ThreadCount + 4);
        for (var n = blocked.InitialCount; n > 0; n--) ThreadPool.QueueUserWorkItem(_ => Block(ended, blocked));
        var watch = new Thread(() => ended.Wait(TimeSpan.FromSeconds(TestRun.Cases(share: 8, all: 600))));
        watch.Start();
        watch.Join();
        ended.Set();
        burning.ForEach(thread => thread.Join());
        Assert.All((await cluster.HostsAsync()).Values, status => Assert.Equal(SiloStatus.Active, status));
        Assert.Equal(3, (await cluster.HostsAsync()).Count);
    }

    private static Thread Burn(ManualResetEventSlim ended)
    {
        var thread = new Thread(() =>
        {
            while (!ended.IsSet) Thread.SpinWait(1_000);
        });
        thread.Start();
        return thread;
    }

    private static void Block(ManualResetEventSlim ended, CountdownEvent blocked)
    {
        blocked.Signal();
        ended.Wait();
    }
}
