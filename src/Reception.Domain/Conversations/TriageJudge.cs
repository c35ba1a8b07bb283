using Reception.Contracts.Conversations;
using Reception.Contracts.Shops;
using Reception.Domain.Triage;

namespace Reception.Domain.Conversations;

/// <summary>The published knowledge and the shop's thresholds as the conversation's judge.</summary>
public sealed class TriageJudge(TriageIndex index, BotPolicy bot) : IJudge
{
    private readonly TriageThresholds _thresholds = new(bot.AnswerThreshold, bot.ClarifyThreshold, bot.SimpleThreshold, bot.MissesBeforeHandOver);

    public Judgement Judge(string text, ConversationState state)
    {
        var context = new TriageContext(OwnerOf(state.Phase), state.Misses, state.Answered);
        var decision = index.Judge(text, context, _thresholds);
        var first = decision.Candidates.IsEmpty ? null : decision.Candidates[0];
        return new(
            KindOf(decision.Kind),
            ReasonOf(decision.Reason),
            decision.Entry?.Id,
            decision.Entry?.Question ?? first?.Matched,
            decision.Reply,
            decision.Confidence,
            decision.IsSimple,
            decision.IsMiss,
            decision.Entry?.Topic ?? decision.Topic,
            decision.Suggestions.IsDefaultOrEmpty ? null : [.. decision.Suggestions.Select(s => new Suggestion(s.Entry.Id, s.Entry.Question))]);
    }

    private static TriageOwner OwnerOf(ConversationPhase phase) => phase switch
    {
        ConversationPhase.Waiting => TriageOwner.Queue,
        ConversationPhase.Agent => TriageOwner.Agent,
        _ => TriageOwner.Bot,
    };

    private static JudgementKind KindOf(TriageKind kind) => kind switch
    {
        TriageKind.Answer => JudgementKind.Answer,
        TriageKind.Clarify => JudgementKind.Clarify,
        TriageKind.SmallTalk => JudgementKind.SmallTalk,
        _ => JudgementKind.HandOver,
    };

    private static HandOverReason ReasonOf(TriageReason reason) => reason switch
    {
        TriageReason.AskedForHuman => HandOverReason.Asked,
        TriageReason.TwoMisses => HandOverReason.TwoMisses,
        TriageReason.NoAnswer => HandOverReason.TopicForHumans,
        TriageReason.Complaint => HandOverReason.Upset,
        TriageReason.NotUnderstood or TriageReason.Repeated => HandOverReason.NotUnderstood,
        _ => HandOverReason.None,
    };
}
