using Reception.LoadTest.Measures;
using Reception.LoadTest.Tests.Measures;

namespace Reception.LoadTest.Tests.Reports;

/// <summary>A made-up run of some minutes with everything in it that a report shows.</summary>
internal static class SampleRun
{
    /// <param name="seconds">Its length.</param>
    /// <param name="handover">Customers handed over in each second, to 30 places of 30 s; every tenth gives up.</param>
    public static RunRecord Make(int seconds = 120, int handover = 1)
    {
        var time = new ManualTime(Records.Start);
        var recorder = Records.Recorder(time);
        recorder.Watch(Gauge.AgentSlots, () => 30);
        recorder.Watch(Gauge.Silos, () => 3);
        for (var second = 0; second < seconds; second++)
        {
            for (var i = 0; i < 10; i++) Converse(recorder, milliseconds: 2 + (second % 5));
            for (var i = 0; i < handover; i++) Wait(recorder, second);
            var cpu = 10 + (second * 0.5);
            recorder.OnServerSample(new("silo-1", cpu, 400_000_000 + (second * 1_000_000L), second * 10, new() { ["journal"] = cpu * 0.2, ["transport"] = cpu * 0.5 }));
            recorder.OnServerSample(new("load", second * 0.1, 100_000_000, 0, []));
            time.Pass(1);
            recorder.Cut();
        }
        return recorder.ToRecord(Records.Head(length: seconds)) with
        {
            Baselines =
            [
                new("websocket-echo", 40_000, new() { ["client"] = 12, ["server"] = 14 }, 0.5, 2, "64 sockets"),
                new("grain-echo", 100_000, new() { ["client"] = 4, ["server"] = 6 }, 0.3, 1, "64 callers"),
                new("store-append", 100_000, new() { ["server"] = 4 }, 2, 6, "256 rows a commit"),
            ],
            Checks = [new("sequence", "lines are numbered", 5_000, 1)],
            Violations = [new("sequence", "demo/web/<b>张三</b>", "line 3 comes after line 1") { Evidence = ["[1] {\"text\":\"<script>alert(1)</script>什么时候发货\"}"] }],
        };
    }

    private static void Converse(LoadRecorder recorder, double milliseconds)
    {
        var took = (long)(milliseconds * TimeSpan.TicksPerMillisecond);
        recorder.OnStarted();
        recorder.OnSent();
        recorder.OnAcknowledged(0, took);
        recorder.OnBotReply("answered", 0, took * 2);
        recorder.OnCompleted(0, took * 100);
    }

    private static void Wait(LoadRecorder recorder, int second)
    {
        recorder.OnHandedOver();
        if (second % 10 == 9)
        {
            recorder.OnAbandoned(0, 40 * TimeSpan.TicksPerSecond);
            return;
        }
        recorder.OnAnswered(0, (second % 2 == 0 ? 10 : 30) * TimeSpan.TicksPerSecond);
        recorder.OnHandled(0, 30 * TimeSpan.TicksPerSecond);
    }
}
