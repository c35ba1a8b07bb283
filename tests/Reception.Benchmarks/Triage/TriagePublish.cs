using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Reception.Domain.Triage;

namespace Reception.Benchmarks.Triage;

/// <summary>
/// <c>triage-publish KB [ROUNDS]</c>: one thread judges the base's own questions, in turns alone and while another thread compiles
/// the base as a publication does. A JSON line: seconds of a publication, and answers with one beside them in ratio to those
/// without, median over rounds. On a machine with one free core the two share it: the ratio is then the scheduler's.
/// </summary>
internal static class TriagePublish
{
    private static readonly TimeSpan Alone = TimeSpan.FromSeconds(1.5);

    public static Task<int> RunAsync(string[] args)
    {
        var rounds = 5;
        if (args.Length is < 1 or > 2 || (args.Length == 2 && !int.TryParse(args[1], out rounds)) || rounds < 1)
        {
            Console.Error.WriteLine("usage: triage-publish KB [ROUNDS]");
            return Task.FromResult(2);
        }

        try
        {
            Console.WriteLine(Measure(args[0], rounds).ToJsonString(JsonSerializerOptions.Default));
            return Task.FromResult(0);
        }
        catch (UnusableFileException e)
        {
            Console.Error.WriteLine(e.Message);
            return Task.FromResult(1);
        }
    }

    private static JsonObject Measure(string path, int rounds)
    {
        var knowledge = TriageFiles.ReadKnowledge(path);
        var index = TriageIndex.Build(knowledge);
        var texts = knowledge.Entries.SelectMany(e => e.Questions).ToArray();
        Judge(index, texts, TimeSpan.FromSeconds(1.5), static () => false);
        var (alone, beside, seconds) = (new List<Answers>(), new List<Answers>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            alone.Add(Judge(index, texts, Alone, static () => false));
            var took = TimeSpan.Zero;
            var publisher = new Thread(() =>
            {
                var start = Stopwatch.GetTimestamp();
                TriageIndex.Build(knowledge);
                took = Stopwatch.GetElapsedTime(start);
            })
            { Priority = ThreadPriority.BelowNormal };
            publisher.Start();
            beside.Add(Judge(index, texts, TimeSpan.MaxValue, () => !publisher.IsAlive));
            publisher.Join();
            seconds.Add(took.TotalSeconds);
        }

        return new()
        {
            ["publish_s"] = Math.Round(seconds.Order().ElementAt(rounds / 2), 2),
            ["questions_per_s"] = Math.Round(alone.Max(a => a.PerSecond)),
            ["p50_us"] = Median(alone, a => a.P50),
            ["p99_us"] = Median(alone, a => a.P99),
            ["beside_questions_per_s"] = Math.Round(beside.Max(a => a.PerSecond)),
            ["beside_p50_us"] = Median(beside, a => a.P50),
            ["beside_p99_us"] = Median(beside, a => a.P99),
            ["ratio_p50"] = Median([.. alone.Zip(beside)], p => p.Second.P50 / p.First.P50),
            ["ratio_p99"] = Median([.. alone.Zip(beside)], p => p.Second.P99 / p.First.P99),
        };
    }

    private static double Median<T>(List<T> rounds, Func<T, double> value) => Math.Round(rounds.Select(value).Order().ElementAt(rounds.Count / 2), 2);

    private static Answers Judge(TriageIndex index, string[] texts, TimeSpan duration, Func<bool> isOver)
    {
        var micros = new List<double>(1_000_000);
        var begin = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begin) < duration && !isOver())
            foreach (var text in texts)
            {
                var start = Stopwatch.GetTimestamp();
                index.Judge(text, default, TriageThresholds.Default);
                micros.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            }

        var perSecond = micros.Count / Stopwatch.GetElapsedTime(begin).TotalSeconds;
        micros.Sort();
        return micros.Count == 0 ? default : new(perSecond, micros[micros.Count / 2], micros[micros.Count * 99 / 100]);
    }

    private readonly record struct Answers(double PerSecond, double P50, double P99);
}
