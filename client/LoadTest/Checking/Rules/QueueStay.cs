using Reception.LoadTest.Checking.Histories;
using Reception.LoadTest.Checking.Stored;

namespace Reception.LoadTest.Checking.Rules;

/// <summary>A time that a work spent in a queue under one due time. Times are UTC ticks.</summary>
internal sealed record QueueStay(StoredThread Thread, string Queue, StoredWait Wait, long Entered)
{
    /// <summary>When it left; the largest number while it has not.</summary>
    public long Left { get; set; } = long.MaxValue;

    public int Weight => Math.Max(1, Wait.Weight);
}

/// <summary>An offer as the agents' clients saw it.</summary>
internal sealed record SeenOffer(string Agent, string Work, long At)
{
    /// <summary>When it was over, by the first word of that; the largest number while it is not.</summary>
    public long Until { get; set; } = long.MaxValue;
}

/// <summary>All stays of a run, and all offers, for the rules that look at queues after the journal has gone by. Memory: what was handed over, not what was said.</summary>
internal sealed class QueueStays
{
    private readonly Dictionary<StoredThread, QueueStay> _open = [];
    private readonly Dictionary<string, SeenOffer> _offered = new(StringComparer.Ordinal);

    public List<QueueStay> All { get; } = [];

    public IReadOnlyCollection<QueueStay> Open => _open.Values;

    public List<SeenOffer> Offers { get; } = [];

    /// <summary>Who declined or let pass what.</summary>
    public HashSet<(string Agent, string Work)> Refused { get; } = [];

    public void OnEvent(in StoredEvent happened, StoredThread thread, in StoredOwner before)
    {
        if (thread.Owner == before) return;
        if (_open.Remove(thread, out var left)) left.Left = happened.At;
        if (thread.Owner is not { Kind: OwnerKind.Queue, Wait: { } wait }) return;
        All.Add(_open[thread] = new QueueStay(thread, $"{thread.Shop}/{wait.Queue}", wait, happened.At));
    }

    /// <summary>Acts by rising time.</summary>
    public void OnAct(in AgentAct act)
    {
        switch (act.Kind)
        {
            case ActKind.Offered:
                End(act);
                Offers.Add(_offered[act.Conversation] = new SeenOffer(act.Agent, act.Conversation, act.At.UtcTicks));
                break;
            case ActKind.Declined or ActKind.Passed:
                End(act);
                Refused.Add((act.Agent, act.Conversation));
                break;
            case ActKind.Accepted:
                End(act);
                break;
        }
    }

    // The word that an agent declined may be heard after the next one was asked: then it ends nothing.
    private void End(in AgentAct act)
    {
        if (!_offered.TryGetValue(act.Conversation, out var offer) || (act.Kind != ActKind.Offered && offer.Agent != act.Agent)) return;
        offer.Until = act.At.UtcTicks;
        _offered.Remove(act.Conversation);
    }
}
