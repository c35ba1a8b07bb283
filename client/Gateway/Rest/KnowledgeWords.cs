using System.Text.Json;
using Reception.Contracts.Knowledge;
using Reception.Protocol.Rest;

namespace Reception.Gateway.Rest;

/// <summary>Drafts, versions and publications as documents, enumerations as words.</summary>
internal static class KnowledgeWords
{
    public static ReviewState? Step(string? word) => word switch { "submit" => ReviewState.Submitted, "approve" => ReviewState.Approved, "reject" => ReviewState.Rejected, _ => null };

    public static DraftStateDocument Of(DraftState state) => new(
        state.Revision, state.Entries, state.BasedOn == 0 ? null : state.BasedOn, state.ChangedBy, state.ChangedAt, state.ReviewRequired,
        state.Review is { } review ? new(Word(review.State), review.SubmittedBy, review.SubmittedAt, review.Note, review.ReviewedBy, review.ReviewedAt, review.Comment) : null);

    public static DiffDocument Of(KnowledgeDiff diff) => new(
        diff.Version, diff.Revision, diff.Added, diff.Changed, diff.Removed, [.. diff.Changes.Select(change => new EntryChangeDocument(Word(change.Kind), change.Id, change.Fields, Json(change.Before), Json(change.After)))]);

    public static KnowledgeVersionDocument Of(KnowledgeVersion version) => new(version.Version, version.PublishedAt, version.Entries, version.PublishedBy, version.Note, Word(version.State), version.Share);

    public static PublicationDocument Of(Publication publication) => new(
        publication.Number, Word(publication.State), publication.By, publication.StartedAt, publication.Version, publication.Entries, publication.Report is { } report ? Of(report) : null, publication.Failure);

    private static ReportDocument Of(KnowledgeReport report) => new(
        report.Against, report.Entries, report.Errors, report.Warnings,
        [.. report.Findings.Select(finding => new FindingDocument(Word(finding.Severity), Word(finding.Kind), finding.EntryIds, finding.Message))],
        new(report.Regression.Cases, report.Regression.Passed, report.Regression.PassedBefore, report.Regression.Broken, report.Regression.Mended),
        Of(report.Failing), report.ChangedCount, Of(report.Changed));

    private static AnswerChangeDocument[] Of(AnswerChange[] changes) => [.. changes.Select(change => new AnswerChangeDocument(change.Text, change.Channel, change.Expected, change.Before, change.Now))];

    private static JsonElement? Json(string? text)
    {
        if (text is null) return null;
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    private static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
