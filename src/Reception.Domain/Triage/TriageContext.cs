using System.Collections.Immutable;

namespace Reception.Domain.Triage;

/// <summary>Who has the conversation when a message is judged.</summary>
public enum TriageOwner
{
    /// <summary>The bot answers, asks back or hands over.</summary>
    Bot = 0,

    /// <summary>The customer waits for a human; the bot may still answer, never ask back.</summary>
    Queue = 1,

    /// <summary>A human serves; an answer is a proposal, or is sent if <see cref="TriageDecision.IsSimple"/> and the shop allows.</summary>
    Agent = 2,
}

/// <summary>What has to be known of the conversation to judge its next message.</summary>
/// <param name="Owner">Who has it.</param>
/// <param name="Misses">Messages in a row, before this one, that the bot did not understand; the conversation counts them by <see cref="TriageDecision.IsMiss"/>.</param>
/// <param name="Answered">Ids of the entries the bot answered with in this episode, newest last; default is none.</param>
public readonly record struct TriageContext(TriageOwner Owner = TriageOwner.Bot, int Misses = 0, ImmutableArray<string> Answered = default)
{
    /// <summary>When the message is judged; null: validity dates do not count.</summary>
    public DateTimeOffset? Now { get; init; }

    /// <summary>The channel, for variants of answers; null: the general answer.</summary>
    public string? Channel { get; init; }

    /// <summary>The customer's last message with content, for follow-ups that need it; null: none.</summary>
    public PreviousMessage? Previous { get; init; }

    /// <summary>Ids of entries that did not help in this episode (disliked, or the question came again); default is none.</summary>
    public ImmutableArray<string> Rejected { get; init; }

    /// <summary>Ids of the entries offered by the bot's last line (suggestions, buttons), in the order shown; default is none.</summary>
    public ImmutableArray<string> Offered { get; init; }
}

/// <summary>What the customer said before.</summary>
/// <param name="Text">As written, at most <see cref="MaxLength"/> characters of it.</param>
/// <param name="EntryId">The entry it was answered with; null: none.</param>
public sealed record PreviousMessage(string Text, string? EntryId)
{
    /// <summary>Characters that are kept.</summary>
    public const int MaxLength = 200;
}
