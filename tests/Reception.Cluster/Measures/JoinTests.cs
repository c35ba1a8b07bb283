using Reception.Cluster.Load;
using Reception.Tests;

namespace Reception.Cluster.Measures;

/// <summary>A silo joins and another leaves under load: calls are delayed, none fails, and no conversation is active twice.</summary>
public sealed class JoinTests(ITestOutputHelper output)
{
    [Fact]
    public async Task SiloJoinsUnderLoad_CallsAreDelayed_NoneFails()
    {
        var window = TestRun.Long ? 10_000 : 3_000;
        await using var measured = await Measured.StartAsync("join", conversations: 240);
        await LoadContext.PauseAsync(window);
        var join = TimeProvider.System.GetTimestamp();
        var before = measured.Probes.Between(join - (window * TimeProvider.System.TimestampFrequency / 1_000), join);
        var silo = await measured.Processes.JoinAsync();
        var joined = TimeProvider.System.GetTimestamp();
        await LoadContext.PauseAsync(window);
        var end = TimeProvider.System.GetTimestamp();
        silo.Send(Processes.Signal.Terminate);
        await measured.Processes.RemoveAsync(silo);
        var left = TimeProvider.System.GetTimestamp();
        await measured.Probes.AllAnswerAsync(left, TimeSpan.FromSeconds(30));

        var (during, after, leaving) = (measured.Probes.Between(join, joined), measured.Probes.Between(joined, end), measured.Probes.Between(end, left));
        output.WriteLine($"{window / 1_000} s before: {before}");
        output.WriteLine($"from start to ready ({TimeProvider.System.GetElapsedTime(join, joined).TotalSeconds:0.0} s): {during}");
        output.WriteLine($"{window / 1_000} s after: {after}");
        output.WriteLine($"leaving ({TimeProvider.System.GetElapsedTime(end, left).TotalSeconds:0.0} s, exit code {silo.ExitCode}): {leaving}");
        var (twice, activations) = ActivationWitness.Read(measured.Processes.LogFolder);
        output.WriteLine($"{activations} activations, {twice.Count} active twice");
        Assert.True(activations >= 240, $"the witness saw {activations} activations");
        Assert.Empty(twice);
        Assert.Empty(during.Failures.Concat(after.Failures).Concat(leaving.Failures));
    }
}
