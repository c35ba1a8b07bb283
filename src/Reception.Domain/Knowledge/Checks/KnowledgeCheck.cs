using Reception.Contracts.Knowledge;
using Reception.Domain.Triage;
using KnowledgeEntry = Reception.Domain.Knowledge.KnowledgeEntry;

namespace Reception.Domain.Knowledge.Checks;

/// <summary>What is to be checked: the compiled candidate, what is in force (null: nothing), and what to ask them.</summary>
/// <param name="Now">The candidate.</param>
/// <param name="Before">The version in force.</param>
/// <param name="Thresholds">The shop's policy.</param>
/// <param name="At">The instant at which both are judged: validity dates count.</param>
/// <param name="Cases">The regression set.</param>
/// <param name="Asked">What customers sent lately.</param>
/// <param name="Channels">The shop's channels; null: not known.</param>
public sealed record KnowledgeSubject(
    TriageIndex Now, TriageIndex? Before, TriageThresholds Thresholds, DateTimeOffset At, IReadOnlyList<RegressionCase> Cases, IReadOnlyList<string> Asked, IReadOnlySet<string>? Channels = null);

/// <summary>
/// Everything that is looked at before entries take force. Computation only, seconds for a large base: run it away from grain turns.
/// Errors are what would make the bot say something wrong: links to nowhere, contradictions, cases that passed and now fail.
/// </summary>
public static class KnowledgeCheck
{
    public static KnowledgeReport Run(KnowledgeSubject subject)
    {
        var knowledge = subject.Now.Knowledge;
        var regression = new RegressionRun(subject);
        regression.Run();
        KnowledgeFinding[] findings =
        [
            .. Links(knowledge), .. QuestionChecks.Duplicates(knowledge), .. regression.Broken.Select(Broken), .. QuestionChecks.Neighbours(subject.Now, subject.Thresholds),
            .. knowledge.Entries.SelectMany(entry => Doubts(entry, subject)), .. UnknownCases(subject),
        ];
        var errors = findings.Count(f => f.Severity == FindingSeverity.Error);
        return new(
            subject.Before?.Knowledge.Version ?? 0, knowledge.Entries.Length, errors, findings.Length - errors,
            [.. findings.OrderByDescending(f => f.Severity).Take(KnowledgeReport.MaxListed)], regression.Figures, regression.Failing,
            regression.Changed.Count, [.. regression.Changed.Take(KnowledgeReport.MaxListed)]);
    }

    private static IEnumerable<KnowledgeFinding> Links(KnowledgeBase knowledge) =>
        from entry in knowledge.Entries
        from link in EntryRules.References(entry.ToContract())
        where knowledge.Find(link.Id) is null
        select new KnowledgeFinding(FindingSeverity.Error, FindingKind.MissingEntry, [entry.Id], $"{entry.Id}: {link.Field} leads to '{link.Id}', which is not there.");

    private static KnowledgeFinding Broken(AnswerChange change) => new(
        FindingSeverity.Error, FindingKind.BrokenCase, change.Now is null ? [] : [change.Now],
        $"'{change.Text}' was answered as it should be ({change.Before ?? "not at all"}) and now is not ({change.Now ?? "not at all"}).");

    private static IEnumerable<KnowledgeFinding> Doubts(KnowledgeEntry entry, KnowledgeSubject subject)
    {
        if (entry.Until <= subject.At) yield return new(FindingSeverity.Warning, FindingKind.Expired, [entry.Id], $"{entry.Id}: its time was over on {entry.Until:yyyy-MM-dd}.");
        foreach (var channel in entry.Variants.IsDefault ? [] : entry.Variants.SelectMany(v => v.Channels).Where(c => subject.Channels?.Contains(c) == false))
            yield return new(FindingSeverity.Warning, FindingKind.UnknownChannel, [entry.Id], $"{entry.Id}: the shop has no channel '{channel}'.");
    }

    private static IEnumerable<KnowledgeFinding> UnknownCases(KnowledgeSubject subject) =>
        from item in subject.Cases
        where !item.Expected.IsEmpty && item.Expected.All(id => subject.Now.Knowledge.Find(id) is null)
        select new KnowledgeFinding(FindingSeverity.Warning, FindingKind.UnknownCase, [.. item.Expected], $"The case '{item.Text}' expects {string.Join(" or ", item.Expected)}, which is not there.");
}
