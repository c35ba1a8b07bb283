using Reception.LoadTest.Measures;
using Reception.Tests;

namespace Reception.LoadTest.Tests.Measures;

public sealed class RunRecordJsonTests
{
    private static readonly string Golden = Path.Combine(TestRun.Root, "tests/Reception.LoadTest.Tests/Measures/run-1.json");

    private const string Encoded = "HISTFAAAAFRYhe3JsQmAQAADwPhgZWnrLj+ajRv8Cs7kHIILiLy2TnBXJJAsW5uTjOnK28MTR9tTzz5cU1m/EwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAADIrxs=";

    /// <summary>A file once written is read for ever: the golden one may only be joined by others.</summary>
    [Fact]
    public void Write_AsTheGoldenFile() => Assert.Equal(File.ReadAllText(Golden).ReplaceLineEndings("\n").TrimEnd(), RunRecordJson.Write(Whole()).ReplaceLineEndings("\n"));

    [Fact]
    public void Read_TheGoldenFile_IsWhatWasWritten() => Assert.Equal(RunRecordJson.Write(Whole()), RunRecordJson.Write(RunRecordJson.Read(File.ReadAllText(Golden))));

    [Theory]
    [InlineData("{\"version\":99}")]
    [InlineData("[]")]
    [InlineData("null")]
    public void Read_NoRecord_IsRefused(string json) => Assert.Throws<InvalidDataException>(() => RunRecordJson.Read(json));

    [Fact]
    public void Read_LaterVersion_IsRefused() => Assert.Throws<InvalidDataException>(() => RunRecordJson.Read(RunRecordJson.Write(Whole() with { Version = 2 })));

    [Fact]
    public void Read_GoldenHistogram_IsWhatWasRecorded() => Assert.Equal([4_000, 6_000], RunRecordJson.Read(File.ReadAllText(Golden)).Histograms.Values
        .SelectMany(encoded => Latency.Decode(encoded).RecordedValues()).Select(value => value.ValueIteratedTo / 100 * 100));

    private static RunRecord Whole()
    {
        var record = Records.Acknowledging(0, 4, 6);
        var slot = new Slot(record.Slots[1].Second + 1, 1, new() { [Counter.Started] = 2 }, new() { [Gauge.Silos] = 3 }, new() { ["answered"] = 1 }, new() { ["超时"] = 1 },
            [new ServerSample("silo-1", 12.5, 300_000_000, 90_000, new() { ["journal"] = 2.5 })]);
        return record with
        {
            Slots = [.. record.Slots, slot],
            Histograms = new() { [Operation.Acknowledge] = Encoded }, // packed bytes may differ from one library version to the next
            Intervals = [new IntervalHistograms(slot.Second, new() { [Operation.Acknowledge] = Encoded })],
            Baselines = [new Baseline("websocket-echo", 40_000, new() { ["client"] = 12, ["server"] = 14 }, 0.5, 2, "64 sockets, 120 B")],
            Checks = [new CheckResult("sequence", "every conversation's lines are numbered 1, 2, 3 …", 200, 1)],
            Violations = [new Violation("sequence", "demo/web/c-1", "line 3 comes after line 1") { Evidence = ["#1 [1] said 你好"] }],
            Waits = [new WaitSpan(slot.Second, 60, 0.5, 12, 30, 1.25, new(10, 0.8, 0.1), new(11, 0.75, 0.12))],
            Latencies = new() { [Operation.Acknowledge] = new LatencyFigures(2, 5, 4, 6, 6, 6, 6) },
        };
    }
}
