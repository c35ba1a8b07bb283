using System.Diagnostics;
using Reception.Cluster.Load;
using Reception.Tests;

namespace Reception.Cluster.Measures;

/// <summary>Starvation is not death: with every core busy no live silo is declared dead. Ten minutes in a long run.</summary>
public sealed class StarvationTests(ITestOutputHelper output)
{
    [Fact]
    public async Task EveryCoreBusy_NoSilo_IsDeclaredDead()
    {
        var duration = TestRun.Long ? TimeSpan.FromMinutes(10) : TimeSpan.FromSeconds(12);
        await using var measured = await Measured.StartAsync("starvation", conversations: 60);
        var silos = measured.Processes.Silos.ToList();
        var burners = Enumerable.Range(0, Environment.ProcessorCount * 2).Select(_ => Burn()).ToList();
        var from = TimeProvider.System.GetTimestamp();
        try
        {
            while (TimeProvider.System.GetElapsedTime(from) < duration && !silos.Exists(silo => silo.HasExited)) await LoadContext.PauseAsync(500);
        }
        finally
        {
            foreach (var burner in burners)
            {
                burner.Kill();
                burner.Dispose();
            }
        }
        output.WriteLine($"{duration.TotalSeconds} s with {burners.Count} busy processes on {Environment.ProcessorCount} cores: {measured.Probes.Between(from, TimeProvider.System.GetTimestamp())}");
        Assert.All(silos, silo => Assert.False(silo.HasExited, $"{silo.Name} was declared dead:\n{silo.Tail}"));
    }

    private static Process Burn() => Process.Start(new ProcessStartInfo("sh") { ArgumentList = { "-c", "while :; do :; done" } })!;
}
