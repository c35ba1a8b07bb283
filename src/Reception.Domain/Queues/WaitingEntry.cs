using Reception.Contracts.Ids;
using Reception.Contracts.Queues;

namespace Reception.Domain.Queues;

/// <summary>Who may be offered the work now.</summary>
public enum WaitingState
{
    /// <summary>Anybody who fits, has enough free weight and does not cool down from it.</summary>
    Open = 0,
    /// <summary>Only its preferred agent, until the window ends.</summary>
    Held = 1,
    /// <summary>Nobody: it has as many live offers as the queue makes at once, or its preferred agent has one in his window.</summary>
    Offered = 2,
}

/// <summary>One work that waits, and what has been tried with it.</summary>
public sealed class WaitingEntry
{
    private List<(AgentId Agent, DateTimeOffset At)>? _refusals;
    private DateTimeOffset _lastRefused;
    private List<string>? _told;

    internal WaitingEntry(WaitingWork work, WaitingKey key) => (Work, Key) = (work, key);

    /// <summary>As the work was told, with the due time it was told; <see cref="Key"/> has the one that counts.</summary>
    public WaitingWork Work { get; internal set; }

    public WaitingKey Key { get; internal set; }

    public WaitingState State { get; internal set; }

    /// <summary>The first of its live offers; null: none.</summary>
    public QueueOffer? Offer => Live.Count > 0 ? Live[0] : null;

    /// <summary>Its live offers, one or, where the queue makes several at once, some.</summary>
    public IReadOnlyList<QueueOffer> LiveOffers => Live;

    /// <summary>How often it was offered.</summary>
    public int Offers { get; internal set; }

    /// <summary>True once the preferred agent has let it pass: the window is over before its time.</summary>
    public bool PreferredRefused { get; internal set; }

    /// <summary>Number of the last step in force, 1 = first; 0 = none.</summary>
    public int Step => Shape.Phases[Phase].Step;

    internal List<QueueOffer> Live { get; } = new(1);

    internal WorkShape Shape { get; set; } = null!;

    /// <summary>Where it stands in its shape's phases; −1 before the first look.</summary>
    internal int Phase { get; set; } = -1;

    internal WorkSignature Signature { get; set; } = null!;

    /// <summary>Its key where it stands among the works that may be offered.</summary>
    internal OpenKey OpenKey { get; set; }

    /// <summary>Whether and where it stands there.</summary>
    internal WaitingState? LinkedAs { get; set; }

    /// <summary>It stands in the list of what is to be looked at.</summary>
    internal bool IsTouched { get; set; }

    /// <summary>Overdue heavy work: the agent who is kept for it.</summary>
    internal PooledAgent? KeptBy { get; set; }

    /// <summary>It was read from the index soon after its arrival, and not told by its work yet: it may never have been let in.</summary>
    internal bool MayBeUntold { get; set; }

    /// <summary>It no longer waits here.</summary>
    internal bool IsGone { get; set; }

    /// <summary>It was told that it has waited longest.</summary>
    internal bool LimitTold { get; set; }

    /// <summary>It was told that its queue is drained.</summary>
    internal bool DrainTold { get; set; }

    /// <summary>The place the customer was last told; 0 = none yet.</summary>
    internal int ToldPlace { get; set; }

    /// <summary>He was told a range with it.</summary>
    internal bool ToldRange { get; set; }

    public bool HasRefusals => _refusals is { Count: > 0 };

    /// <summary>When it was refused, the last time by each agent.</summary>
    internal IEnumerable<DateTimeOffset> RefusedAt => _refusals?.Select(r => r.At) ?? [];

    /// <summary>False when the step was told before.</summary>
    internal bool TellsStep(string step)
    {
        if (_told?.Contains(step) == true) return false;
        (_told ??= []).Add(step);
        return true;
    }

    /// <summary>Remembers that the agent declined or let the offer pass.</summary>
    internal void Refuse(AgentId agent, DateTimeOffset at)
    {
        if (Work.Preferred == agent) PreferredRefused = true;
        _refusals ??= [];
        _refusals.RemoveAll(r => r.Agent == agent || r.At + MatchPolicy.LongestCoolDown <= at);
        _refusals.Add((agent, at));
        _lastRefused = at;
    }

    internal bool HasOfferOf(AgentId agent)
    {
        foreach (var offer in Live)
        {
            if (offer.Agent == agent) return true;
        }
        return false;
    }

    /// <summary>False once the last refusal is longer ago than any pause.</summary>
    internal bool IsCoolingForAny(DateTimeOffset now, TimeSpan longest) => _refusals is not null && now < _lastRefused + longest;

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
