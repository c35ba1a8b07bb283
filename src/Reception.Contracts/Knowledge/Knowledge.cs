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

[GenerateSerializer, Immutable]
public sealed record KnowledgeVersion(long Version, DateTimeOffset PublishedAt, int Entries, string PublishedBy, string? Note);

[GenerateSerializer, Immutable]
public sealed record KnowledgeContent(long Version, KnowledgeEntry[] Entries);

public enum KnowledgeOutcome { Done = 0, Invalid = 1, NothingToPublish = 2, UnknownVersion = 3, UnknownShop = 4 }

[GenerateSerializer, Immutable]
public sealed record KnowledgeResult(KnowledgeOutcome Outcome, long Version, int Entries, string[] Errors);

/// <summary>A question the bot could not answer, with how often it was asked.</summary>
[GenerateSerializer, Immutable]
public sealed record UnansweredQuestion(string Text, int Count, DateTimeOffset LastAt, string Reason);

[GenerateSerializer, Immutable]
public sealed record TriageCandidate(string EntryId, string Question, double Score, string[] Matched)
{
    /// <summary>Words and phrases of the text that speak for the entry, weightiest first.</summary>
    public string[] Fragments { get; init; } = [];
}

/// <summary>A dry run: what the bot would do with a text, and why. <see cref="Decision"/> is answer, clarify, hand-over or small-talk.</summary>
[GenerateSerializer, Immutable]
public sealed record TriageReport(string Decision, string? EntryId, string? Answer, double Score, string[] Reasons, TriageCandidate[] Candidates, long KnowledgeVersion)
{
    /// <summary>What decided: matched, part, follow-up, chosen, small-talk, unsure, contentless, asked-for-human, misses, no-answer, repeated, complaint, none-meant, not-understood.</summary>
    public string Rule { get; init; } = "";

    /// <summary>The part of the text, or the texts joined, that was judged; null: the text as it stands.</summary>
    public string? Read { get; init; }

    /// <summary>Entries that are offered when the bot asks back.</summary>
    public string[] Suggestions { get; init; } = [];

    /// <summary>Decisions on further questions of the text.</summary>
    public TriageReport[] More { get; init; } = [];

    /// <summary>The shop's thresholds that it was decided with.</summary>
    public double AnswerThreshold { get; init; }

    public double ClarifyThreshold { get; init; }
    public double SimpleThreshold { get; init; }
}

/// <summary>A shop's entries: a draft, published versions with dates, and what went unanswered. Key: <see cref="ShopId"/>.</summary>
public interface IKnowledgeGrain : IGrainWithStringKey
{
    /// <summary>Replaces the draft; nothing changes for customers until it is published.</summary>
    Task<KnowledgeResult> PutDraftAsync(KnowledgeEntry[] entries);

    [ReadOnly]
    Task<KnowledgeContent?> GetDraftAsync();

    Task<KnowledgeResult> PublishAsync(string by, string? note);

    [ReadOnly]
    Task<KnowledgeVersion[]> GetVersionsAsync();

    /// <summary>Null version = the one in force; null result = no such version.</summary>
    Task<KnowledgeContent?> GetContentAsync(long? version);

    [ReadOnly]
    Task<long> GetCurrentVersionAsync();

    /// <summary>An older version takes force again, under a new number.</summary>
    Task<KnowledgeResult> RollBackAsync(long version, string by);

    /// <summary>Reads only; a version that has yet to be compiled holds nobody else up.</summary>
    [AlwaysInterleave]
    Task<TriageReport> TryAsync(string text);

    /// <summary>The same after another text of the customer, which the bot is taken to have treated as it would; null: none.</summary>
    Task<TriageReport> TryAfterAsync(string? previous, string text);

    /// <summary>From conversations, not awaited by their turns.</summary>
    Task OnUnansweredAsync(string text, string reason);

    [ReadOnly]
    Task<UnansweredQuestion[]> GetUnansweredAsync(int max);
}
