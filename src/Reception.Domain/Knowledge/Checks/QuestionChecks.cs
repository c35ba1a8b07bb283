using Reception.Contracts.Knowledge;
using Reception.Domain.Triage;
using KnowledgeEntry = Reception.Domain.Knowledge.KnowledgeEntry;
using TriageCandidate = Reception.Domain.Triage.TriageCandidate;

namespace Reception.Domain.Knowledge.Checks;

/// <summary>Questions that several entries claim: word for word, nearly, or in the eyes of the compiled model.</summary>
internal static class QuestionChecks
{
    /// <summary>Cosine from which two questions count as nearly the same.</summary>
    private const double Near = 0.85;

    /// <summary>Questions judged at most; of a larger base the first ones of each entry.</summary>
    private const int MaxJudged = 50_000;

    /// <summary>The same question in several entries that are in force at the same time: an error if the answers differ.</summary>
    public static IEnumerable<KnowledgeFinding> Duplicates(KnowledgeBase knowledge)
    {
        foreach (var duplicate in knowledge.Duplicates)
        {
            var entries = duplicate.EntryIds.Distinct(StringComparer.Ordinal).Select(id => knowledge.Find(id)!).ToArray();
            foreach (var (a, b) in Pairs(entries).Where(pair => Overlap.InTime(pair.A, pair.B)))
            {
                if (Overlap.WhereAnswersDiffer(a, b) is not var (channel, _, _)) yield return Say(FindingSeverity.Warning, FindingKind.DuplicateQuestion, a, b, $"'{duplicate.Text}' stands in both, with the same answer.");
                else yield return Say(FindingSeverity.Error, FindingKind.Contradiction, a, b, $"'{duplicate.Text}' stands in both, and the answers differ{(channel is null ? "" : $" on '{channel}'")}.");
            }
        }
    }

    /// <summary>Every question put to the model that was trained with it: what it gives to another entry, or finds nearly as well there.</summary>
    public static IEnumerable<KnowledgeFinding> Neighbours(TriageIndex index, TriageThresholds thresholds)
    {
        var knowledge = index.Knowledge;
        var perEntry = Math.Max(1, MaxJudged / Math.Max(1, knowledge.Entries.Length));
        var same = knowledge.Duplicates.SelectMany(d => Pairs([.. d.EntryIds.Distinct(StringComparer.Ordinal)])).Select(Ordered).ToHashSet();
        var near = new Dictionary<(string, string), (double Similarity, string Question, TriageCandidate Other)>();
        foreach (var entry in knowledge.Entries)
        {
            foreach (var question in entry.Questions.Take(perEntry))
            {
                var candidates = index.Judge(question, default, thresholds).Candidates;
                if (candidates.IsDefaultOrEmpty) continue;
                var best = candidates[0];
                if (best.Entry.Id != entry.Id && best.Confidence >= thresholds.Answer && Overlap.InTime(entry, best.Entry) && !same.Contains(Ordered((entry.Id, best.Entry.Id))))
                    yield return Say(FindingSeverity.Warning, FindingKind.Confusion, entry, best.Entry, $"'{question}' of the first is answered with the second.");
                foreach (var other in candidates.Where(c => c.Entry.Id != entry.Id && c.Similarity >= Near && Overlap.InTime(entry, c.Entry)))
                {
                    var pair = Ordered((entry.Id, other.Entry.Id));
                    if (!same.Contains(pair) && (!near.TryGetValue(pair, out var known) || known.Similarity < other.Similarity)) near[pair] = (other.Similarity, question, other);
                }
            }
        }

        foreach (var ((a, b), (_, question, other)) in near.OrderByDescending(pair => pair.Value.Similarity)) yield return Describe(knowledge.Find(a)!, knowledge.Find(b)!, question, other.Matched);
    }

    private static KnowledgeFinding Describe(KnowledgeEntry a, KnowledgeEntry b, string question, string matched)
    {
        var differ = Overlap.WhereAnswersDiffer(a, b) is var (_, answerA, answerB) ? AnswerWords.Differ(answerA, answerB) : null;
        return differ is null
            ? Say(FindingSeverity.Warning, FindingKind.NearQuestion, a, b, $"'{question}' and '{matched}' are nearly the same question.")
            : Say(FindingSeverity.Warning, FindingKind.NearContradiction, a, b, $"'{question}' and '{matched}' are nearly the same question, and the answers differ: {differ}.");
    }

    private static KnowledgeFinding Say(FindingSeverity severity, FindingKind kind, KnowledgeEntry a, KnowledgeEntry b, string message) => new(severity, kind, [a.Id, b.Id], $"{a.Id}, {b.Id}: {message}");

    private static (string, string) Ordered((string A, string B) pair) => string.CompareOrdinal(pair.A, pair.B) <= 0 ? pair : (pair.B, pair.A);

    private static IEnumerable<(T A, T B)> Pairs<T>(IReadOnlyList<T> items)
    {
        const int most = 20; // of one question
        for (var i = 0; i < Math.Min(items.Count, most); i++)
            for (var j = i + 1; j < Math.Min(items.Count, most); j++)
                yield return (items[i], items[j]);
    }
}
