using System.Text.Json;

namespace Reception.Protocol.Rest;

/// <summary>One entry, as it stands in a line of a file; docs/knowledge.md describes every field.</summary>
public sealed record KnowledgeLine(
    string? Id,
    string? Question,
    string? Answer,
    string?[]? Similar = null,
    string? Topic = null,
    string? From = null,
    string? Until = null,
    JsonElement[]? Parts = null,
    JsonElement[]? Variants = null,
    string?[]? Next = null,
    string? WithoutOrder = null);

/// <summary>One case of a regression set: the entry, or the entries any of which is right, or null if it has to be refused.</summary>
public sealed record RegressionLine(string? Text, JsonElement Expect, string? Channel = null);

/// <summary>A version that took force.</summary>
public sealed record KnowledgeStoredDocument(long Version, int Entries);

/// <summary>The draft after a change; warnings did not keep it from being made.</summary>
public sealed record DraftDocument(long Revision, int Entries, string[]? Warnings = null);

public sealed record DraftStateDocument(
    long Revision, int Entries, long? BasedOn = null, string? ChangedBy = null, DateTimeOffset? ChangedAt = null, bool ReviewRequired = false, ReviewDocument? Review = null);

/// <summary>A review; the state is submitted, approved or rejected.</summary>
public sealed record ReviewDocument(
    string State, string SubmittedBy, DateTimeOffset SubmittedAt, string? Note = null, string? ReviewedBy = null, DateTimeOffset? ReviewedAt = null, string? Comment = null);

/// <summary>A step of a review: submit, approve or reject.</summary>
public sealed record ReviewRequest(string? Step, string? Comment = null);

/// <summary>Null = the version in force.</summary>
public sealed record FromVersionRequest(long? Version);

public sealed record DiffDocument(long Version, long Revision, int Added, int Changed, int Removed, EntryChangeDocument[] Changes);

/// <summary>What became of one entry: added, changed or removed.</summary>
public sealed record EntryChangeDocument(string Kind, string Id, string[] Fields, JsonElement? Before = null, JsonElement? After = null);

/// <summary>Publishes the draft; a canary share of 1 to 99 per cent, or for all.</summary>
public sealed record PublishRequest(string? Note, int? CanaryShare = null, bool? Force = null, long? Revision = null);

/// <summary>Checks a version, or the draft.</summary>
public sealed record CheckRequest(long? Version = null);

public sealed record ShareRequest(int? Percent);

public sealed record RollBackRequest(long? Version);

/// <summary>A version: in-force, canary, former or aborted, and the share of conversations that use it, in per cent.</summary>
public sealed record KnowledgeVersionDocument(long Version, DateTimeOffset PublishedAt, int Entries, string PublishedBy, string? Note, string State = "former", int Share = 0);

/// <summary>A publication or check: checking, checked, published, refused or failed.</summary>
public sealed record PublicationDocument(
    long Number, string State, string By, DateTimeOffset StartedAt, long Version, int Entries, ReportDocument? Report = null, string? Failure = null);

/// <summary>What was found against the version in force.</summary>
public sealed record ReportDocument(
    long Against, int Entries, int Errors, int Warnings, FindingDocument[] Findings, RegressionDocument Regression, AnswerChangeDocument[] Failing, int ChangedCount, AnswerChangeDocument[] Changed);

public sealed record FindingDocument(string Severity, string Kind, string[] EntryIds, string Message);

public sealed record RegressionDocument(int Cases, int Passed, int PassedBefore, int Broken, int Mended);

/// <summary>Which entry answers a text, before and now; null = none.</summary>
public sealed record AnswerChangeDocument(string Text, string? Channel, string[]? Expected, string? Before, string? Now);
