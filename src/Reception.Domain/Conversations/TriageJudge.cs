using System.Runtime.InteropServices;
using Reception.Contracts.Conversations;
using Reception.Contracts.Shops;
using Reception.Domain.Conversations.Events;
using Reception.Domain.Orders;
using Reception.Domain.Triage;

namespace Reception.Domain.Conversations;

/// <summary>The published knowledge and the shop's thresholds as the conversation's judge. <c>now</c> decides which entries are in force; null: all.</summary>
public sealed class TriageJudge(TriageIndex index, BotPolicy bot, DateTimeOffset? now = null) : IJudge
{
    /// <summary>A less probable entry is not shown to the agent.</summary>
    private const double LeastProposed = 0.05;

    private readonly TriageThresholds _thresholds = AnswerCost.ThresholdsOf(bot);

    public long Knowledge => index.Knowledge.Version;

    public Judgement Judge(string text, ConversationState state)
    {
        var context = ContextOf(state);
        var decision = index.Judge(text, context, _thresholds);
        return Of(decision) with
        {
            Proposals = state.Phase == ConversationPhase.Agent ? ProposalsOf(decision, context) : null,
            More = decision.More.IsDefaultOrEmpty ? null : [.. decision.More.Select(Of)],
        };
    }

    public Judgement? Recall(string entryId, ConversationState state) => index.Recall(entryId, ContextOf(state)) is { } decision ? Of(decision) : null;

    private TriageContext ContextOf(ConversationState state) => new(OwnerOf(state.Phase), state.Misses, state.Answered)
    {
        Now = now,
        Channel = state.Id.Channel,
        Previous = state.Memory.ToPrevious(),
        Rejected = state.Rejected,
        Offered = ImmutableCollectionsMarshal.AsImmutableArray(state.Memory.Offered),
    };

    private Judgement Of(TriageDecision decision)
    {
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
            Parts = decision.Parts.IsDefaultOrEmpty ? null : ImmutableCollectionsMarshal.AsArray(decision.Parts),
            Knowledge = decision.KnowledgeVersion,
            Rule = decision is { Reason: TriageReason.Matched, Reading: TriageReading.Whole } ? null : TriageRules.Of(decision),
            Read = decision.Read,
            WithoutOrder = decision.Entry?.WithoutOrder,
            About = decision is { Kind: TriageKind.HandOver, Entry: null } && first is not null && first.Confidence >= _thresholds.Clarify ? new(first.Entry.Id, first.Entry.Question) : null,
            NeedsOrder = OrderSlots.AreIn(decision.Reply),
            Candidates = decision.Kind == TriageKind.Clarify ? [.. decision.Candidates.Select(c => new Suggestion(c.Entry.Id, c.Entry.Question))] : null,
        };
    }

    // The agent reads before he sends: what would be a suggestion to the customer is good enough for the first, and less for the others.
    private ProposedEntry[]? ProposalsOf(TriageDecision decision, TriageContext context)
    {
        if (decision.Kind != TriageKind.Answer && decision.Confidence < _thresholds.Clarify) return null;
        // Of several questions each has its answer proposed before any second guess.
        var firsts = decision.More.IsDefault ? [] : decision.More.Where(m => m.Kind == TriageKind.Answer).Select(m => m.Candidates[0]);
        var candidates = decision.Candidates.Take(1).Concat(firsts).Concat(decision.Candidates.Skip(1));
        return
        [
            .. candidates.Where(c => c.Entry.Id == decision.Entry?.Id || c.Confidence >= LeastProposed).DistinctBy(c => c.Entry.Id)
                .Select(c => (Candidate: c, Text: index.AnswerOf(c.Entry, context))).Where(c => c.Text is not null).Take(ProposedReply.MaxRank)
                .Select(c => new ProposedEntry(c.Candidate.Entry.Id, c.Candidate.Entry.Question, c.Text!, c.Candidate.Confidence, c.Candidate.Matched)),
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
        TriageReason.NotUnderstood or TriageReason.Repeated or TriageReason.NoneMeant => HandOverReason.NotUnderstood,
        _ => HandOverReason.None,
    };
}
