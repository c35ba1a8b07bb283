using Reception.LoadTest.Measures;

namespace Reception.LoadTest.Tests.Measures;

public sealed class LoadRecorderTests
{
    private readonly ManualTime _time = new(Records.Start);

    [Fact]
    public void Cut_AfterASecond_HoldsWhatCameInIt()
    {
        var recorder = Records.Recorder(_time);
        recorder.OnStarted();
        recorder.OnSent(3);
        recorder.OnBotReply("answered", 0, 10_000);
        recorder.OnFailed("timeout");
        recorder.Watch(Gauge.Open, () => 12);
        _time.Pass(1);

        var slot = recorder.Cut();

        Assert.Equal(Records.Start.ToUnixTimeSeconds(), slot.Second);
        Assert.Equal(1, slot.Length);
        Assert.Equal(3, slot.Of(Counter.Sent));
        Assert.Equal(12, slot.Of(Gauge.Open));
        Assert.Equal(1, slot.Replies["answered"]);
        Assert.Equal(1, slot.Failures["timeout"]);
    }

    [Fact]
    public void Cut_Again_HoldsOnlyWhatIsNew()
    {
        var recorder = Records.Recorder(_time);
        recorder.OnSent();
        _time.Pass(1);
        recorder.Cut();
        recorder.OnSent();
        _time.Pass(1);
        Assert.Equal(1, recorder.Cut().Of(Counter.Sent));
    }

    [Fact]
    public void Cut_LateByASecond_LeavesThatSecondOutAndSaysItsLength()
    {
        var recorder = Records.Recorder(_time);
        _time.Pass(2.5);
        var first = recorder.Cut();
        _time.Pass(0.5);
        var second = recorder.Cut();
        Assert.Equal(2.5, first.Length);
        Assert.Equal(2, second.Second - first.Second);
    }

    [Fact]
    public void Acknowledged_LateByThePlan_CountsFromTheIntendedTime()
    {
        var recorder = Records.Recorder(_time);
        var intended = recorder.Now;
        _time.Pass(3);
        recorder.OnAcknowledged(intended, recorder.Now);
        recorder.Cut();
        Assert.InRange(recorder.TimesOf(Operation.Acknowledge)!.GetValueAtPercentile(100), 3_000_000, 3_030_000);
    }

    [Theory]
    [InlineData(20, 1)]
    [InlineData(21, 0)]
    public void Answered_AgainstTheTarget_IsInTimeOrNot(double waited, long inTime)
    {
        var recorder = Records.Recorder(_time);
        _time.Pass(waited);
        recorder.OnAnswered(0, recorder.Now);
        Assert.Equal(inTime, recorder.Cut().Of(Counter.AnsweredInTime));
    }

    [Fact]
    public async Task Recorder_FromManyThreads_LosesNothing()
    {
        var recorder = Records.Recorder(_time);
        using var done = new CancellationTokenSource();
        var cutter = Task.Run(() => { while (!done.IsCancellationRequested) recorder.Cut(); });
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 20_000; i++)
            {
                recorder.OnAcknowledged(0, i);
                recorder.OnFailed("busy");
            }
        })));
        await done.CancelAsync();
        await cutter;
        recorder.Cut();

        Assert.Equal(160_000, recorder.Slots.Sum(slot => slot.Of(Counter.Acknowledged)));
        Assert.Equal(160_000, recorder.Slots.Sum(slot => slot.Failures.GetValueOrDefault("busy")));
        Assert.Equal(160_000, recorder.TimesOf(Operation.Acknowledge)!.TotalCount);
    }

    [Fact]
    public void ToRecord_IntervalsOfFiveSeconds_AddUpToTheWhole()
    {
        var recorder = Records.Recorder(_time, interval: 5);
        for (var i = 0; i < 12; i++)
        {
            recorder.OnAcknowledged(0, 10_000 * (i + 1));
            _time.Pass(1);
            recorder.Cut();
        }
        var record = recorder.ToRecord(Records.Head());

        Assert.Equal([0, 5, 10], record.Intervals.Select(interval => interval.Second - Records.Start.ToUnixTimeSeconds()));
        Assert.Equal([5, 5, 2], record.Intervals.Select(interval => Latency.Decode(interval.Histograms[Operation.Acknowledge]).TotalCount));
        Assert.Equal(12, Latency.Decode(record.Histograms[Operation.Acknowledge]).TotalCount);
    }
}
