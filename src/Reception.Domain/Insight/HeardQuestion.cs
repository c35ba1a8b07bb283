using Reception.Contracts.Insight;
using Reception.Domain.Conversations;

namespace Reception.Domain.Insight;

/// <summary>What triage made of one question: an entry with its own question, a wish for a person, or the customer's text where no entry is near.</summary>
public readonly record struct HeardQuestion(TopicKind Kind, string? EntryId, string Text)
{
    /// <summary>Of several entries that an agent is shown, the first is what was asked from this probability on.</summary>
    private const double LeastConfidence = 0.25;

    public static HeardQuestion Human { get; } = new(TopicKind.Human, null, "");

    /// <summary>Null: small talk.</summary>
    /// <param name="text">The message.</param>
    /// <param name="judgement">Null: nothing judged it.</param>
    public static HeardQuestion? Of(string text, Judgement? judgement) => judgement switch
    {
        null => new(TopicKind.Unanswered, null, text),
        { EntryId: { } id } => new(TopicKind.Entry, id, judgement.Rule == GoodsJudge.Rule ? id : judgement.Question ?? id),
        { Kind: JudgementKind.SmallTalk } => null,
        { Kind: JudgementKind.HandOver, Reason: Contracts.Conversations.HandOverReason.Asked } => Human,
        { About: { } about } => new(TopicKind.Entry, about.EntryId, about.Question),
        { Suggestions: [var nearest, ..] } => new(TopicKind.Entry, nearest.EntryId, nearest.Question),
        { Proposals: [{ Confidence: >= LeastConfidence } nearest, ..] } => new(TopicKind.Entry, nearest.EntryId, nearest.Question),
        _ => new(TopicKind.Unanswered, null, judgement.Read ?? text),
    };
}
