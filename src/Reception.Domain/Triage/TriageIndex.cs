using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Reception.Domain.Knowledge;
using Reception.Domain.Triage.Model;
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
public sealed partial class TriageIndex
{
    /// <summary>Candidates of a decision at most.</summary>
    public const int MaxCandidates = 5;

    /// <summary>Suggestions of a clarifying question at most.</summary>
    public const int MaxSuggestions = 3;

    /// <summary>Fragments of an explanation at most.</summary>
    public const int MaxMatched = 5;

    private readonly Matcher _matcher;
    private readonly Calibration _calibration;

    /// <summary>Whether any entry is in force for a time only; if none is, nobody looks.</summary>
    private readonly bool _hasDates;

    private TriageIndex(KnowledgeBase knowledge, Matcher matcher, Calibration calibration)
    {
        Knowledge = knowledge;
        _matcher = matcher;
        _calibration = calibration;
        _hasDates = knowledge.Entries.Any(e => e.From is not null || e.Until is not null);
        Bytes = matcher.Bytes + knowledge.Bytes;
    }

    /// <summary>What it was compiled from.</summary>
    public KnowledgeBase Knowledge { get; }

    /// <summary>Distinct features of its questions.</summary>
    public int Features => _matcher.Features;

    /// <summary>Memory it takes with its knowledge, within a tenth or so.</summary>
    public long Bytes { get; }

    /// <summary>Compiles a knowledge version. Computation only: run it away from grain turns; it takes tens of milliseconds for a hundred entries, seconds for a thousand.</summary>
    public static TriageIndex Build(KnowledgeBase knowledge)
    {
        var questions = knowledge.Entries.Select(e => ReadSentences(e.Questions)).ToArray();
        var background = ReadSentences(Background.Sentences);
        var calibration = Calibration.Fit(CrossFit.HoldOut(questions, background, MatcherOptions.Default));
        return new(knowledge, Matcher.Train(questions, MatcherOptions.Default), calibration);
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

    /// <summary>The entries that may be meant and used, best first; empty if the text has nothing in common with any.</summary>
    private ImmutableArray<TriageCandidate> FindCandidates(ReadOnlySpan<char> normal, Scratch scratch, in Usable usable)
    {
        Span<Evidence> best = stackalloc Evidence[Matcher.Depth];
        var closeness = 1.0;
        var found = _matcher.Match(scratch.ReadHashes(normal), usable.IsEverything ? best[..MaxCandidates] : best, out var summary);
        if (!usable.IsEverything)
            found = LeaveOut(best[..found], usable, ref summary, out closeness);
        if (found == 0)
            return [];
        var confidence = _calibration.Probability(summary) * closeness;
        var share = confidence / best[0].Probability;
        var candidates = new TriageCandidate[Math.Min(found, MaxCandidates)];
        for (var i = 0; i < candidates.Length; i++)
        {
            var entry = Knowledge.Entries[best[i].Class];
            var matched = best[i].Question == 0 ? entry.Question : entry.Similar[best[i].Question - 1];
            candidates[i] = new(entry, i == 0 ? confidence : Math.Min(confidence, best[i].Probability * share), matched, best[i].Similarity);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(candidates);
    }

    /// <summary>
    /// Drops what may not be used and judges the rest as if the dropped entries had never been in the base: their share of the
    /// probability goes to the others in proportion, and margin and similarity are those of what is left. But the message may
    /// well mean a dropped one: what is less near to it than that is trusted less, by the squared ratio of their similarities.
    /// So last year's rule gives way to this year's in the same words, and to nothing else.
    /// </summary>
    private int LeaveOut(Span<Evidence> best, in Usable usable, ref MatchSummary summary, out double closeness)
    {
        var (kept, share, nearest) = (0, 0f, 0f);
        closeness = 1;
        foreach (var evidence in best)
        {
            if (usable.Allows(Knowledge.Entries[evidence.Class]))
                best[kept++] = evidence;
            else
                (share, nearest) = (share + evidence.Probability, Math.Max(nearest, evidence.Similarity));
        }

        if (kept == 0 || kept == best.Length)
            return kept;
        var scale = 1 / Math.Max(1 - share, 1e-6f);
        for (var i = 0; i < kept; i++)
            best[i] = best[i] with { Probability = Math.Min(1, best[i].Probability * scale) };
        summary = summary with { Probability = best[0].Probability, Margin = Matcher.Margin(best[..kept]), Similarity = best[0].Similarity };
        closeness = nearest > best[0].Similarity ? Math.Pow(best[0].Similarity / nearest, 2) : 1;
        return kept;
    }
}
