using Reception.Domain.Staffing;
using Reception.LoadTest.Measures;
using Reception.LoadTest.Reports;
using Reception.LoadTest.Tests.Measures;

namespace Reception.LoadTest.Tests.Reports;

public sealed class WaitFiguresTests
{
    [Fact]
    public void Of_SpansOfARun_MeasureWhatWasRecorded()
    {
        var span = WaitFigures.Of(SampleRun.Make(seconds: 120))[0];
        Assert.Equal((30, 30.0, 1.0), (span.Length, span.Places, span.ArrivalsPerSecond));
        Assert.InRange(span.HandlingSeconds, 29.7, 30.3);
        // Of ten: five waited 10 s, four 30 s, one gave up after 40 s; the target is 20 s.
        Assert.InRange(span.Measured.MeanWait, 20.8, 21.2);
        Assert.Equal(0.5, span.Measured.InTime, 3);
        Assert.Equal(0.1, span.Measured.GaveUp, 3);
    }

    [Fact]
    public void Of_Prediction_IsErlangAOfTheSameInterval()
    {
        var span = WaitFigures.Of(SampleRun.Make(seconds: 120))[0];
        var theory = ErlangA.Of(span.ArrivalsPerSecond, ServiceRates.Single(30, span.HandlingSeconds), 120);
        Assert.Equal(theory.MeanWait, span.Predicted.MeanWait, 9);
        Assert.Equal(theory.AnsweredWithin(20), span.Predicted.InTime, 9);
        Assert.Equal(theory.Abandonment, span.Predicted.GaveUp, 9);
    }

    [Fact]
    public void Of_AgentsWhoLook_TakeTheirPlaceLonger()
    {
        var record = SampleRun.Make(seconds: 120);
        var looking = record with { Head = record.Head with { Expectations = record.Head.Expectations with { LookSeconds = 5 } } };
        Assert.True(WaitFigures.Of(looking)[0].Predicted.MeanWait > WaitFigures.Of(record)[0].Predicted.MeanWait + 3);
    }

    [Fact]
    public void Of_RunWithoutWaits_HasNone() => Assert.Empty(WaitFigures.Of(Records.Acknowledging(0, 5, 6, 7)));
}
