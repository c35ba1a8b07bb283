namespace Reception.Contracts.Shops;

/// <summary>A gateway asks for tokens, one a customer's message or new conversation, and gives back what it had and did not use. Never more than 1,000,000 of each.</summary>
[GenerateSerializer, Immutable]
public sealed record BudgetAsk(string Gateway, int Messages, int Conversations, int UnusedMessages = 0, int UnusedConversations = 0)
{
    public const int Most = 1_000_000;
}

/// <summary>
/// So many may come in at this gateway within <see cref="ValidMs"/>; null: as many as like. Where it is less than was asked for,
/// the waits say when there is more. <see cref="MessagesPerSecond"/> and <see cref="ConversationsPerSecond"/>: the gateway's part of the budget.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record BudgetGrant(
    int? Messages, int? Conversations, int ValidMs, int MessagesAfterMs = 0, int ConversationsAfterMs = 0, double MessagesPerSecond = 0, double ConversationsPerSecond = 0, int Weight = 1);

/// <summary>
/// A shop's rate budget over all gateways, in memory only: a new activation begins with a full burst. Key: <see cref="Ids.ShopId"/>.
/// Within any t seconds no more is granted than budget · t + burst.
/// </summary>
public interface IBudgetGrain : IGrainWithStringKey
{
    Task<BudgetGrant> TakeAsync(BudgetAsk ask);
}
