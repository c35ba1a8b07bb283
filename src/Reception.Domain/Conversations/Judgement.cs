using Reception.Contracts.Conversations;
using Reception.Domain.Conversations.Events;

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
    Suggestion[]? Suggestions = null)
{
    /// <summary>Rich blocks below <see cref="Reply"/>.</summary>
    public MessagePart[]? Parts { get; init; }

    /// <summary>The knowledge version that was used; 0: none.</summary>
    public long Knowledge { get; init; }

    /// <summary>What decided, for people who ask why; null: the entry matched.</summary>
    public string? Rule { get; init; }

    /// <summary>Said when the order that the reply needs is not there; null: a human takes over.</summary>
    public string? WithoutOrder { get; init; }

    /// <summary>Entries that may be meant when it is not clear, best first, at most five; null: only the suggestions.</summary>
    public Suggestion[]? Candidates { get; init; }

    /// <summary>The reply has slots that only the order at hand can fill.</summary>
    public bool NeedsOrder { get; init; }

    /// <summary>What a serving agent might say, best first, at most <see cref="ProposedReply.MaxRank"/>; null: the reply, if it is an answer.</summary>
    public ProposedEntry[]? Proposals { get; init; }

    /// <summary>The entry it is about although nothing is said from it (it did not help before, the customer is upset); null: the entry, or none is near.</summary>
    public Suggestion? About { get; init; }

    /// <summary>The part of the message, or the messages joined, that was judged; null: the message.</summary>
    public string? Read { get; init; }

    /// <summary>Answers to further questions of the same message, in its order; the last one may be what is not known: a question back or a hand-over.</summary>
    public Judgement[]? More { get; init; }
}

/// <summary>Judges one message for the state it is read in. Computation only; the same input gives the same judgement.</summary>
public interface IJudge
{
    /// <summary>The version of the knowledge it judges with.</summary>
    long Knowledge => 0;

    Judgement Judge(string text, ConversationState state);

    /// <summary>An entry as it would be answered now, whatever was written; null when it is not in force (any more).</summary>
    Judgement? Recall(string entryId, ConversationState state) => null;
}
