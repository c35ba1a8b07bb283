using System.Collections.Immutable;
using Reception.Contracts.Conversations;
using Reception.Domain.Knowledge;

namespace Reception.Domain.Triage;

/// <summary>What is to be done with a message.</summary>
public enum TriageKind
{
    /// <summary>Send <see cref="TriageDecision.Reply"/>, the answer of <see cref="TriageDecision.Entry"/>.</summary>
    Answer = 1,

    /// <summary>Ask which of <see cref="TriageDecision.Suggestions"/> is meant, or to say it in other words if there is none.</summary>
    Clarify = 2,

    /// <summary>A human has to see it (and keeps it, if a human serves already).</summary>
    HandOver = 3,

    /// <summary>A greeting, thanks or good-bye: send <see cref="TriageDecision.Reply"/>.</summary>
    SmallTalk = 4,
}

/// <summary>The rule that decided.</summary>
public enum TriageReason
{
    /// <summary>An entry reached the answer threshold.</summary>
    Matched = 1,

    /// <summary>Nothing but courtesy.</summary>
    SmallTalk = 2,

    /// <summary>The best entry lies between the thresholds.</summary>
    Unsure = 3,

    /// <summary>Nothing to understand: punctuation, a picture's place, a bare number.</summary>
    Contentless = 4,

    /// <summary>The customer asked for a human. Always handed over.</summary>
    AskedForHuman = 5,

    /// <summary>No entry reached the clarify threshold.</summary>
    NotUnderstood = 6,

    /// <summary>A miss too many in a row.</summary>
    TwoMisses = 7,

    /// <summary>The entry is known but has no answer.</summary>
    NoAnswer = 8,

    /// <summary>The best entry has been given before in this episode: it did not help.</summary>
    Repeated = 9,

    /// <summary>Anger, a complaint or a legal threat that no entry answers.</summary>
    Complaint = 10,

    /// <summary>None of the suggestions was meant.</summary>
    NoneMeant = 11,
}

/// <summary>How the message was read before the rule decided, for people who ask why.</summary>
public enum TriageReading
{
    /// <summary>As it stands.</summary>
    Whole = 0,

    /// <summary>One of several questions in the message; <see cref="TriageDecision.Read"/> is that part.</summary>
    Part = 1,

    /// <summary>Leaning on the message before; <see cref="TriageDecision.Read"/> is both joined.</summary>
    FollowUp = 2,

    /// <summary>A pick among what the bot had offered, by number, place or name.</summary>
    Chosen = 3,
}

/// <summary>An entry that may be meant.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Confidence">Probability that it is the right one, 0 to 1.</param>
/// <param name="Matched">The question of the entry that is nearest to the message.</param>
/// <param name="Similarity">Cosine of the message and <paramref name="Matched"/>, 0 to 1.</param>
public sealed record TriageCandidate(KnowledgeEntry Entry, double Confidence, string Matched, double Similarity);

/// <summary>The judgement of one message: a pure function of text, context, thresholds and knowledge version.</summary>
public sealed record TriageDecision
{
    /// <summary>What to do.</summary>
    public required TriageKind Kind { get; init; }

    /// <summary>Why.</summary>
    public required TriageReason Reason { get; init; }

    /// <summary>The version of the knowledge that was used.</summary>
    public required long KnowledgeVersion { get; init; }

    /// <summary>Entries that may be meant, best first, at most <see cref="TriageIndex.MaxCandidates"/>.</summary>
    public ImmutableArray<TriageCandidate> Candidates { get; init; } = [];

    /// <summary>The entry answered with, or recognised although a human has to answer.</summary>
    public KnowledgeEntry? Entry { get; init; }

    /// <summary>Probability that the first candidate is the right one; 0 without candidates.</summary>
    public double Confidence => Candidates.IsEmpty ? 0 : Candidates[0].Confidence;

    /// <summary>What the bot says; set for answers and small talk.</summary>
    public string? Reply { get; init; }

    /// <summary>At most <see cref="TriageIndex.MaxSuggestions"/>; set when clarifying.</summary>
    public ImmutableArray<TriageCandidate> Suggestions { get; init; } = [];

    /// <summary>Rich blocks below <see cref="Reply"/>: those of the entry or its variant, then buttons for the entries it leads to; default is none.</summary>
    public ImmutableArray<MessagePart> Parts { get; init; }

    /// <summary>How the message was read.</summary>
    public TriageReading Reading { get; init; }

    /// <summary>The text that was judged; null: the message.</summary>
    public string? Read { get; init; }

    /// <summary>Decisions on the further questions of the message: answers first, and last what is not answered; default is none.</summary>
    public ImmutableArray<TriageDecision> More { get; init; }

    /// <summary>What it seems to be about, for routing; null if unknown.</summary>
    public string? Topic { get; init; }

    /// <summary>Whether an answer is sure enough to be sent while a human serves.</summary>
    public bool IsSimple { get; init; }

    /// <summary>Whether the message counts as one that the bot did not understand.</summary>
    public bool IsMiss => Reason is TriageReason.Unsure or TriageReason.Contentless or TriageReason.NotUnderstood or TriageReason.TwoMisses or TriageReason.NoneMeant;
}
