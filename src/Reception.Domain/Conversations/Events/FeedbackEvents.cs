using Reception.Contracts.Conversations;

namespace Reception.Domain.Conversations.Events;

/// <summary>
/// The customer's word on the bot's answer at <see cref="Sequence"/>; the last one counts. The episode is the answer's. Entry, version
/// and question are repeated from it, so that a reader need not go back.
/// </summary>
public sealed record AnswerRated(DateTimeOffset At, int Episode, long Sequence, bool Helpful, string EntryId, long ForSequence = 0, long Knowledge = 0, bool? Before = null)
    : ConversationEvent(At, Episode);

/// <summary>
/// An order of this customer and what it is attributed to. <see cref="AmountMinor"/> is negative when money goes back. The entry the
/// bot answered with last before the order has it, <see cref="Assisted"/> are the others of the window; both are those of the order
/// when it is cancelled or refunded.
/// </summary>
public sealed record OrderReported(
    DateTimeOffset At, int Episode, string OrderId, OrderEventKind Kind, long AmountMinor, string Currency, DateTimeOffset OrderedAt, SaleBy By, string? EntryId = null,
    long Knowledge = 0, string[]? Assisted = null, string? Agent = null, string? RefundId = null)
    : ConversationEvent(At, Episode);
