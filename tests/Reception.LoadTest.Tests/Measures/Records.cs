using Reception.LoadTest.Measures;

namespace Reception.LoadTest.Tests.Measures;

/// <summary>Run records for tests.</summary>
internal static class Records
{
    public static readonly DateTimeOffset Start = new(2026, 11, 11, 0, 0, 0, TimeSpan.Zero);

    public static RunHead Head(string profile = "steady", double length = 10) => new()
    {
        Profile = profile,
        ProfileText = $"name: {profile}",
        Driver = "websocket",
        Seed = 7,
        Machine = new Machine(2, "a processor", "10.0.0", "Linux", "Local", "abc123"),
        Start = Start,
        LengthSeconds = length,
        Expectations = new Expectations(TargetSeconds: 20, PatienceSeconds: 120, HandlingSeconds: 30),
        Settings = [new Setting("customers", "think time", "3 s (mean, exponential)"), new Setting("agents", "handling", "30 s")],
    };

    public static LoadRecorder Recorder(TimeProvider time, int interval = 1) => new(time, targetSeconds: 20, interval);

    /// <summary>Times in milliseconds, each recorded as an acknowledgement and followed by a cut.</summary>
    public static RunRecord Acknowledging(double start, params double[] milliseconds)
    {
        var time = new ManualTime(Start.AddSeconds(start));
        var recorder = Recorder(time);
        foreach (var took in milliseconds)
        {
            recorder.OnSent();
            recorder.OnAcknowledged(0, (long)(took * TimeSpan.TicksPerMillisecond));
            time.Pass(1);
            recorder.Cut();
        }
        return recorder.ToRecord(Head());
    }
}
