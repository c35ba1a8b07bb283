using Reception.Contracts.Ids;
using Reception.Contracts.Queues;

namespace Reception.Domain.Queues;

/// <summary>Who may be offered the work now.</summary>
public enum WaitingState
{
    /// <summary>Anybody with enough free weight who does not cool down from it.</summary>
    Open = 0,
    /// <summary>Only its preferred agent, until the window ends.</summary>
    Held = 1,
    /// <summary>Nobody: it has its one live offer.</summary>
    Offered = 2,
}

/// <summary>One work that waits, and what has been tried with it.</summary>
public sealed class WaitingEntry
{
    private List<(AgentId Agent, DateTimeOffset At)>? _refusals;

    internal WaitingEntry(WaitingWork work, WaitingKey key) => (Work, Key) = (work, key);

    public WaitingWork Work { get; internal set; }

    public WaitingKey Key { get; internal set; }

    public WaitingState State { get; internal set; }

    /// <summary>The one live offer; set exactly while <see cref="State"/> is <see cref="WaitingState.Offered"/>.</summary>
    public QueueOffer? Offer { get; internal set; }

    /// <summary>How often it was offered.</summary>
    public int Offers { get; internal set; }

    /// <summary>True once the preferred agent has let it pass: the window is over before its time.</summary>
    public bool PreferredRefused { get; internal set; }

    /// <summary>The place the customer was last told; 0 = none yet.</summary>
    internal int ToldPlace { get; set; }

    /// <summary>He was told a range with it.</summary>
    internal bool ToldRange { get; set; }

    public bool HasRefusals => _refusals is { Count: > 0 };

    /// <summary>Remembers that the agent declined or let the offer pass.</summary>
    internal void Refuse(AgentId agent, DateTimeOffset at)
    {
        if (Work.Preferred == agent) PreferredRefused = true;
        _refusals ??= [];
        _refusals.RemoveAll(r => r.Agent == agent);
        _refusals.Add((agent, at));
    }

    /// <summary>True while the agent is not asked again: he refused less than <paramref name="pause"/> ago.</summary>
    public bool IsCooling(AgentId agent, DateTimeOffset now, TimeSpan pause)
    {
        if (_refusals is null) return false;
        foreach (var (who, at) in _refusals)
        {
            if (who == agent) return now < at + pause;
        }
        return false;
    }
}
