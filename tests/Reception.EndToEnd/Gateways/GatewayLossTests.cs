using Reception.Tests;

namespace Reception.EndToEnd.Gateways;

/// <summary>
/// Two gateways, and one of them goes while everybody writes: killed, or asked to. All its sessions go on at the other, every message
/// arrives once and in order everywhere, and nothing of the lost gateway holds anybody up. A long run has 15,000 sessions
/// (<c>RECEPTION_SESSIONS</c> for another number); the figures are printed, and docs/performance.md has those of a quiet machine.
/// </summary>
public sealed class GatewayLossTests(ITestOutputHelper output)
{
    private static readonly int Sessions = int.TryParse(Environment.GetEnvironmentVariable("RECEPTION_SESSIONS"), out var given) ? given : TestRun.Cases(share: 300, all: 15_000);
    private static readonly double PerSecond = TestRun.Cases(share: 40, all: 100);

    [Fact]
    public async Task Gateway_Killed_ItsSessionsGoOnAtTheOther()
    {
        await using var cluster = await GatewayCluster.StartAsync(silos: 2);
        await using var throng = new Throng();
        await ComeAsync(throng, cluster);

        await GoAsync(throng, cluster, "SIGKILL", async () =>
        {
            await cluster.First.KillAsync();
            return 0;
        });
    }

    [Fact]
    public async Task Gateway_AskedToStop_ItsSessionsMoveAndItEndsWell()
    {
        await using var cluster = await GatewayCluster.StartAsync(silos: 1);
        await using var throng = new Throng();
        await ComeAsync(throng, cluster);

        var exit = await GoAsync(throng, cluster, "SIGTERM", cluster.First.StopAsync);

        Assert.Equal(0, exit);
    }

    private async Task ComeAsync(Throng throng, GatewayCluster cluster)
    {
        var begun = TimeProvider.System.GetTimestamp();
        await throng.ComeAsync(cluster, Sessions);
        var took = TimeProvider.System.GetElapsedTime(begun);
        output.WriteLine($"{Sessions} sessions came in {took.TotalSeconds:0.0} s ({Sessions / took.TotalSeconds:0}/s); gateways {cluster.First.Memory} and {cluster.Second.Memory} MiB, silos {Memory(cluster)} MiB");
    }

    /// <summary>Writes before, while the first gateway goes, and after; checks everything. The result is what <paramref name="end"/> says.</summary>
    private async Task<int> GoAsync(Throng throng, GatewayCluster cluster, string how, Func<Task<int>> end)
    {
        using var stop = new CancellationTokenSource();
        var writing = throng.WriteAsync(PerSecond, stop.Token);
        await Waits.UntilAsync(() => Task.FromResult(throng.Written >= PerSecond * 3), () => "nobody writes");

        var gone = TimeProvider.System.GetTimestamp();
        var ending = end();
        await Waits.UntilAsync(() => Task.FromResult(throng.First.All(visitor => visitor.ResumedAt > gone)), () => Missing(throng, gone, cluster));
        var code = await ending;
        output.WriteLine($"{how}: all {throng.First.Count} sessions of the gateway resumed: {Figures(throng, gone)}; silos {Memory(cluster)} MiB");

        var written = throng.Written;
        await Waits.UntilAsync(() => Task.FromResult(throng.Written >= written + (PerSecond * 15)), () => "nobody writes any more");
        await stop.CancelAsync();
        await writing;
        var wrong = await throng.CheckAsync();
        output.WriteLine($"{throng.Written} lines and their answers, {throng.All.Sum(visitor => visitor.Last)} arrivals, {wrong.Count} gaps, repeats or losses; silos {Memory(cluster)} MiB");
        foreach (var line in cluster.Silos.SelectMany(silo => silo.Said("Gateway ")).Concat(cluster.First.Said("connection"))) output.WriteLine(line);
        Assert.Empty(wrong.Take(20));
        return code;
    }

    private static string Figures(Throng throng, long since)
    {
        var times = throng.First.Select(visitor => TimeProvider.System.GetElapsedTime(since, visitor.ResumedAt).TotalSeconds).Order().ToArray();
        var more = throng.First.Count(visitor => visitor.Connections > 2);
        return $"first {times[0]:0.00} s, median {times[times.Length / 2]:0.00} s, p99 {times[times.Length * 99 / 100]:0.00} s, last {times[^1]:0.00} s; {more} more than once";
    }

    private static string Missing(Throng throng, long since, GatewayCluster cluster)
    {
        var missing = throng.First.Where(visitor => visitor.ResumedAt <= since).ToList();
        return $"{missing.Count} of {throng.First.Count} sessions are not back, for example {missing.FirstOrDefault()?.Name}: {missing.FirstOrDefault()?.Why}\n{cluster.Second.Output()}";
    }

    private static string Memory(GatewayCluster cluster) => string.Join(" and ", cluster.Silos.Select(silo => silo.Memory));
}
