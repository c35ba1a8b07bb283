using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Reception.Domain.Knowledge;
using Reception.Domain.Triage;

namespace Reception.Benchmarks.Triage;

/// <summary><c>triage-large [ENTRIES]...</c>: synthetic bases (5 questions an entry) of these sizes, a JSON line each: seconds to compile, memory, speed of judging their own questions.</summary>
internal static class TriageLarge
{
    public static Task<int> RunAsync(string[] args)
    {
        foreach (var size in args.Length == 0 ? [1_000, 5_000, 20_000] : args.Select(a => int.Parse(a, null)))
            Console.WriteLine(Measure(size).ToJsonString(JsonSerializerOptions.Default));
        return Task.FromResult(0);
    }

    private static JsonObject Measure(int entries)
    {
        var knowledge = SyntheticShop.Create(7, entries);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (start, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var index = TriageIndex.Build(knowledge);
        var line = new JsonObject
        {
            ["entries"] = entries,
            ["build_s"] = Math.Round(Stopwatch.GetElapsedTime(start).TotalSeconds, 2),
            ["build_cpu_s"] = Math.Round((Environment.CpuUsage.TotalTime - cpu).TotalSeconds, 2),
            ["index_bytes"] = GC.GetTotalMemory(forceFullCollection: true) - before,
            ["knowledge_bytes"] = knowledge.Bytes,
            ["features"] = index.Features,
        };
        var questions = knowledge.Entries.Where((_, i) => i % Math.Max(1, entries / 500) == 0).SelectMany(e => e.Questions.Select(q => new TriageQuestion(q, e.Id, "in"))).ToArray();
        line["acc1"] = Math.Round(100.0 * TriageScore.Judge(index, questions).Count(s => s.IsRight) / questions.Length, 1);
        TriageSpeed.Measure(index, questions, 0.5, line);
        return line;
    }
}
