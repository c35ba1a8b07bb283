using System.Collections.Immutable;
using Reception.Domain.Triage.Model;
using Reception.Domain.Triage.Rules;
using Reception.Domain.Triage.Text;

namespace Reception.Domain.Triage;

/// <summary>Messages that are more or less than one question: picks, several questions at once, and what leans on the message before.</summary>
public sealed partial class TriageIndex
{
    /// <summary>Answers to one message at most.</summary>
    public const int MaxAnswers = 3;

    /// <summary>A part, torn out of its message, has to be at least this sure, however low the shop's threshold.</summary>
    private const double SurePart = 0.6;

    /// <summary>What the bot offered is picked by its text, or by number or place; the customer said himself what he means, so it is certain.</summary>
    private TriageDecision? Choose(ReadOnlySpan<char> normal, in TriageContext context, TriageThresholds thresholds)
    {
        var at = Choice.Of(normal, context.Offered.Length) ?? IndexOfNamed(normal, context.Offered);
        if (at is null)
            return context.Misses > 0 && Choice.IsNone(normal) ? ForOwner(Decide(TriageKind.HandOver, TriageReason.NoneMeant), context) : null;
        if (Knowledge.Find(context.Offered[at.Value]) is not { } entry || !new Usable(context.Now).Allows(entry))
            return null;
        ImmutableArray<TriageCandidate> candidates = [new(entry, 1, entry.Question, 1)];
        var decision = Contains(context.Rejected, candidates[0])
            ? Decide(TriageKind.HandOver, TriageReason.Repeated, candidates)
            : Answer(candidates, context, thresholds);
        return decision with { Reading = TriageReading.Chosen };
    }

    private int? IndexOfNamed(ReadOnlySpan<char> normal, ImmutableArray<string> offered)
    {
        Span<char> buffer = stackalloc char[TextNormalizer.MaxLength];
        for (var i = 0; i < offered.Length; i++)
            if (Knowledge.Find(offered[i]) is { } entry && normal.SequenceEqual(buffer[..TextNormalizer.Normalize(entry.Question, buffer)]))
                return i;
        return null;
    }

    /// <summary>
    /// Reads the message as several questions if at least two of them surely mean different entries, and the whole does not mean
    /// a third one as surely; or if one is sure and another sentence stands for itself and is foreign to it (the whole is less
    /// sure than the one alone), because half a message must not be answered in silence. Null: it is one question.
    /// </summary>
    private TriageDecision? Several(ReadOnlySpan<char> text, ImmutableArray<TriageCandidate> whole, in TriageContext context, TriageThresholds thresholds)
    {
        Span<Range> ranges = stackalloc Range[MessageSplit.MaxParts];
        var count = MessageSplit.Split(text, ranges);
        if (count < 2 || whole.IsEmpty)
            return null;
        var parts = new List<Part>(count);
        foreach (var range in ranges[..count])
            if (ReadPart(text, range, context) is { } part)
                parts.Add(part);
        var sure = Math.Max(SurePart, thresholds.Answer);
        var known = parts.Where(p => p.Confidence >= sure && (p.IsSubstantial || whole.Take(MaxSuggestions).Any(w => w.Entry.Id == p.Best))).DistinctBy(p => p.Best).Take(MaxAnswers).ToArray();
        var isThird = known.All(k => k.Best != whole[0].Entry.Id) && known.All(k => k.Confidence <= whole[0].Confidence);
        if (isThird)
            return null;
        bool IsForeign(Part p) => p is { IsSubstantial: true, IsSentence: true } && p.Confidence < thresholds.Answer && known.All(k => k.Best != p.Best && whole[0].Confidence < k.Confidence);
        var isHalf = known is [{ IsSubstantial: true, IsSentence: true } only] && only.Best == whole[0].Entry.Id;
        var foreign = isHalf || known.Length > 1 ? parts.FirstOrDefault(IsForeign) : null;
        return known.Length < 2 && foreign is null ? null : Together(known, foreign, context, thresholds);
    }

    private TriageDecision Together(Part[] known, Part? foreign, TriageContext context, TriageThresholds thresholds)
    {
        var scratch = Scratch.Mine();
        var decisions = known
            .Select(p => Known(scratch.Text.AsSpan(0, TextNormalizer.Normalize(p.Text, scratch.Text)), p.Candidates, context, thresholds) with { Reading = TriageReading.Part, Read = p.Text })
            .OrderBy(d => d.Kind == TriageKind.Answer ? 0 : 1).ToList();
        // An answer before it starts the count of misses anew.
        if (foreign is not null)
            decisions.Add(Unknown(foreign.Candidates, context with { Misses = 0 }, thresholds) with { Reading = TriageReading.Part, Read = foreign.Text });
        return decisions[0] with { More = [.. decisions.Skip(1)] };
    }

    private Part? ReadPart(ReadOnlySpan<char> message, Range range, in TriageContext context)
    {
        var text = message[range];
        var scratch = Scratch.Mine();
        ReadOnlySpan<char> normal = scratch.Text.AsSpan(0, TextNormalizer.Normalize(text, scratch.Text));
        if (Fragments.IsFragment(normal) || SmallTalk.ReplyTo(normal) is not null)
            return null;
        var isSubstantial = Content.IsSubstantial(normal);
        var candidates = FindCandidates(normal, scratch, new Usable(_hasDates ? context.Now : null));
        return new(text.Trim().ToString(), candidates, isSubstantial, MessageSplit.IsSentence(message, range));
    }

    /// <summary>
    /// A message that is unsure alone and leans on the one before, judged with it. Another entry than the previous one is
    /// answered with if it is sure and has what the message newly names; the previous one once more (a third time a human takes
    /// over), because whoever asks the same about another thing was helped the first time. What answers the bot's question back
    /// needs no mark of ellipsis.
    /// </summary>
    private TriageDecision? Continue(ReadOnlySpan<char> normal, PreviousMessage previous, in TriageContext context, TriageThresholds thresholds)
    {
        var named = FollowUp.Named(normal);
        var isReply = named.IsEmpty && context.Misses > 0 && previous.EntryId is null && FollowUp.IsShort(normal);
        if (isReply ? IsRepetition(normal, context) : named.IsEmpty)
            return null;
        var joined = $"{previous.Text} {(isReply ? normal : named)}";
        Span<char> buffer = stackalloc char[2 * TextNormalizer.MaxLength], before = stackalloc char[TextNormalizer.MaxLength];
        var both = buffer[..TextNormalizer.Normalize(joined, buffer)];
        before = before[..TextNormalizer.Normalize(previous.Text, before)];
        var usable = new Usable(_hasDates ? context.Now : null, context.Rejected);
        var scratch = Scratch.Mine();
        var others = FindCandidates(both, scratch, previous.EntryId is { } given ? usable.Without(given) : usable);
        if (IsSure(others, thresholds) && !Contains(context.Answered, others[0]) && (isReply || previous.EntryId is null || Names(others[0], named, before)))
            return Answer(others, context, thresholds) with { Reading = TriageReading.FollowUp, Read = joined };
        if (previous.EntryId is null || Contains(context.Rejected, previous.EntryId) || context.Answered.IsDefault || context.Answered.Count(id => id == previous.EntryId) != 1)
            return null;
        var same = FindCandidates(both, scratch, usable);
        return IsSure(same, thresholds) && same[0].Entry.Id == previous.EntryId
            ? Answer(same, context, thresholds) with { Reading = TriageReading.FollowUp, Read = joined }
            : null;
    }

    private static bool Contains(ImmutableArray<string> ids, string id) => !ids.IsDefaultOrEmpty && ids.Contains(id);

    private static bool Names(TriageCandidate candidate, ReadOnlySpan<char> named, ReadOnlySpan<char> before)
    {
        Span<char> question = stackalloc char[TextNormalizer.MaxLength];
        return Content.Shares(named, question[..TextNormalizer.Normalize(candidate.Matched, question)], before);
    }

    /// <summary>One question of several.</summary>
    private sealed record Part(string Text, ImmutableArray<TriageCandidate> Candidates, bool IsSubstantial, bool IsSentence)
    {
        public double Confidence => Candidates.IsEmpty ? 0 : Candidates[0].Confidence;

        public string? Best => Candidates.IsEmpty ? null : Candidates[0].Entry.Id;
    }
}
