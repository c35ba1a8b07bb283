using Reception.Contracts.Shops;

namespace Reception.Domain.Shops.Peak;

/// <summary>The rate budget of one shop: a bucket for messages and one for new conversations, as the lever says at each ask.</summary>
public sealed class ShopBudget
{
    /// <summary>What is granted has to be used, or given back, within this time.</summary>
    public static readonly TimeSpan Valid = TimeSpan.FromSeconds(2);

    /// <summary>No gateway asks more often than this for what is not there.</summary>
    public static readonly TimeSpan LeastWait = TimeSpan.FromMilliseconds(50);

    /// <summary>Twice the largest post, so that it comes in whatever the other gateways hold.</summary>
    public const int LeastMessageBurst = 100;

    private SharedBucket? _messages;
    private SharedBucket? _conversations;

    public BudgetGrant Take(BudgetLever? lever, BudgetAsk ask, DateTimeOffset now)
    {
        var (messages, messagesWait, messagesRate) = Take(ref _messages, lever?.MessagesPerSecond, lever?.MessageBurst, LeastMessageBurst, ask.Gateway, ask.Messages, ask.UnusedMessages, now);
        var (conversations, conversationsWait, conversationsRate) = Take(ref _conversations, lever?.ConversationsPerSecond, lever?.ConversationBurst, 1, ask.Gateway, ask.Conversations, ask.UnusedConversations, now);
        return new(messages, conversations, (int)Valid.TotalMilliseconds, messagesWait, conversationsWait, messagesRate, conversationsRate, lever?.Weight ?? 1);
    }

    private static (int? Granted, int WaitMs, double PerSecond) Take(ref SharedBucket? bucket, int? rate, int? burst, int least, string gateway, int want, int unused, DateTimeOffset now)
    {
        if (rate is not { } perSecond)
        {
            bucket = null;
            return (null, 0, 0);
        }
        var deep = burst ?? Math.Max(least, 2 * perSecond);
        bucket ??= new(perSecond, deep, now);
        bucket.Set(perSecond, deep, now);
        var granted = bucket.Take(gateway, Math.Clamp(want, 0, BudgetAsk.Most), Math.Clamp(unused, 0, BudgetAsk.Most), now, out var wait);
        if (granted < want && wait < LeastWait) wait = LeastWait;
        return (granted, (int)Math.Ceiling(wait.TotalMilliseconds), (double)perSecond / bucket.Gateways);
    }
}
