using Reception.Client.Hub;
using Reception.Contracts.Shops;

namespace Reception.Gateway.Admission;

/// <summary>What a budget counts.</summary>
internal enum BudgetKind { Messages = 0, Conversations = 1 }

/// <summary>
/// This gateway's part of a shop's budget: tokens that it was granted and has not used. It asks for about a second's demand at once, before
/// they run out, so that messages seldom wait for an answer; gives back what it does not need; and while it was told that there is no more it
/// refuses without asking. When nobody answers it goes on with the part of the budget that it had last, so that a cluster out of breath is not
/// flooded on top; only a shop whose budget it has never heard of comes in as it likes.
/// Safe for concurrent use.
/// </summary>
internal sealed class ShopTokens(IBudgetGrain grain, string gateway, TimeProvider time, IIdSource random, AdmissionInstruments instruments)
{
    /// <summary>How long a message waits for the answer to an ask.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    /// <summary>Tokens that are older than this are not used; what is older than their validity is asked about.</summary>
    public static readonly TimeSpan Stale = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan NotAskedAgain = TimeSpan.FromSeconds(1);
    private const int Tries = 3;

    private readonly Lock _gate = new();
    private readonly TokenPot _messages = new(least: 8);
    private readonly TokenPot _conversations = new(least: 2);
    private Task? _asking;
    private DateTimeOffset _unansweredUntil;

    public DateTimeOffset UsedAt { get; private set; } = time.GetUtcNow();

    /// <summary>The shop's weight among shops (1 until it is known).</summary>
    public int Weight { get; private set; } = 1;

    /// <summary>Null: taken. Otherwise after how many milliseconds there may be room.</summary>
    public ValueTask<int?> TakeAsync(BudgetKind kind, int count)
    {
        lock (_gate)
        {
            var now = UsedAt = time.GetUtcNow();
            var pot = Pot(kind);
            pot.OnDemand(count, now);
            if (pot.TryTake(count, now))
            {
                if (pot.WantsMore(now) && now >= _unansweredUntil) _ = AskAsync(now);
                return ValueTask.FromResult<int?>(null);
            }
            if (now < pot.DryUntil) return ValueTask.FromResult<int?>(Refuse(pot, count, now));
        }
        return AskAndTakeAsync(kind, count);
    }

    /// <summary>What was taken is not used after all.</summary>
    public void GiveBack(BudgetKind kind, int count)
    {
        lock (_gate) Pot(kind).GiveBack(count);
    }

    private TokenPot Pot(BudgetKind kind) => kind == BudgetKind.Messages ? _messages : _conversations;

    private async ValueTask<int?> AskAndTakeAsync(BudgetKind kind, int count)
    {
        for (var i = 1; ; i++)
        {
            Task asking;
            lock (_gate)
            {
                var now = time.GetUtcNow();
                if (now < _unansweredUntil) return TakeUnanswered(Pot(kind), count, now);
                asking = AskAsync(now, kind, count);
            }
            await asking;
            lock (_gate)
            {
                var now = time.GetUtcNow();
                var pot = Pot(kind);
                if (now < _unansweredUntil) return TakeUnanswered(pot, count, now);
                if (pot.TryTake(count, now)) return null;
                if (i == Tries || now < pot.DryUntil) return Refuse(pot, count, now);
            }
        }
    }

    /// <summary>At most one ask is under way; who comes meanwhile waits for the same.</summary>
    private Task AskAsync(DateTimeOffset now, BudgetKind kind = default, int count = 0)
    {
        if (_asking is { IsCompleted: false }) return _asking;
        var (messages, unusedMessages) = _messages.Ask(kind == BudgetKind.Messages ? count : 0, now);
        var (conversations, unusedConversations) = _conversations.Ask(kind == BudgetKind.Conversations ? count : 0, now);
        return _asking = Task.Run(() => AskAsync(new BudgetAsk(gateway, messages, conversations, unusedMessages, unusedConversations)));
    }

    private async Task AskAsync(BudgetAsk ask)
    {
        try
        {
            var grant = await grain.TakeAsync(ask).WaitAsync(Patience, time);
            lock (_gate)
            {
                var now = time.GetUtcNow();
                Weight = grant.Weight;
                _messages.OnGranted(ask.Messages, grant.Messages, grant.MessagesAfterMs, grant.MessagesPerSecond, grant.ValidMs, now);
                _conversations.OnGranted(ask.Conversations, grant.Conversations, grant.ConversationsAfterMs, grant.ConversationsPerSecond, grant.ValidMs, now);
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            instruments.OnUnasked();
            lock (_gate)
            {
                var now = time.GetUtcNow();
                _unansweredUntil = now + NotAskedAgain;
                _messages.OnUnanswered(NotAskedAgain, now);
                _conversations.OnUnanswered(NotAskedAgain, now);
            }
        }
    }

    private int? TakeUnanswered(TokenPot pot, int count, DateTimeOffset now) => !pot.IsKnown || pot.TryTake(count, now) ? null : Refuse(pot, count, now);

    private int Refuse(TokenPot pot, int count, DateTimeOffset now) => (int)(pot.OnRefused(count, now) * (1 + (random.NextDouble() / 2)));
}
