using System.Text.Json.Nodes;
using Reception.Domain.Triage;

namespace Reception.Benchmarks.Triage;

/// <summary>
/// How well an index answers labelled questions. Shares are percentages: <c>acc1</c> (the best entry is the right one, whatever
/// the confidence), <c>right</c>, <c>handed</c> and <c>wrong</c> of the questions in scope, <c>refused</c> of those outside,
/// <c>precision</c> of all that was answered: by the decisions at the tuned threshold. <c>auroc</c> and <c>calibration_error</c>
/// are of the confidences. Arguable questions stand in <c>refused_by_kind</c> only.
/// </summary>
internal static class TriageQuality
{
    public static JsonObject Measure(TriageIndex index, TriageQuestion[] questions, double threshold)
    {
        var scored = TriageScore.Judge(index, questions).Where(s => !s.Question.IsArguable).ToArray();
        var decided = TriageScore.Decide(index, questions, threshold);
        var inScope = decided.Where(d => d.Question.IsInScope).ToArray();
        var outside = decided.Where(d => !d.Question.IsInScope && !d.Question.IsArguable).ToArray();
        var answered = decided.Where(d => d.IsAnswered && !d.Question.IsArguable).ToArray();
        var kinds = new JsonObject();
        foreach (var kind in decided.Where(d => !d.Question.IsInScope).GroupBy(d => d.Question.Kind!).OrderBy(k => k.Key, StringComparer.Ordinal))
            kinds[kind.Key] = Percent(kind.Count(d => !d.IsAnswered), kind.Count());
        return new()
        {
            ["threshold"] = Math.Round(threshold, 4),
            ["acc1"] = Percent(scored.Count(s => s.IsRight), inScope.Length),
            ["right"] = Percent(inScope.Count(d => d.IsRight), inScope.Length),
            ["handed"] = Percent(inScope.Count(d => !d.IsAnswered), inScope.Length),
            ["wrong"] = Percent(inScope.Count(d => d.IsAnswered && !d.IsRight), inScope.Length),
            ["refused"] = Percent(outside.Count(d => !d.IsAnswered), outside.Length),
            ["refused_by_kind"] = kinds,
            ["precision"] = Percent(answered.Count(d => d.IsRight), answered.Length),
            ["auroc"] = Round(TriageScore.Auroc(scored)),
            ["calibration_error"] = Round(TriageScore.CalibrationError(scored)),
        };
    }

    /// <summary>Null without anything to divide by.</summary>
    private static JsonNode? Percent(int part, int whole) => whole == 0 ? null : Math.Round(100.0 * part / whole, 1);

    private static JsonNode? Round(double value) => double.IsFinite(value) ? Math.Round(value, 4) : null;
}
