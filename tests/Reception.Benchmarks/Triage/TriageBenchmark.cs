using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Reception.Domain.Knowledge;
using Reception.Domain.Triage;

namespace Reception.Benchmarks.Triage;

/// <summary>
/// <c>triage KB QUESTIONS --tune FILE</c> prints one JSON line and nothing else on standard output. The threshold is chosen on the
/// tune file only (<see cref="TriageScore.Tune"/>); quality is what <see cref="TriageQuality"/>, speed what <see cref="TriageSpeed"/>
/// says. Exit code 0, 1 for files that cannot be used (all problems on standard error), 2 for a wrong command line.
/// </summary>
internal static class TriageBenchmark
{
    public static Task<int> RunAsync(string[] args)
    {
        if (Parse(args) is not var (kb, questions, tune))
        {
            Console.Error.WriteLine("usage: triage KB QUESTIONS --tune FILE   (JSON lines; see the format of the entries and questions in docs/performance.md)");
            return Task.FromResult(2);
        }

        try
        {
            Console.WriteLine(Measure(TriageFiles.ReadKnowledge(kb), TriageFiles.ReadQuestions(questions), TriageFiles.ReadQuestions(tune)).ToJsonString(JsonSerializerOptions.Default));
            return Task.FromResult(0);
        }
        catch (UnusableFileException e)
        {
            Console.Error.WriteLine(e.Message);
            return Task.FromResult(1);
        }
    }

    private static (string Kb, string Questions, string Tune)? Parse(string[] args)
    {
        var at = Array.IndexOf(args, "--tune");
        if (args.Length != 4 || at < 0 || at == 3)
            return null;
        var rest = args.Where((_, i) => i != at && i != at + 1).ToArray();
        return rest.Concat([args[at + 1]]).Any(path => path.StartsWith("--", StringComparison.Ordinal)) ? null : (rest[0], rest[1], args[at + 1]);
    }

    private static JsonObject Measure(KnowledgeBase knowledge, TriageQuestion[] questions, TriageQuestion[] tune)
    {
        TriageFiles.WarnOfUnknown(knowledge, questions.Concat(tune));
        TriageIndex.Build(KnowledgeBase.Create(1, knowledge.Entries.Take(20))); // the compiler's own start is no cost of a base
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var cpu = Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();
        var index = TriageIndex.Build(knowledge);
        var build = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var buildCpu = (Environment.CpuUsage.TotalTime - cpu).TotalSeconds;
        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        var threshold = TriageScore.Tune(TriageScore.Judge(index, tune));
        var line = TriageQuality.Measure(index, questions, threshold);
        TriageSpeed.Measure(index, questions, threshold, line);
        line["build_s"] = Math.Round(build, 3);
        line["build_cpu_s"] = Math.Round(buildCpu, 3);
        line["index_bytes"] = bytes;
        line["entries"] = knowledge.Entries.Length;
        line["entry_questions"] = knowledge.Entries.Sum(e => e.Questions.Count());
        line["questions"] = questions.Length;
        line["features"] = index.Features;
        return line;
    }
}
