using Reception.Contracts.Conversations;
using Reception.Domain.Conversations;
using Reception.Domain.Conversations.Events;

namespace Reception.Domain.Tests.Conversations;

/// <summary>A judge that goes by the first word: what each message leads to is plain in the test.</summary>
internal sealed class WordJudge : IJudge
{
    public static WordJudge Instance { get; } = new();

    public Judgement Judge(string text, ConversationState state) => text.Split(' ')[0] switch
    {
        "human" => new(JudgementKind.HandOver, HandOverReason.Asked),
        "simple" => Answer(text) with { Simple = true },
        "answer" => Answer(text),
        "refund" => Answer(text) with { Topic = "refund" },
        "order" => Answer(text) with { Reply = "Order {order.number} is {order.status}." },
        "parcel" => Answer(text) with { Reply = "It travels as {order.tracking}.", WithoutOrder = "Have a look at your account." },
        "e1" or "e2" or "e4" => Answer(text),
        "unsure" => new(JudgementKind.Clarify, Miss: true, Suggestions: [new("e1", "Question 1"), new("e2", "Question 2")]),
        "several" => new(JudgementKind.HandOver, HandOverReason.NotUnderstood, Miss: true) { Proposals = [.. Enumerable.Range(1, 4).Select(i => new ProposedEntry($"e{i}", $"Q{i}", $"A{i}", 0.5 / i))] },
        "thanks" => new(JudgementKind.SmallTalk, Reply: "You are welcome."),
        "angry" => new(JudgementKind.HandOver, HandOverReason.Upset),
        _ => new(JudgementKind.HandOver, HandOverReason.NotUnderstood, Miss: true),
    };

    public Judgement? Recall(string entryId, ConversationState state) => Judge(entryId, state) is { EntryId: not null } entry ? entry with { Confidence = 0 } : null;

    private static Judgement Answer(string text) => new(JudgementKind.Answer, EntryId: text, Question: text + "?", Reply: "A: " + text, Confidence: 0.7);
}
