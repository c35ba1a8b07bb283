using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Reception.Domain.Knowledge;
using Reception.Domain.Triage;

namespace Reception.Benchmarks.Triage;

/// <summary>
/// <c>triage KB QUESTIONS --tune FILE</c>: prints one JSON line. Shares are percentages: acc1, right, handed and wrong of the
/// questions in scope, refused of those outside; the answer threshold is the one that is best on the tune file only.
/// </summary>
internal static class TriageBenchmark
{
    public static Task<int> RunAsync(string[] args)
    {
        if (args is not [var kb, var questions, "--tune", var tune])
        {
            Console.Error.WriteLine("usage: triage KB QUESTIONS --tune FILE");
            return Task.FromResult(2);
        }

        var import = KnowledgeImport.Parse(File.ReadAllBytes(kb));
        foreach (var problem in import.Problems)
            Console.Error.WriteLine($"{kb}:{problem.Line}: {problem.Code} {problem.Message}");
        if (!import.IsUsable)
            return Task.FromResult(1);
        var start = Stopwatch.GetTimestamp();
        var index = TriageIndex.Build(KnowledgeBase.Create(1, import.Entries));
        var build = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var threshold = TriageScore.Tune(TriageScore.Judge(index, TriageQuestion.Read(tune)));
        var asked = TriageQuestion.Read(questions);
        var line = Quality(TriageScore.Judge(index, asked), threshold);
        Speed(index, asked, threshold, line);
        line["build_s"] = Math.Round(build, 3);
        Console.WriteLine(line.ToJsonString(JsonSerializerOptions.Default));
        return Task.FromResult(0);
    }

    private static JsonObject Quality(Scored[] scored, double threshold)
    {
        var inScope = scored.Where(s => s.IsInScope).ToArray();
        var outside = scored.Where(s => !s.IsInScope).ToArray();
        var answered = scored.Where(s => s.Confidence >= threshold).ToArray();
        var kinds = new JsonObject();
        foreach (var kind in outside.GroupBy(s => s.Question.Kind).OrderBy(k => k.Key, StringComparer.Ordinal))
            kinds[kind.Key] = Percent(kind.Count(s => s.Confidence < threshold), kind.Count());
        return new()
        {
            ["threshold"] = Math.Round(threshold, 4),
            ["acc1"] = Percent(inScope.Count(s => s.IsRight), inScope.Length),
            ["right"] = Percent(inScope.Count(s => s.IsRight && s.Confidence >= threshold), inScope.Length),
            ["handed"] = Percent(inScope.Count(s => s.Confidence < threshold), inScope.Length),
            ["wrong"] = Percent(inScope.Count(s => !s.IsRight && s.Confidence >= threshold), inScope.Length),
            ["refused"] = Percent(outside.Count(s => s.Confidence < threshold), outside.Length),
            ["refused_by_kind"] = kinds,
            ["precision"] = Percent(answered.Count(s => s.IsRight), answered.Length),
            ["auroc"] = Math.Round(TriageScore.Auroc(scored), 4),
            ["calibration_error"] = Math.Round(TriageScore.CalibrationError(scored), 4),
        };
    }

    /// <summary>One thread; two rounds to warm up, then rounds for at least two seconds.</summary>
    private static void Speed(TriageIndex index, TriageQuestion[] questions, double threshold, JsonObject line)
    {
        var thresholds = new TriageThresholds(threshold, Math.Min(threshold, 0.2), AnswerSimple: 1);
        var micros = new List<double>();
        var allocated = 0L;
        var total = 0.0;
        for (var round = 0; round < 3 || total < 2; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            foreach (var question in questions)
            {
                var start = Stopwatch.GetTimestamp();
                index.Judge(question.Text, default, thresholds);
                if (round >= 2)
                    micros.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            total = micros.Sum() / 1e6;
        }

        micros.Sort();
        line["questions_per_s"] = Math.Round(micros.Count / total);
        line["p50_us"] = Math.Round(micros[micros.Count / 2], 1);
        line["p99_us"] = Math.Round(micros[micros.Count * 99 / 100], 1);
        line["bytes_per_question"] = allocated / questions.Length;
    }

    private static double Percent(int part, int whole) => whole == 0 ? 0 : Math.Round(100.0 * part / whole, 1);
}
