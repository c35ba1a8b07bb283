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
public readonly record struct TriageContext(TriageOwner Owner = TriageOwner.Bot, int Misses = 0, ImmutableArray<string> Answered = default);
