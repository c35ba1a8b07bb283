using System.Diagnostics;
using System.Text.Json.Nodes;
using Reception.Domain.Triage;

namespace Reception.Benchmarks.Triage;

/// <summary>
/// How fast one thread judges. Rounds over all questions: some are timed as a whole (<c>questions_per_s</c> is the best of them,
/// which a busy machine disturbs least), others question by question (<c>p50_us</c>, <c>p99_us</c> of all of them, clock included).
/// <c>questions_per_cpu_s</c> is over all rounds and the processor time they took, whoever else wanted the core.
/// </summary>
internal static class TriageSpeed
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1.5), Measured = TimeSpan.FromSeconds(3);

    private const int MinRounds = 5;

    public static void Measure(TriageIndex index, TriageQuestion[] questions, double threshold, JsonObject line)
    {
        var texts = Array.ConvertAll(questions, q => q.Text);
        var thresholds = TriageScore.Thresholds(threshold);
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < WarmUp;)
            Round(index, texts, thresholds);
        var best = TimeSpan.MaxValue;
        var micros = new List<double>();
        var allocated = long.MaxValue;
        var begin = Stopwatch.GetTimestamp();
        var cpu = Environment.CpuUsage.TotalTime;
        for (var round = 0; round < MinRounds || Stopwatch.GetElapsedTime(begin) < Measured; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var took = Round(index, texts, thresholds);
            allocated = Math.Min(allocated, GC.GetAllocatedBytesForCurrentThread() - before);
            best = took < best ? took : best;
            Clock(index, texts, thresholds, micros);
        }

        cpu = Environment.CpuUsage.TotalTime - cpu;
        var judged = micros.Count * 2;
        micros.Sort();
        line["questions_per_s"] = Math.Round(texts.Length / best.TotalSeconds);
        line["questions_per_cpu_s"] = Math.Round(judged / cpu.TotalSeconds);
        line["p50_us"] = Math.Round(micros[micros.Count / 2], 1);
        line["p99_us"] = Math.Round(micros[micros.Count * 99 / 100], 1);
        line["bytes_per_question"] = allocated / texts.Length;
    }

    private static TimeSpan Round(TriageIndex index, string[] texts, TriageThresholds thresholds)
    {
        var start = Stopwatch.GetTimestamp();
        foreach (var text in texts)
            index.Judge(text, default, thresholds);
        return Stopwatch.GetElapsedTime(start);
    }

    private static void Clock(TriageIndex index, string[] texts, TriageThresholds thresholds, List<double> micros)
    {
        foreach (var text in texts)
        {
            var start = Stopwatch.GetTimestamp();
            index.Judge(text, default, thresholds);
            micros.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }
    }
}
