using Orleans;
using Orleans.Runtime;
using Reception.Tests;

namespace LocalOrleans.Tests;

/// <summary>Many calls at once: nobody blocks, nothing is mixed up, and links that break fail what was on them at once.</summary>
public sealed class PressureTests
{
    [Fact]
    public async Task Calls_ByTheThousandsInFlight_GetTheirOwnAnswers()
    {
        await using var cluster = await TestCluster.StartAsync(2);
        var client = await cluster.ConnectAsync();
        var calls = Enumerable.Range(0, TestRun.Cases(share: 20_000, all: 200_000)).Select(n => client.GetGrain<ILinkGrain>(n % 100).EchoAsync(n)).ToArray();
        Assert.Equal(Enumerable.Range(0, calls.Length).Select(n => (long)n), await Task.WhenAll(calls));
    }

    [Fact]
    public async Task Calls_OfMegabytesAtOnce_WaitForRoomAndAllArrive()
    {
        await using var cluster = await TestCluster.StartAsync(1);
        var client = await cluster.ConnectAsync();
        var bytes = new byte[500_000];
        var counts = await Task.WhenAll(Enumerable.Range(0, 60).Select(n => client.GetGrain<ILinkGrain>(n).CountAsync(bytes)));
        Assert.All(counts, count => Assert.Equal(bytes.Length, count));
        var results = await Task.WhenAll(Enumerable.Range(0, 60).Select(n => client.GetGrain<ILinkGrain>(n).MakeAsync(bytes.Length)));
        Assert.All(results, result => Assert.Equal(bytes.Length, result.Length));
    }

    [Fact]
    public async Task Link_CutWithCallsInFlight_FailsThemAndLaterOnesGetTheirOwnAnswers()
    {
        await using var cluster = await TestCluster.StartAsync(1);
        var client = await cluster.ConnectAsync();
        for (var round = 0; round < TestRun.Cases(share: 10, all: 200); round++)
        {
            var held = Enumerable.Range(0, 20).Select(n => client.GetGrain<ILinkGrain>(1_000 + (round * 100) + n).HoldAsync(n)).ToArray();
            await Eventually.HoldsAsync(() => cluster[0].Witness.Entered == (round + 1) * held.Length);
            foreach (var link in cluster[0].Links.Accepted.Where(link => link.Silo is null)) link.Close(null);
            foreach (var call in held) await Assert.ThrowsAsync<SiloUnavailableException>(() => call);
            var echoed = await Task.WhenAll(Enumerable.Range(0, 100).Select(n => client.GetGrain<ILinkGrain>(n).EchoAsync(n)));
            Assert.Equal(Enumerable.Range(0, 100).Select(n => (long)n), echoed);
        }

        cluster[0].Witness.Gate.SetResult();
    }

    [Fact]
    public async Task Links_CutAgainAndAgainUnderCalls_NoAnswerReachesAnotherCall()
    {
        await using var cluster = await TestCluster.StartAsync(2);
        var client = await cluster.ConnectAsync();
        var random = new Random(TestRun.SeedFor(nameof(PressureTests)));
        using var stop = new CancellationTokenSource();
        var callers = Enumerable.Range(0, 16).Select(caller => CallAsync(client, caller, stop.Token)).ToArray();
        for (var cut = 0; cut < TestRun.Cases(share: 15, all: 500); cut++)
        {
            await client.GetGrain<ILinkGrain>(random.Next(100)).EchoAsync(cut).ContinueWith(_ => { }, TaskScheduler.Default);
            foreach (var link in cluster[random.Next(2)].Links.Accepted) link.Close(null);
        }

        await stop.CancelAsync();
        Assert.Equal(0, (await Task.WhenAll(callers)).Sum());
    }

    /// <summary>The number of answers that belong to another call.</summary>
    private static async Task<int> CallAsync(IClusterClient client, int caller, CancellationToken stop)
    {
        var wrong = 0;
        for (var n = 0L; !stop.IsCancellationRequested; n++)
        {
            var id = ((long)caller << 32) | n;
            try
            {
                if (await client.GetGrain<ILinkGrain>(n % 50).EchoAsync(id) != id) wrong++;
            }
            catch (SiloUnavailableException)
            {
                // The link was cut: it may have run.
            }
        }

        return wrong;
    }
}
