using Reception.Contracts.Conversations;
using Reception.Domain.Conversations.Events;

namespace Reception.Domain.Conversations;

/// <summary>
/// The published knowledge first, the catalogue beside it. What the shop wrote as an answer wins where it is at least as sure as
/// the catalogue, and where it is sure and the message does not name its products in full; who asks for a human or is upset gets no recommendation; otherwise the catalogue speaks, if it has
/// something to say.
/// </summary>
public sealed class ReceptionJudge(IJudge knowledge, GoodsJudge? goods, double sure) : IJudge
{
    private const double FullyNamed = 0.9;

    public long Knowledge => knowledge.Knowledge;

    public Judgement Judge(string text, ConversationState state)
    {
        var known = knowledge.Judge(text, state);
        if (goods is null || !MayRecommend(known) || goods.Judge(text, state) is not { } advice || Prevails(known, advice)) return known;
        return advice with { Knowledge = known.Knowledge, Topic = known.Topic, Proposals = ProposalsOf(advice, known, state) };
    }

    public Judgement? Recall(string entryId, ConversationState state) => knowledge.Recall(entryId, state);

    private static bool MayRecommend(Judgement known) =>
        known is not { Kind: JudgementKind.HandOver, Reason: HandOverReason.Asked or HandOverReason.Upset } and not { Kind: JudgementKind.Answer, More: not null };

    /// <summary>An entry at least as sure, or sure in itself unless the message names its products in full.</summary>
    private bool Prevails(Judgement known, Judgement advice) =>
        known.Kind == JudgementKind.Answer && (known.Confidence >= advice.Confidence || (known.Confidence >= sure && advice.Confidence < FullyNamed));

    /// <summary>A serving agent sees the advice first, then what the knowledge had.</summary>
    private static ProposedEntry[]? ProposalsOf(Judgement advice, Judgement known, ConversationState state)
    {
        if (state.Phase != ConversationPhase.Agent || advice.Kind != JudgementKind.Answer) return null;
        var first = new ProposedEntry(advice.EntryId!, advice.Question ?? "", advice.Reply!, advice.Confidence, advice.Question);
        return [first, .. (known.Proposals ?? []).Take(ProposedReply.MaxRank - 1)];
    }
}
