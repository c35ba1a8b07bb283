using Reception.Contracts.Ids;

namespace Reception.Domain.Agents;

/// <summary>
/// Chats that went silent. After the queue's idle time without a word that the ledger knows of, it asks the conversation; what is silent for
/// so long then stops counting, but for the wake reserve (the formula is with the ledger's summary). The conversation tells the next word,
/// at once and until it is heard; besides it is asked again from time to time. A customer who waits for an answer is never silent: his
/// conversation says so. A queue whose idle time is taken back wakes its chats. A crash forgets at most that one woke: it is asked about.
/// </summary>
public sealed partial class AgentLedger
{
    public int SilentWeight => _holds.Values.Where(h => h.IsSilent).Sum(h => h.Stored.Weight);

    /// <summary>What silent chats count together: the reserve, and all beyond one capacity.</summary>
    private int KeptForSilent
    {
        get
        {
            var silent = SilentWeight;
            return Math.Max(Math.Min(Profile?.WakeReserve ?? 0, silent), silent - Capacity);
        }
    }

    /// <summary>The newest word in a chat that he holds.</summary>
    public void OnActivity(ConversationId work, long epoch, DateTimeOffset at, DateTimeOffset now)
    {
        OnTime(now);
        if (!_holds.TryGetValue(work, out var hold) || hold.Stored.Epoch != epoch) return;
        if (at > hold.SpokenAt) hold.SpokenAt = at;
        var idle = IdleTime(hold);
        Sleep(hold, idle > TimeSpan.Zero && hold.SpokenAt + idle <= now);
    }

    private void Sleep(Hold hold, bool silent)
    {
        if (hold.IsSilent == silent) return;
        hold.Stored.IdleSince = silent ? hold.SpokenAt : null;
        ShouldStore = true;
        Changed();
    }

    /// <summary>When the conversation is asked next; null: never.</summary>
    private DateTimeOffset? QuietAt(Hold hold)
    {
        var idle = IdleTime(hold);
        if (idle <= TimeSpan.Zero) return hold.IsSilent ? DateTimeOffset.MinValue : null;
        if (hold.Lost) return null;
        var silentAt = hold.SpokenAt + idle;
        return hold.QuietAskedAt is { } asked && asked + Slowly(idle) is var again && again > silentAt ? again : silentAt;
    }

    private void AskQuiet(Hold hold, DateTimeOffset now)
    {
        if (IdleTime(hold) <= TimeSpan.Zero)
        {
            Sleep(hold, silent: false);
            return;
        }
        hold.QuietAskedAt = now;
        _notices.Add(new HoldQuiet(hold.Work, hold.Stored.Epoch, now));
    }

    private TimeSpan IdleTime(Hold hold) => hold.Stored.Weight == 0 || hold.Work.Channel.StartsWith('~') ? TimeSpan.Zero : _policy(hold.Queue.Shop).Idle(hold.Queue.Name);

    private static TimeSpan Slowly(TimeSpan idle) => idle > AgentPolicy.AskIdleTime ? idle : AgentPolicy.AskIdleTime;
}
