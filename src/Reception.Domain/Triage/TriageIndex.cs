using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Reception.Domain.Knowledge;
using Reception.Domain.Triage.Model;
using Reception.Domain.Triage.Rules;
using Reception.Domain.Triage.Text;

namespace Reception.Domain.Triage;

/// <summary>
/// A knowledge version compiled for judging messages. This folder holds the bot's understanding: text (<c>Text</c>), the
/// trained model (<c>Model</c>), rules that need no knowledge (<c>Rules</c>), and here the decision.
/// <para>
/// An entry's score is the probability of a multinomial logistic regression over tf-idf of character n-grams and words, with
/// the cosine to the entry's nearest question as further log-linear evidence (<see cref="Matcher"/>); whether the best entry
/// is right at all is a second, calibrated probability (<see cref="Calibration"/>, after Platt 1999), fitted on questions held
/// out of training. Immutable, thread-safe, deterministic; judging allocates its result only.
/// </para>
/// </summary>
public sealed class TriageIndex
{
    /// <summary>Candidates of a decision at most.</summary>
    public const int MaxCandidates = 5;

    /// <summary>Suggestions of a clarifying question at most.</summary>
    public const int MaxSuggestions = 3;

    /// <summary>Fragments of an explanation at most.</summary>
    public const int MaxMatched = 5;

    private readonly Matcher _matcher;
    private readonly Calibration _calibration;

    private TriageIndex(KnowledgeBase knowledge, Matcher matcher, Calibration calibration)
    {
        Knowledge = knowledge;
        _matcher = matcher;
        _calibration = calibration;
    }

    /// <summary>What it was compiled from.</summary>
    public KnowledgeBase Knowledge { get; }

    /// <summary>Distinct features of its questions.</summary>
    public int Features => _matcher.Features;

    /// <summary>Compiles a knowledge version. Computation only: run it away from grain turns; it takes tens of milliseconds for a hundred entries, seconds for a thousand.</summary>
    public static TriageIndex Build(KnowledgeBase knowledge)
    {
        var questions = knowledge.Entries.Select(e => ReadSentences(e.Questions)).ToArray();
        var background = ReadSentences(Background.Sentences);
        var calibration = Calibration.Fit(CrossFit.HoldOut(questions, background, MatcherOptions.Default), ridge: 1);
        return new(knowledge, Matcher.Train(questions, MatcherOptions.Default), calibration);
    }

    /// <summary>Decides what is to be done with a message.</summary>
    /// <param name="text">As the customer wrote it; any text.</param>
    /// <param name="context">Of the conversation, before this message.</param>
    /// <param name="thresholds">The shop's policy now.</param>
    public TriageDecision Judge(ReadOnlySpan<char> text, in TriageContext context, TriageThresholds thresholds)
    {
        var scratch = Scratch.Mine();
        ReadOnlySpan<char> normal = scratch.Text.AsSpan(0, TextNormalizer.Normalize(text, scratch.Text));
        var request = HumanRequest.Find(normal);
        if (request == HumanRequestStrength.Asking)
            return Decide(TriageKind.HandOver, TriageReason.AskedForHuman);
        if (IsContentless(normal) && SmallTalk.ReplyTo(normal) is null)
            return Miss(TriageReason.Contentless, [], context, thresholds);
        var candidates = FindCandidates(normal, scratch);
        if (!candidates.IsEmpty && candidates[0].Confidence >= thresholds.Answer && !IsFragment(normal))
            return Known(candidates, context, thresholds);
        if (request == HumanRequestStrength.Wondering)
            return Decide(TriageKind.HandOver, TriageReason.AskedForHuman, candidates);
        if (SmallTalk.ReplyTo(normal) is { } reply)
            return ForOwner(Decide(TriageKind.SmallTalk, TriageReason.SmallTalk) with { Reply = reply }, context);
        if (Complaint.IsIn(normal))
            return Decide(TriageKind.HandOver, TriageReason.Complaint, candidates);
        var isNear = !candidates.IsEmpty && candidates[0].Confidence >= thresholds.Clarify;
        return Miss(isNear ? TriageReason.Unsure : TriageReason.NotUnderstood, candidates, context, thresholds);
    }

    /// <summary>
    /// The words and phrases of a message that speak for an entry, weightiest first, at most <see cref="MaxMatched"/>; for a
    /// person who asks why, not for every message. Empty for an entry that is not in this version.
    /// </summary>
    public ImmutableArray<string> Explain(ReadOnlySpan<char> text, string entryId)
    {
        var @class = Knowledge.PositionOf(entryId);
        if (@class < 0)
            return [];
        var scratch = Scratch.Mine();
        var grams = scratch.ReadGrams(scratch.Text.AsSpan(0, TextNormalizer.Normalize(text, scratch.Text)), out var read);
        var weights = new Dictionary<string, float>();
        foreach (var gram in grams)
            if (GramReader.IsReadable(gram, read) && _matcher.Contribution(@class, gram.Hash) is > 0 and var weight)
                weights[read.Slice(gram.Start, gram.Length).ToString()] = weight;
        return
        [
            .. weights.Where(w => !weights.Keys.Any(k => k.Length > w.Key.Length && k.Contains(w.Key, StringComparison.Ordinal)))
                .OrderByDescending(w => w.Value).ThenBy(w => w.Key, StringComparer.Ordinal)
                .Take(MaxMatched).Select(w => w.Key),
        ];
    }

    private static ulong[][] ReadSentences(IEnumerable<string> sentences)
    {
        var scratch = Scratch.Mine();
        return [.. sentences.Select(q => scratch.ReadFeatures(scratch.Text.AsSpan(0, TextNormalizer.Normalize(q, scratch.Text))).ToArray())];
    }

    private static bool IsContentless(ReadOnlySpan<char> normal)
    {
        foreach (var c in normal)
            if (char.IsLetter(c))
                return false;
        return true;
    }

    /// <summary>
    /// "i a" and "不" are part of many questions and ask none: they may be asked back about, never answered. Enough are two
    /// ideographs, or three letters of an alphabet, that differ from the one before.
    /// </summary>
    private static bool IsFragment(ReadOnlySpan<char> normal)
    {
        const char firstIdeograph = '\u2E80';
        var (weight, last) = (0, '\0');
        foreach (var c in normal)
        {
            if (!char.IsLetter(c) || c == last) continue;
            weight += c >= firstIdeograph ? 2 : 1;
            if (weight >= 3) return false;
            last = c;
        }
        return true;
    }

    private ImmutableArray<TriageCandidate> FindCandidates(ReadOnlySpan<char> normal, Scratch scratch)
    {
        Span<Evidence> best = stackalloc Evidence[MaxCandidates];
        var found = _matcher.Match(scratch.ReadFeatures(normal), best, out var summary);
        if (found == 0)
            return [];
        var confidence = _calibration.Probability(summary);
        var share = confidence / best[0].Probability;
        var candidates = new TriageCandidate[found];
        for (var i = 0; i < found; i++)
        {
            var entry = Knowledge.Entries[best[i].Class];
            var matched = best[i].Question == 0 ? entry.Question : entry.Similar[best[i].Question - 1];
            candidates[i] = new(entry, i == 0 ? confidence : Math.Min(confidence, best[i].Probability * share), matched, best[i].Similarity);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(candidates);
    }

    private TriageDecision Known(ImmutableArray<TriageCandidate> candidates, in TriageContext context, TriageThresholds thresholds)
    {
        var entry = candidates[0].Entry;
        if (!context.Answered.IsDefault && context.Answered.Contains(entry.Id))
            return Decide(TriageKind.HandOver, TriageReason.Repeated, candidates);
        if (entry.Answer is null)
            return Decide(TriageKind.HandOver, TriageReason.NoAnswer, candidates) with { Entry = entry };
        return Decide(TriageKind.Answer, TriageReason.Matched, candidates) with
        {
            Entry = entry,
            Reply = entry.Answer,
            IsSimple = candidates[0].Confidence >= thresholds.AnswerSimple,
        };
    }

    private TriageDecision Miss(TriageReason reason, ImmutableArray<TriageCandidate> candidates, in TriageContext context, TriageThresholds thresholds)
    {
        if (context.Misses + 1 >= thresholds.MissesToHandOver)
            return ForOwner(Decide(TriageKind.HandOver, TriageReason.TwoMisses, candidates), context);
        if (reason == TriageReason.NotUnderstood)
            return Decide(TriageKind.HandOver, reason, candidates);
        var suggestions = candidates.Length > MaxSuggestions ? candidates[..MaxSuggestions] : candidates;
        return ForOwner(Decide(TriageKind.Clarify, reason, candidates) with { Suggestions = suggestions }, context);
    }

    /// <summary>A bot that does not own the conversation neither asks back nor chats.</summary>
    private static TriageDecision ForOwner(TriageDecision decision, in TriageContext context) =>
        context.Owner == TriageOwner.Bot ? decision : decision with { Kind = TriageKind.HandOver, Reply = null, Suggestions = [] };

    private TriageDecision Decide(TriageKind kind, TriageReason reason, ImmutableArray<TriageCandidate> candidates = default) => new()
    {
        Kind = kind,
        Reason = reason,
        KnowledgeVersion = Knowledge.Version,
        Candidates = candidates.IsDefault ? [] : candidates,
        Topic = candidates.IsDefaultOrEmpty ? null : candidates[0].Entry.Topic,
    };
}
