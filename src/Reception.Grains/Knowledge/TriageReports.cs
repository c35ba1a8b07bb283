using Reception.Contracts.Knowledge;
using Reception.Domain.Triage;

namespace Reception.Grains.Knowledge;

/// <summary>A decision as the shop reads it.</summary>
internal static class TriageReports
{
    public static TriageReport Nothing { get; } = new("hand-over", null, null, 0, ["NoKnowledge"], [], 0);

    /// <summary>What was decided on <paramref name="text"/> and why, down to the fragments of the message that speak for each candidate.</summary>
    public static TriageReport Of(TriageDecision decision, string text, TriageIndex index, TriageThresholds thresholds)
    {
        var read = decision.Read ?? text;
        return new(
            Name(decision.Kind), decision.Entry?.Id, decision.Reply, decision.Confidence, [decision.Reason.ToString()],
            [.. decision.Candidates.Select(c => Of(c, read, index))], decision.KnowledgeVersion)
        {
            Rule = TriageRules.Of(decision),
            Read = decision.Read,
            Suggestions = [.. decision.Suggestions.Select(s => s.Entry.Id)],
            More = decision.More.IsDefaultOrEmpty ? [] : [.. decision.More.Select(m => Of(m, text, index, thresholds))],
            AnswerThreshold = thresholds.Answer,
            ClarifyThreshold = thresholds.Clarify,
            SimpleThreshold = thresholds.AnswerSimple,
        };
    }

    private static Contracts.Knowledge.TriageCandidate Of(Domain.Triage.TriageCandidate candidate, string read, TriageIndex index) =>
        new(candidate.Entry.Id, candidate.Entry.Question, candidate.Confidence, [candidate.Matched]) { Fragments = [.. index.Explain(read, candidate.Entry.Id)] };

    private static string Name(TriageKind kind) => kind switch
    {
        TriageKind.Answer => "answer",
        TriageKind.Clarify => "clarify",
        TriageKind.SmallTalk => "small-talk",
        _ => "hand-over",
    };
}
