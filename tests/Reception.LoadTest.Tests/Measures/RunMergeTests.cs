using Reception.LoadTest.Measures;

namespace Reception.LoadTest.Tests.Measures;

public sealed class RunMergeTests
{
    [Fact]
    public void Merge_TwoThatOverlap_AddsSlotsByTheirSecond()
    {
        var merged = RunMerge.Merge([Records.Acknowledging(0, 5, 5, 5), Records.Acknowledging(1, 9, 9, 9)]);
        var start = Records.Start.ToUnixTimeSeconds();
        Assert.Equal([(start, 1L), (start + 1, 2L), (start + 2, 2L), (start + 3, 1L)], merged.Slots.Select(slot => (slot.Second, slot.Of(Counter.Acknowledged))));
    }

    [Fact]
    public void Merge_Percentiles_AreThoseOfAllTogether()
    {
        // 99 fast in one process, 100 slow in the other: the median is fast by one, no mean of medians.
        var merged = RunMerge.Merge([Records.Acknowledging(0, [.. Enumerable.Repeat(1.0, 101)]), Records.Acknowledging(0, [.. Enumerable.Repeat(100.0, 99)])]);
        var times = Latency.Decode(merged.Histograms[Operation.Acknowledge]);
        Assert.Equal(200, times.TotalCount);
        Assert.InRange(times.GetValueAtPercentile(50), 1_000, 1_010);
        Assert.InRange(times.GetValueAtPercentile(51), 100_000, 101_000);
    }

    [Fact]
    public void Merge_IntervalsOfDifferentLength_MeetAtTheCommonOne()
    {
        var (two, three) = (Records.Acknowledging(0, 1, 1, 1, 1, 1, 1), Records.Acknowledging(0, 2, 2, 2, 2, 2, 2));
        var merged = RunMerge.Merge([two with { IntervalSeconds = 2 }, three with { IntervalSeconds = 3 }]);
        Assert.Equal(6, merged.IntervalSeconds);
        Assert.Equal(12, Assert.Single(merged.Intervals).Histograms.Sum(pair => Latency.Decode(pair.Value).TotalCount));
    }

    [Fact]
    public void Merge_Gauges_AddsCustomersAndTakesTheClustersOwnOnce()
    {
        var one = WithGauges(sockets: 10, silos: 3);
        var merged = RunMerge.Merge([one, WithGauges(sockets: 7, silos: 3)]);
        Assert.Equal(17, merged.Slots[0].Of(Gauge.Sockets));
        Assert.Equal(3, merged.Slots[0].Of(Gauge.Silos));
    }

    [Fact]
    public void Merge_LaterStart_LastsUntilTheLastEnd()
    {
        var first = Records.Acknowledging(0, 1);
        var merged = RunMerge.Merge([first, first with { Head = first.Head with { Start = Records.Start.AddSeconds(4) } }]);
        Assert.Equal(14, merged.Head.LengthSeconds);
        Assert.Equal(2, merged.Head.Processes);
    }

    [Fact]
    public void Merge_OtherProfile_IsRefused()
    {
        var first = Records.Acknowledging(0, 1);
        Assert.Throws<InvalidDataException>(() => RunMerge.Merge([first, first with { Head = Records.Head("ramp") }]));
    }

    private static RunRecord WithGauges(double sockets, double silos)
    {
        var time = new ManualTime(Records.Start);
        var recorder = Records.Recorder(time);
        recorder.Watch(Gauge.Sockets, () => sockets);
        recorder.Watch(Gauge.Silos, () => silos);
        time.Pass(1);
        recorder.Cut();
        return recorder.ToRecord(Records.Head());
    }
}
