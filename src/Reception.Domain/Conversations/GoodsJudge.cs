using System.Runtime.InteropServices;
using Reception.Contracts.Conversations;
using Reception.Contracts.Shops;
using Reception.Domain.Goods;
using Reception.Domain.Triage.Rules;
using Reception.Domain.Triage.Text;

namespace Reception.Domain.Conversations;

/// <summary>The shop's catalogue as a judge of messages: an answer, a question back, or nothing.</summary>
public sealed class GoodsJudge(GoodsIndex index, ShopPolicy policy, DateTimeOffset now)
{
    /// <summary>Stands in <see cref="Judgement.Rule"/> of what the catalogue says.</summary>
    public const string Rule = "recommendation";

    private readonly GoodsWords _words = GoodsWords.For(policy.Language);

    /// <summary>Null: the catalogue has nothing to say to this.</summary>
    public Judgement? Judge(string text, ConversationState state)
    {
        if (IsRepetition(text, state)) return null; // the answer did not help
        var context = new GoodsContext(now, state.Context.Product, PreviousOf(state));
        if (index.Answer(Chosen(text, state) ?? text, context, _words) is not { } decision || decision.Confidence < policy.Bot.AnswerThreshold) return null;
        if (decision.About is not null && !state.Rejected.IsDefaultOrEmpty && state.Rejected.Contains(decision.EntryId)) return null;
        if (decision.IsAnswer)
        {
            return new(JudgementKind.Answer, EntryId: decision.EntryId, Question: string.Join(' ', decision.Reasons), Reply: decision.Reply, Confidence: decision.Confidence, Simple: decision.Confidence >= policy.Bot.SimpleThreshold)
            {
                Parts = decision.Parts.IsEmpty ? null : ImmutableCollectionsMarshal.AsArray(decision.Parts),
                Rule = Rule,
            };
        }
        if (state.Phase != ConversationPhase.Bot) return null; // only the bot asks back
        return new(JudgementKind.Clarify, Confidence: decision.Confidence, Suggestions: [.. decision.Suggestions.Select(s => new Suggestion((decision with { About = s.Product }).EntryId, s.Question))]) { Rule = Rule };
    }

    /// <summary>The question before, of the product that is picked ("2", "the second"); null: nothing is picked.</summary>
    private string? Chosen(string text, ConversationState state)
    {
        if (state.Memory is not { Offered: { Length: > 0 } offered, Text: { } before } || GoodsDecision.ProductOf(offered[0]) is null) return null;
        return Choice.Of(TextNormalizer.Normalize(text), offered.Length) is { } at && GoodsDecision.ProductOf(offered[at]) is { } id && index.NameOf(id) is { } name ? $"{name} {before}" : null;
    }

    private static bool IsRepetition(string text, ConversationState state) =>
        state.Memory is { Text: { } before, EntryId: { } entry } && GoodsDecision.IsEntry(entry) && Repetition.IsNearSame(TextNormalizer.Normalize(text), TextNormalizer.Normalize(before));

    /// <summary>The product the newest answer was about, if the catalogue gave that answer.</summary>
    private static string? PreviousOf(ConversationState state) => state.Answered.IsDefaultOrEmpty ? null : GoodsDecision.ProductOf(state.Answered[^1]);
}
