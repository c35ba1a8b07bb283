using HdrHistogram;
using Reception.LoadTest.Measures;

namespace Reception.LoadTest.Tests.Measures;

public sealed class LatencyTests
{
    [Fact]
    public void Decode_WhatWasEncoded_IsTheSameHistogram()
    {
        var histogram = Latency.New();
        var random = new Random(1);
        for (var i = 0; i < 200_000; i++) histogram.RecordValue(Latency.Bounded((long)Math.Exp(random.NextDouble() * 22)));

        var read = Latency.Decode(Latency.Encode(histogram));

        Assert.Equal(histogram.TotalCount, read.TotalCount);
        Assert.Equal(histogram.RecordedValues().Select(v => (v.ValueIteratedTo, v.CountAddedInThisIterationStep)), read.RecordedValues().Select(v => (v.ValueIteratedTo, v.CountAddedInThisIterationStep)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(937)]
    [InlineData(1_500_000)]
    [InlineData(3_599_000_000)]
    public void Percentile_OfOneTime_IsWithinOnePercent(long microseconds)
    {
        var histogram = Latency.New();
        histogram.RecordValue(microseconds);
        Assert.InRange(histogram.GetValueAtPercentile(50), microseconds, microseconds * 1.01);
    }

    [Fact]
    public void Bounded_LongerThanAnHour_CountsAsAnHour() => Assert.Equal(Latency.Longest, Latency.Bounded(long.MaxValue));

    [Fact]
    public void Merge_OfTwo_EqualsOneThatSawAll()
    {
        var (first, second, both) = (Latency.New(), Latency.New(), Latency.New());
        for (var i = 1; i <= 10_000; i++)
        {
            (i % 3 == 0 ? first : second).RecordValue(i * 17);
            both.RecordValue(i * 17);
        }
        Assert.Equal(Latency.Encode(both), Latency.Merge(Latency.Encode(first), Latency.Encode(second)));
    }

    [Fact]
    public void Decode_OtherBytes_AreRefused() => Assert.Throws<InvalidDataException>(() => Latency.Decode(Convert.ToBase64String(new byte[64])));
}
