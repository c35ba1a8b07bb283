using System.Collections.Immutable;
using Reception.Domain.Knowledge;
using Reception.Domain.Triage.Model;
using Reception.Domain.Triage.Rules;
using Reception.Domain.Triage.Text;

namespace Reception.Domain.Triage;

/// <summary>
/// The decision on a message. In this order: a human is asked for; something offered is picked; nothing is there to understand;
/// the shop is threatened; several questions are asked; an entry is sure; courtesy; complaint; the message leans on the one
/// before; else asked back or handed over. What was answered before in the episode is not said again: see <see cref="Known"/>.
/// </summary>
public sealed partial class TriageIndex
{
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
        if (!context.Offered.IsDefaultOrEmpty && Choose(normal, context, thresholds) is { } chosen)
            return chosen;
        if (Fragments.IsContentless(normal) && SmallTalk.ReplyTo(normal) is null)
            return Miss(TriageReason.Contentless, [], context, thresholds);
        var usable = new Usable(_hasDates ? context.Now : null);
        var candidates = FindCandidates(normal, scratch, usable);
        var isSure = IsSure(candidates, thresholds) && !Fragments.IsFragment(normal);
        if (Complaint.IsThreat(normal) && !(isSure && IsAboutComplaints(candidates[0])))
            return Decide(TriageKind.HandOver, TriageReason.Complaint, candidates);
        if (Several(text, candidates, context, thresholds) is { } several)
            return several;
        // The parts of the message were read into the same memory.
        normal = scratch.Text.AsSpan(0, TextNormalizer.Normalize(text, scratch.Text));
        if (isSure)
            return Known(normal, candidates, context, thresholds);
        if (request == HumanRequestStrength.Wondering)
            return Decide(TriageKind.HandOver, TriageReason.AskedForHuman, candidates);
        if (SmallTalk.ReplyTo(normal) is { } reply)
            return ForOwner(Decide(TriageKind.SmallTalk, TriageReason.SmallTalk) with { Reply = reply }, context);
        if (Complaint.IsIn(normal))
            return Decide(TriageKind.HandOver, TriageReason.Complaint, candidates);
        if (context.Previous is { } previous && Continue(normal, previous, context, thresholds) is { } continued)
            return continued;
        return Unknown(candidates, context, thresholds);
    }

    /// <summary>
    /// The answer of an entry as it would be given now, for what was chosen by other means than by reading a message; null if
    /// the version has no such entry in force or it has no answer on the channel.
    /// </summary>
    public TriageDecision? Recall(string entryId, in TriageContext context)
    {
        if (Knowledge.Find(entryId) is not { } entry || !new Usable(context.Now).Allows(entry))
            return null;
        var decision = Answer([new(entry, 1, entry.Question, 1)], context, TriageThresholds.Default);
        return decision.Kind == TriageKind.Answer ? decision : null;
    }

    /// <summary>What would be said from an entry now on the channel; null: a human has to say it.</summary>
    public string? AnswerOf(KnowledgeEntry entry, in TriageContext context) => Replies.For(entry, context, Knowledge).Answer;

    private static bool IsSure(ImmutableArray<TriageCandidate> candidates, TriageThresholds thresholds) =>
        !candidates.IsEmpty && candidates[0].Confidence >= thresholds.Answer;

    private static bool IsAboutComplaints(TriageCandidate candidate)
    {
        Span<char> question = stackalloc char[TextNormalizer.MaxLength];
        var normal = question[..TextNormalizer.Normalize(candidate.Matched, question)];
        return Complaint.IsIn(normal) || Complaint.IsThreat(normal);
    }

    /// <summary>
    /// The message surely means the first candidate. It is answered unless that was said before in the episode: a question that
    /// comes again was not helped by its answer, so a human takes it. Two exceptions. Where the customer rejected the entry, the
    /// next one is answered if it is as sure as any answer has to be once the rejected ones are left out. And an answer that is
    /// filled from an order may be given again for another message, since it says something else by then.
    /// </summary>
    private TriageDecision Known(ReadOnlySpan<char> normal, ImmutableArray<TriageCandidate> candidates, in TriageContext context, TriageThresholds thresholds)
    {
        var isRepetition = IsRepetition(normal, context);
        if (isRepetition && context.Previous!.EntryId is not null)
            return Decide(TriageKind.HandOver, TriageReason.Repeated, candidates);
        if (Contains(context.Rejected, candidates[0]))
        {
            var others = isRepetition ? [] : FindCandidates(normal, Scratch.Mine(), new Usable(_hasDates ? context.Now : null).Without(context.Rejected));
            if (!IsSure(others, thresholds) || Contains(context.Answered, others[0]))
                return Decide(TriageKind.HandOver, TriageReason.Repeated, candidates);
            candidates = others;
        }

        return Contains(context.Answered, candidates[0]) && !HasSlots(candidates[0].Entry)
            ? Decide(TriageKind.HandOver, TriageReason.Repeated, candidates)
            : Answer(candidates, context, thresholds);
    }

    private TriageDecision Answer(ImmutableArray<TriageCandidate> candidates, in TriageContext context, TriageThresholds thresholds)
    {
        var entry = candidates[0].Entry;
        var (answer, parts) = Replies.For(entry, context, Knowledge);
        if (answer is null)
            return Decide(TriageKind.HandOver, TriageReason.NoAnswer, candidates) with { Entry = entry };
        return new()
        {
            Kind = TriageKind.Answer,
            Reason = TriageReason.Matched,
            KnowledgeVersion = Knowledge.Version,
            Candidates = candidates,
            Topic = entry.Topic,
            Entry = entry,
            Reply = answer,
            Parts = parts,
            IsSimple = candidates[0].Confidence >= thresholds.AnswerSimple,
        };
    }

    /// <summary>No entry is sure.</summary>
    private TriageDecision Unknown(ImmutableArray<TriageCandidate> candidates, in TriageContext context, TriageThresholds thresholds)
    {
        var isNear = !candidates.IsEmpty && candidates[0].Confidence >= thresholds.Clarify;
        return Miss(isNear ? TriageReason.Unsure : TriageReason.NotUnderstood, candidates, context, thresholds);
    }

    private TriageDecision Miss(TriageReason reason, ImmutableArray<TriageCandidate> candidates, in TriageContext context, TriageThresholds thresholds)
    {
        if (context.Misses + 1 >= thresholds.MissesToHandOver)
            return ForOwner(Decide(TriageKind.HandOver, TriageReason.TwoMisses, candidates), context);
        if (reason == TriageReason.NotUnderstood)
            return Decide(TriageKind.HandOver, reason, candidates);
        var suggestions = Suggestions(candidates, context);
        // All that it may mean was said before and did not help.
        if (suggestions.IsEmpty && !candidates.IsEmpty)
            return Decide(TriageKind.HandOver, TriageReason.Repeated, candidates);
        return ForOwner(Decide(TriageKind.Clarify, reason, candidates) with { Suggestions = suggestions }, context);
    }

    private static ImmutableArray<TriageCandidate> Suggestions(ImmutableArray<TriageCandidate> candidates, in TriageContext context)
    {
        if (!context.Answered.IsDefaultOrEmpty || !context.Rejected.IsDefaultOrEmpty)
        {
            var (answered, rejected) = (context.Answered, context.Rejected);
            candidates = candidates.RemoveAll(c => Contains(answered, c) || Contains(rejected, c));
        }

        return candidates.Length > MaxSuggestions ? candidates[..MaxSuggestions] : candidates;
    }

    private static bool IsRepetition(ReadOnlySpan<char> normal, in TriageContext context)
    {
        if (context.Previous is not { } previous)
            return false;
        Span<char> before = stackalloc char[TextNormalizer.MaxLength];
        return Repetition.IsNearSame(normal, before[..TextNormalizer.Normalize(previous.Text, before)]);
    }

    private static bool Contains(ImmutableArray<string> ids, TriageCandidate candidate) => !ids.IsDefaultOrEmpty && ids.Contains(candidate.Entry.Id);

    private static bool HasSlots(KnowledgeEntry entry) => entry.Answer?.Contains("{order.", StringComparison.Ordinal) == true;

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
