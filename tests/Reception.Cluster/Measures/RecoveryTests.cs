using Reception.Cluster.Load;
using Reception.Cluster.Processes;
using Reception.Tests;

namespace Reception.Cluster.Measures;

/// <summary>
/// From the loss of a silo until the last of its conversations answers again: printed, not asserted beyond that they do answer. The goals
/// are below 2 s for SIGKILL and below 10 s for SIGSTOP; docs/performance.md has figures.
/// </summary>
public sealed class RecoveryTests(ITestOutputHelper output)
{
    private const int Conversations = 120;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public Task SiloKilled_EveryConversation_AnswersAgain() => LoseAsync(Signal.Kill, TestRun.Cases(share: 2, all: 20));

    [Fact]
    public Task SiloStopped_EveryConversation_AnswersAgain() => LoseAsync(Signal.Stop, TestRun.Cases(share: 1, all: 10));

    private async Task LoseAsync(Signal signal, int times)
    {
        var seed = TestRun.SeedFor(signal.ToString());
        output.WriteLine($"RECEPTION_SEED={TestRun.Seed}, {times} times {signal}");
        var random = new Random(seed);
        var took = new List<double>();
        await using var measured = await Measured.StartAsync($"recovery-{signal}", Conversations);
        for (var n = 0; n < times; n++)
        {
            await LoadContext.PauseAsync(1_000 + random.Next(500));
            var silo = measured.Processes.Silos[0]; // the oldest: whatever the runtime's placement, it has its share
            var lost = TimeProvider.System.GetTimestamp();
            silo.Send(signal);
            var time = await measured.Probes.AllAnswerAsync(lost, Patience);
            Assert.True(time is not null, $"seed {TestRun.Seed}: {n + 1}. {signal}: not all conversations answered within {Patience.TotalSeconds} s; logs in {measured.Processes.LogFolder}");
            took.Add(time.Value.TotalMilliseconds);
            output.WriteLine($"{n + 1}. {silo.Name}: {time.Value.TotalMilliseconds:0} ms; {measured.Probes.Between(lost, TimeProvider.System.GetTimestamp())}");
            if (signal == Signal.Stop) silo.Send(Signal.Continue);
            await measured.Processes.RemoveAsync(silo);
            await measured.Processes.JoinAsync();
        }
        took.Sort();
        output.WriteLine($"{signal}: until the last of {Conversations} conversations answered: median {Latencies.At(took, 0.5):0} ms, p99 {Latencies.At(took, 0.99):0} ms, longest {took[^1]:0} ms of {took.Count}");
    }
}
