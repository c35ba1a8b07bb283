using Reception.LoadTest.Baselines;

namespace Reception.LoadTest.Tests.Baselines;

public sealed class BaselineRunTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("reception-baseline-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Whole child processes, for a moment each: every figure is of something that came back.</summary>
    [Fact]
    public async Task Measure_EachBaseline_BringsItsFigures()
    {
        var said = new List<string>();
        var baselines = await BaselineRun.MeasureAsync(new BaselineOptions(Seconds: 0.5), _folder, said.Add, TestContext.Current.CancellationToken);

        Assert.Equal(["websocket-echo", "websocket-connect", "grain-echo", "store-append", "store-commit"], baselines.Select(baseline => baseline.Name));
        Assert.All(baselines, baseline => Assert.True(baseline is { PerSecond: > 0, P50Milliseconds: > 0 } && baseline.P99Milliseconds >= baseline.P50Milliseconds, baseline.ToString()));
        Assert.All(baselines, baseline => Assert.All(baseline.CpuMicroseconds.Values, cpu => Assert.True(cpu > 0, baseline.ToString())));
        Assert.Equal(3, said.Count);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder)); // nothing is left behind
    }
}
