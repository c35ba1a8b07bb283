using Reception.LoadTest.Measures;
using Reception.LoadTest.Reports;

namespace Reception.LoadTest.Tests.Reports;

public sealed class RunFiguresTests
{
    private static readonly RunRecord Run = RunFiles.Complete(SampleRun.Make(seconds: 100, handover: 1));

    [Fact]
    public void Results_StandBeside_TheirRatioToTheBaselines()
    {
        var row = Row("Figures", "durable customer messages/s");
        Assert.Equal(["10.0", "0.000 of websocket-echo, 0.000 of grain-echo, 0.000 of store-append"], row[1..]);
        // Half a second of processor time for the ten messages of each second; the first second's cost is not known.
        Assert.Equal(["49,500.0", "3535.7 × websocket-echo's"], Row("Figures", "server CPU µs per message")[1..]);
    }

    [Fact]
    public void Conversations_Contained_AreThoseThatNobodyServed() => Assert.Equal("90.1 %", Row("Conversations", "contained by the bot")[1]);

    [Fact]
    public void Latencies_Show_EachOperationThatHappened()
    {
        Assert.Equal("1,000", Row("Latencies", "message → durable acknowledgement")[1]);
        Assert.DoesNotContain(RunFigures.Tables(Run).Single(table => table.Title == "Latencies").Rows, row => row[0] == "rate");
    }

    [Fact]
    public void Measured_SecondsOfTheWarmUp_StandInNoFigure()
    {
        var first = DateTimeOffset.FromUnixTimeSeconds(Run.Slots[0].Second);
        var measured = Run with { Head = Run.Head with { Measured = new MeasuredTime(first.AddSeconds(40), first.AddSeconds(90)) } };
        var table = RunFigures.Tables(measured).Single(one => one.Title == "Latencies").Rows.Single(row => row[0] == "message → durable acknowledgement");
        Assert.Equal("500", table[1]);
        Assert.Equal("10.0", RunFigures.Tables(measured).Single(one => one.Title == "Figures").Rows.Single(row => row[0] == "durable customer messages/s")[1]);
        Assert.Equal(50, MeasuredRun.Slots(measured).Count);
    }

    [Fact]
    public void Complete_Latencies_StandInTheFile() => Assert.InRange(Run.Latencies[Operation.Acknowledge].P50, 4, 4.04);

    [Fact]
    public async Task Write_ThenRead_IsTheSameRun()
    {
        var folder = Directory.CreateTempSubdirectory("reception-run-").FullName;
        try
        {
            var page = await RunFiles.WriteAsync(Run, Path.Combine(folder, "run.json"), TestContext.Current.CancellationToken);
            var read = await RunFiles.ReadAsync(Path.Combine(folder, "run.json"), TestContext.Current.CancellationToken);
            Assert.Equal(RunRecordJson.Write(Run), RunRecordJson.Write(read));
            Assert.Equal(RunPage.Html(Run), await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Read_FileThatIsNone_NamesIt()
    {
        var wrong = await Assert.ThrowsAsync<InvalidDataException>(() => RunFiles.ReadAsync("/nowhere/run.json", TestContext.Current.CancellationToken));
        Assert.StartsWith("/nowhere/run.json", wrong.Message, StringComparison.Ordinal);
    }

    private static string[] Row(string table, string name) => RunFigures.Tables(Run).Single(one => one.Title == table).Rows.Single(row => row[0] == name);
}
