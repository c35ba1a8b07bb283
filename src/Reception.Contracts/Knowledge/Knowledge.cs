using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;

namespace Reception.Contracts.Knowledge;

/// <summary>
/// A question the shop answers, and other ways of asking it. No answer: it is recognised, and goes to a human with its topic.
/// <see cref="Parts"/> stand below the answer. In force from <see cref="From"/> until before <see cref="Until"/> (null: always).
/// A variant replaces answer and parts on its channels. <see cref="Next"/>: entries offered after the answer.
/// <see cref="WithoutOrder"/> is said when a slot of the answer (<c>{order.status}</c>) cannot be filled; null: a human takes over.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record KnowledgeEntry(
    string Id,
    string Question,
    string? Answer,
    string[] Similar,
    string? Topic = null,
    MessagePart[]? Parts = null,
    DateTimeOffset? From = null,
    DateTimeOffset? Until = null,
    AnswerVariant[]? Variants = null,
    string[]? Next = null,
    string? WithoutOrder = null);

/// <summary>What is said instead on some channels.</summary>
[GenerateSerializer, Immutable]
public sealed record AnswerVariant(string[] Channels, string? Answer, MessagePart[]? Parts = null);

/// <summary>Where a version stands: in force for all, for a share of the conversations, no longer, or taken back before it was in force for all.</summary>
public enum VersionState { Former = 0, InForce = 1, Canary = 2, Aborted = 3 }

/// <summary>A published version. <see cref="Share"/>: the percentage of conversations that use it, 0 when none does.</summary>
[GenerateSerializer, Immutable]
public sealed record KnowledgeVersion(
    long Version, DateTimeOffset PublishedAt, int Entries, string PublishedBy, string? Note, VersionState State = VersionState.Former, int Share = 0);

/// <summary>
/// What is in force: <see cref="Current"/> (0: nothing) and, for <see cref="Share"/> % of the conversations, <see cref="Canary"/>.
/// <see cref="Stamp"/> rises with every change of the others, the last at <see cref="ChangedAt"/> (null: before it was recorded). A phase of
/// the shop's sale calendar may put another version in force for its time.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record KnowledgeInForce(long Stamp, long Current, long? Canary = null, int Share = 0, DateTimeOffset? ChangedAt = null);

[GenerateSerializer, Immutable]
public sealed record KnowledgeContent(long Version, KnowledgeEntry[] Entries);

public enum KnowledgeOutcome
{
    Done = 0,
    /// <summary>Something is out of bounds; the errors say what.</summary>
    Invalid = 1,
    NothingToPublish = 2,
    UnknownVersion = 3,
    UnknownShop = 4,
    /// <summary>The draft has another revision than the caller read.</summary>
    Conflict = 5,
    UnknownEntry = 6,
    /// <summary>The shop wants drafts approved, and this one is not.</summary>
    ReviewMissing = 7,
    /// <summary>Who submitted a draft cannot approve it.</summary>
    SamePerson = 8,
    /// <summary>A version is in force for a share already: promote or abort it first.</summary>
    CanaryRunning = 9,
    NoCanary = 10,
    /// <summary>A publication is being checked.</summary>
    Busy = 11,
}

[GenerateSerializer, Immutable]
public sealed record KnowledgeResult(KnowledgeOutcome Outcome, long Version, int Entries, string[] Errors);

/// <summary>A question the bot could not answer, with how often it was asked.</summary>
[GenerateSerializer, Immutable]
public sealed record UnansweredQuestion(string Text, int Count, DateTimeOffset LastAt, string Reason);

[GenerateSerializer, Immutable]
public sealed record TriageCandidate(string EntryId, string Question, double Score, string[] Matched)
{
    /// <summary>Words and phrases of the text that speak for the entry, weightiest first.</summary>
    [Id(0)] public string[] Fragments { get; init; } = [];
}

/// <summary>A dry run: what the bot would do with a text, and why. <see cref="Decision"/> is answer, clarify, hand-over or small-talk.</summary>
[GenerateSerializer, Immutable]
public sealed record TriageReport(string Decision, string? EntryId, string? Answer, double Score, string[] Reasons, TriageCandidate[] Candidates, long KnowledgeVersion)
{
    /// <summary>What decided: matched, part, follow-up, chosen, small-talk, unsure, contentless, asked-for-human, misses, no-answer, repeated, complaint, none-meant, not-understood.</summary>
    [Id(0)] public string Rule { get; init; } = "";

    /// <summary>The part of the text, or the texts joined, that was judged; null: the text as it stands.</summary>
    [Id(1)] public string? Read { get; init; }

    /// <summary>Entries that are offered when the bot asks back.</summary>
    [Id(2)] public string[] Suggestions { get; init; } = [];

    /// <summary>Decisions on further questions of the text.</summary>
    [Id(3)] public TriageReport[] More { get; init; } = [];

    /// <summary>The shop's thresholds that it was decided with.</summary>
    [Id(4)] public double AnswerThreshold { get; init; }

    [Id(5)] public double ClarifyThreshold { get; init; }
    [Id(6)] public double SimpleThreshold { get; init; }
}

/// <summary>
/// A shop's published entries: versions with dates, and which is in force for whom. The same grain as <see cref="IKnowledgeDraftGrain"/>.
/// Key: <see cref="ShopId"/>.
/// </summary>
public interface IKnowledgeGrain : IGrainWithStringKey
{
    /// <summary>Replaces the draft; nothing changes for customers until it is published.</summary>
    Task<KnowledgeResult> PutDraftAsync(KnowledgeEntry[] entries);

    [ReadOnly]
    Task<KnowledgeContent?> GetDraftAsync();

    /// <summary>The draft takes force at once, unchecked and unreviewed: for content that was checked elsewhere (a template, what is shipped).</summary>
    Task<KnowledgeResult> PublishAsync(string by, string? note);

    /// <summary>Checks the draft and, if nothing stands against it, publishes it. Returns at once; the outcome is in <see cref="GetPublicationAsync"/>.</summary>
    Task<PublicationStart> StartPublicationAsync(PublicationOrder order);

    /// <summary>How a publication stands; null number = the newest, null result = no such one.</summary>
    [ReadOnly]
    Task<Publication?> GetPublicationAsync(long? number);

    /// <summary>The share of the canary in per cent: 1 to 99, 100 = in force for all, 0 = taken back.</summary>
    Task<KnowledgeResult> SetShareAsync(int percent, string by);

    [ReadOnly]
    Task<KnowledgeInForce> GetInForceAsync();

    [ReadOnly]
    Task<KnowledgeVersion[]> GetVersionsAsync();

    /// <summary>A version (null: the one in force) as a file; null = there is none.</summary>
    Task<byte[]?> ExportAsync(long? version, KnowledgeFormat format);

    /// <summary>Null version = the one in force; null result = no such version.</summary>
    Task<KnowledgeContent?> GetContentAsync(long? version);

    [ReadOnly]
    Task<long> GetCurrentVersionAsync();

    /// <summary>An older version takes force again, at once and for all, under a new number; a canary ends.</summary>
    Task<KnowledgeResult> RollBackAsync(long version, string by);

    /// <summary>Reads only; a version that has yet to be compiled holds nobody else up.</summary>
    [AlwaysInterleave]
    Task<TriageReport> TryAsync(string text);

    /// <summary>The same after another text of the customer, which the bot is taken to have treated as it would; null: none.</summary>
    Task<TriageReport> TryAfterAsync(string? previous, string text);
}
