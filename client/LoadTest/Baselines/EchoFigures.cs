using HdrHistogram;
using Reception.LoadTest.Hosting;
using Reception.LoadTest.Measures;

namespace Reception.LoadTest.Baselines;

/// <summary>Counts what came back between two moments, and the processor time of both sides.</summary>
internal sealed class EchoFigures(int server)
{
    private readonly TimeProvider _time = TimeProvider.System;
    private readonly Recorder _times = Latency.NewRecorder();
    private TimeSpan _client = Environment.CpuUsage.TotalTime;
    private double _server = ServerSeconds(server);
    private long _start = TimeProvider.System.GetTimestamp();

    public long Now => _time.GetTimestamp();

    /// <summary>One came back that was sent at <paramref name="sent"/>. Any thread.</summary>
    public void OnEcho(long sent) => _times.RecordValue(Latency.Bounded((long)_time.GetElapsedTime(sent).TotalMicroseconds));

    /// <summary>The warm-up is over.</summary>
    public void Begin()
    {
        _times.Reset();
        (_client, _server, _start) = (Environment.CpuUsage.TotalTime, ServerSeconds(server), _time.GetTimestamp());
    }

    public Baseline End(string name, string what)
    {
        var times = _times.GetIntervalHistogram();
        var seconds = _time.GetElapsedTime(_start).TotalSeconds;
        var count = Math.Max(1, times.TotalCount);
        var cpu = new SortedDictionary<string, double>
        {
            ["client"] = (Environment.CpuUsage.TotalTime - _client).TotalMicroseconds / count,
            ["server"] = (ServerSeconds(server) - _server) * 1e6 / count,
        };
        var figures = Latency.Figures(times);
        return new(name, times.TotalCount / seconds, cpu, figures.P50, figures.P99, what);
    }

    private static double ServerSeconds(int server) => ProcessClock.Read(server)?.CpuSeconds ?? 0;
}
