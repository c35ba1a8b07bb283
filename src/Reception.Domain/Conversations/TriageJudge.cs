using Reception.Contracts.Conversations;
using Reception.Contracts.Shops;
using Reception.Domain.Conversations.Events;
using Reception.Domain.Triage;

namespace Reception.Domain.Conversations;

/// <summary>The published knowledge and the shop's thresholds as the conversation's judge.</summary>
public sealed class TriageJudge(TriageIndex index, BotPolicy bot) : IJudge
{
    /// <summary>A less probable entry is not shown to the agent.</summary>
    private const double LeastProposed = 0.05;

    private readonly TriageThresholds _thresholds = new(bot.AnswerThreshold, bot.ClarifyThreshold, bot.SimpleThreshold, bot.MissesBeforeHandOver);

    public long Knowledge => index.Knowledge.Version;

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
            decision.Suggestions.IsDefaultOrEmpty ? null : [.. decision.Suggestions.Select(s => new Suggestion(s.Entry.Id, s.Entry.Question))])
        {
            Proposals = state.Phase == ConversationPhase.Agent ? ProposalsOf(decision) : null,
        };
    }

    // The agent reads before he sends: what would be a suggestion to the customer is good enough for the first, and less for the others.
    private ProposedEntry[]? ProposalsOf(TriageDecision decision)
    {
        if (decision.Kind != TriageKind.Answer && decision.Confidence < bot.ClarifyThreshold) return null;
        return
        [
            .. decision.Candidates.Where(c => c.Entry.Answer is not null && (c.Entry.Id == decision.Entry?.Id || c.Confidence >= LeastProposed))
                .Take(ProposedReply.MaxRank).Select(c => new ProposedEntry(c.Entry.Id, c.Entry.Question, c.Entry.Answer!, c.Confidence, c.Matched)),
        ];
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
