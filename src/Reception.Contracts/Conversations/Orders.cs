namespace Reception.Contracts.Conversations;

/// <summary>What happened to an order.</summary>
public enum OrderEventKind
{
    Placed = 0,
    /// <summary>All of it is taken back.</summary>
    Cancelled = 1,
    /// <summary>Money goes back, in part or all of it; several refunds of one order have ids of their own.</summary>
    Refunded = 2,
}

/// <summary>
/// An order as the shop's own system reports it. The amount is positive, in the currency's minor unit (cents, fen; yen as they are),
/// at most <see cref="MaxAmount"/>; a cancellation needs none. Reporting the same order, cancellation or refund again changes nothing.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record OrderEvent(string OrderId, OrderEventKind Kind, long AmountMinor, string Currency, DateTimeOffset At, string? RefundId = null)
{
    /// <summary>The longest id of an order or refund, in characters.</summary>
    public const int MaxIdLength = 64;

    /// <summary>The largest amount, in minor units.</summary>
    public const long MaxAmount = 1_000_000_000_000;
}

/// <summary>Who talked with the customer in the shop's window before an order.</summary>
public enum SaleBy
{
    /// <summary>Nobody; such an order is not stored.</summary>
    Nobody = 0,
    /// <summary>The bot alone.</summary>
    Bot = 1,
    /// <summary>The bot and a human.</summary>
    Both = 2,
    /// <summary>A human alone.</summary>
    Human = 3,
}

/// <summary>What an order is attributed to: the entry the bot answered with last has it, other entries of the window assisted.</summary>
[GenerateSerializer, Immutable]
public sealed record OrderCredit(SaleBy By, string? EntryId, string[] Assisted);

/// <summary>The answer to an order event; the credit is set when it was taken, now or before.</summary>
[GenerateSerializer, Immutable]
public sealed record OrderResult(CommandOutcome Outcome, OrderCredit? Credit, string? Error = null);
