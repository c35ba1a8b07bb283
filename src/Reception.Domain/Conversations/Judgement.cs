using Reception.Contracts.Conversations;

namespace Reception.Domain.Conversations;

/// <summary>What the bot would do with a message.</summary>
public enum JudgementKind { Answer = 0, Clarify = 1, HandOver = 2, SmallTalk = 3 }

/// <summary>
/// Triage's word on one message, as far as the conversation cares. <see cref="Reason"/> counts for a hand-over only;
/// <see cref="Miss"/>: not understood; <see cref="Simple"/>: sure enough to be said while a human serves.
/// </summary>
public sealed record Judgement(
    JudgementKind Kind,
    HandOverReason Reason = HandOverReason.None,
    string? EntryId = null,
    string? Question = null,
    string? Reply = null,
    double Confidence = 0,
    bool Simple = false,
    bool Miss = false,
    string? Topic = null,
    Suggestion[]? Suggestions = null);

/// <summary>Judges one message for the state it is read in. Computation only; the same input gives the same judgement.</summary>
public interface IJudge
{
    Judgement Judge(string text, ConversationState state);
}
