using Reception.Contracts.Shops;

namespace Reception.Grains.Assistant;

/// <summary>
/// What a shop's language model may still cost: calls within any minute, tokens within a day (UTC). Before a call its most possible
/// cost is taken, after it the rest is given back. Tokens are set aside in the store a <see cref="Block"/> at a time, ahead of being
/// spent. Used within the turns of one grain: nothing here runs at the same time as something else.
/// </summary>
internal sealed class ChoiceBudget(IPersistentState<AssistantRecord> stored)
{
    /// <summary>Tokens set aside with one write.</summary>
    public const int Block = 5_000;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private readonly Queue<DateTimeOffset> _calls = new();
    private Task? _writing;
    private long _setAside;

    /// <summary>The day number in UTC that is spent from.</summary>
    public int Day { get; private set; }

    /// <summary>What is spent of the day's tokens, calls under way at their most.</summary>
    public long Spent { get; private set; }

    /// <summary>After a start everything set aside counts as spent.</summary>
    public void Begin() => (Day, Spent, _setAside) = (stored.State.Day, stored.State.Reserved, stored.State.Reserved);

    /// <summary>False: the shop has had its calls of the minute or its tokens of the day, or the store cannot set more aside.</summary>
    public async Task<bool> TryTakeAsync(LanguageModelPolicy policy, int most, DateTimeOffset now)
    {
        while (_calls.TryPeek(out var oldest) && now - oldest >= Window) _calls.Dequeue();
        var today = (int)(now.UtcTicks / TimeSpan.TicksPerDay);
        if (today > Day) (Day, Spent, _setAside) = (today, 0, 0);
        if (_calls.Count >= policy.CallsPerMinute || Spent + most > policy.TokensPerDay) return false;
        _calls.Enqueue(now);
        Spent += most;
        var day = Day;
        while (day == Day && _setAside < Spent)
        {
            if (await TrySetAsideAsync(policy)) continue;
            GiveBack(day, most);
            return false;
        }
        return true;
    }

    /// <summary>What a call of that day did not cost.</summary>
    public void GiveBack(int day, long tokens)
    {
        if (day == Day) Spent -= tokens;
    }

    // Those who come while a write is under way wait for it, and look again whether it was enough.
    private async Task<bool> TrySetAsideAsync(LanguageModelPolicy policy)
    {
        try
        {
            await (_writing ??= SetAsideAsync(Math.Max(Spent, Math.Min(policy.TokensPerDay, Spent + Block))));
            return true;
        }
        catch (Exception)
        {
            return false; // whatever the store said: tokens that are not set aside are not spent
        }
        finally
        {
            if (_writing is { IsCompleted: true }) _writing = null;
        }
    }

    private async Task SetAsideAsync(long tokens)
    {
        (stored.State.Day, stored.State.Reserved) = (Day, tokens);
        await stored.WriteStateAsync();
        if (stored.State.Day == Day) _setAside = tokens;
    }
}
