using Reception.Domain.Simulation;
using Reception.Domain.Time;
using Reception.Tests;

namespace Reception.Domain.Tests.Simulation;

public sealed class BatchMeansTests
{
    [Fact]
    public void Of_IndependentValues_ContainsTheTruthNinetyNineTimesInAHundred()
    {
        var random = new SeededRandomSource(TestRun.SeedFor(nameof(BatchMeansTests)));
        var inside = Enumerable.Range(0, 1_000).Count(_ => BatchMeans.Of([.. Enumerable.Range(0, 100).Select(_ => random.NextDouble())]).Contains(0.5));
        Assert.InRange(inside, 975, 1_000);
    }

    [Fact]
    public void OfRuns_SingleRun_HasNoWidth() => Assert.Equal(new BatchMeans(3, 0), BatchMeans.OfRuns([3.0]));

    [Fact]
    public void Duration_Lognormal_HasItsMeanAndVariation()
    {
        var rolls = Rolls.Of(7, 0);
        var duration = new Duration(100, DurationShape.Lognormal, 0.8);
        var times = Enumerable.Range(0, 200_000).Select(i => duration.At(rolls.At(i, 1), rolls.At(i, 2)).TotalSeconds).ToArray();
        var mean = times.Average();
        Assert.Equal(100, mean, 1.0);
        Assert.Equal(0.8, Math.Sqrt(times.Average(t => (t - mean) * (t - mean))) / mean, 0.02);
    }
}
