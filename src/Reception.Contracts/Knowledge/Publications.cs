namespace Reception.Contracts.Knowledge;

/// <summary>
/// What is to be checked and published. A canary share of 1 to 99 % or none; force: published whatever the check finds; check only: nothing
/// takes force, and then a version may be checked instead of the draft. <see cref="Asked"/>: texts that customers sent lately, at most 200,
/// of which the report says which get another answer.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record PublicationOrder(
    string By, string? Note = null, int? CanaryShare = null, bool Force = false, bool CheckOnly = false, long? Version = null, long? ExpectedRevision = null, string[]? Asked = null)
{
    public const int MaxAsked = 200;
}

public enum PublicationState
{
    /// <summary>The knowledge is being compiled and judged.</summary>
    Checking = 0,
    /// <summary>Only a check was wanted; it is done.</summary>
    Checked = 1,
    Published = 2,
    /// <summary>The report has errors; nothing took force.</summary>
    Refused = 3,
    /// <summary>It could not be finished; nothing took force.</summary>
    Failed = 4,
}

/// <summary>A publication; <see cref="Version"/> is the number that was set aside for it, in force only if it was published.</summary>
[GenerateSerializer, Immutable]
public sealed record Publication(long Number, PublicationState State, string By, DateTimeOffset StartedAt, long Version, int Entries, KnowledgeReport? Report = null, string? Failure = null);

/// <summary>Why none was started, or the one that was.</summary>
[GenerateSerializer, Immutable]
public sealed record PublicationStart(KnowledgeOutcome Outcome, Publication? Publication, string[] Errors);

public enum FindingSeverity { Warning = 0, Error = 1 }

/// <summary>What a finding is about.</summary>
public enum FindingKind
{
    /// <summary>An entry points to one that is not there.</summary>
    MissingEntry = 0,
    /// <summary>The same question stands in several entries with the same answer.</summary>
    DuplicateQuestion = 1,
    /// <summary>The same question stands in several entries whose answers differ, at the same time and on the same channel.</summary>
    Contradiction = 2,
    /// <summary>Two entries have nearly the same question.</summary>
    NearQuestion = 3,
    /// <summary>Nearly the same question, and the answers differ in numbers, dates or in yes and no.</summary>
    NearContradiction = 4,
    /// <summary>A question of one entry that the bot gives to another.</summary>
    Confusion = 5,
    /// <summary>A case of the regression set that passed and now fails.</summary>
    BrokenCase = 6,
    /// <summary>The shop has no such channel.</summary>
    UnknownChannel = 7,
    /// <summary>An entry whose time is over.</summary>
    Expired = 8,
    /// <summary>A case of the regression set names an entry that is not there.</summary>
    UnknownCase = 9,
}

[GenerateSerializer, Immutable]
public sealed record KnowledgeFinding(FindingSeverity Severity, FindingKind Kind, string[] EntryIds, string Message);

/// <summary>How a text is answered before and now; null = not by an entry.</summary>
[GenerateSerializer, Immutable]
public sealed record AnswerChange(string Text, string? Channel, string[]? Expected, string? Before, string? Now);

/// <summary>Cases of the regression set: how many pass now and passed before, how many that passed now fail, and the other way round.</summary>
[GenerateSerializer, Immutable]
public sealed record RegressionFigures(int Cases, int Passed, int PassedBefore, int Broken, int Mended);

/// <summary>
/// What a check found against the version in force (0: none). Findings are counted all, listed at most <see cref="MaxListed"/>, errors first;
/// so are the cases that fail now, and the texts of cases and of customers that are answered differently.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record KnowledgeReport(
    long Against, int Entries, int Errors, int Warnings, KnowledgeFinding[] Findings, RegressionFigures Regression, AnswerChange[] Failing, int ChangedCount, AnswerChange[] Changed)
{
    public const int MaxListed = 200;
}
