using Reception.Contracts.Agents;
using Reception.Contracts.Gateways;
using Reception.Contracts.Ids;

namespace Reception.Domain.Agents;

/// <summary>
/// One agent's presence and capacity, alone decided here.
/// <para>
/// <b>Routable</b> = intent Online and a lease that lives now. <b>Free</b> = capacity − holds − reservations that live now, never below 0.
/// Invariant: whatever the order of commands, the weight of holds and reservations together never grows beyond the capacity
/// (a profile may lower the capacity below what is held: then nothing is given until enough is released).
/// </para>
/// <para>
/// <b>Life of work here.</b> Reserve (memory, ends at the offer's time) → Confirm (checked again, stored) → Settle (the conversation's
/// append is done) → Release. A crash after Confirm leaves an unsettled hold: after 10 s its conversation is asked, and again until
/// it answers; it is neither freed nor kept by itself. A crash before Confirm leaves nothing.
/// </para>
/// <para>
/// <b>A new life.</b> When its silo died or it moved, the ledger begins with what is stored: holds, each asked about once, and who was
/// connected. Those leases live on for at most <see cref="AgentPolicy.RestoredLease"/> unless their gateways renew them, and end at once when
/// a gateway cannot be reached. Reservations are gone; queues see it by <see cref="AgentAvailability.Life"/> and reserve again.
/// </para>
/// <para>
/// <b>Loss.</b> When the last lease ends (or the ledger is loaded with holds and no leases) the grace time runs. A connection within it
/// keeps all. After it each hold is lost: its conversation is told, and releases it. A hold once lost is not taken back.
/// </para>
/// <para>Every command first carries out what time has done. Changes raise <see cref="Version"/>, which starts above the clock's ticks, so that it rises over activations too.</para>
/// </summary>
public sealed partial class AgentLedger
{
    private readonly AgentId _id;
    private readonly Func<ShopId, AgentPolicy> _policy;
    private readonly Dictionary<ConversationId, Hold> _holds = [];
    private readonly Dictionary<Guid, OfferView> _reservations = [];
    private readonly Dictionary<string, Lease> _leases = [];
    private readonly HashSet<QueueId> _formerQueues = [];
    private List<LedgerNotice> _notices = [];
    private DateTimeOffset? _alone;
    private readonly long _life;
    private readonly DateTimeOffset _begunAt;
    private DateTimeOffset _idleSince;
    private bool _changed;

    /// <summary>Begins with what is stored. Every queue of the profile is told where the agent stands.</summary>
    public AgentLedger(AgentId id, AgentLedgerState state, Func<ShopId, AgentPolicy> policy, DateTimeOffset now)
    {
        (_id, _policy, State) = (id, policy, state);
        Version = _life = Math.Max(state.Version + 1, now.UtcTicks);
        _idleSince = now;
        _begunAt = state.Profile is null ? DateTimeOffset.MinValue : now;
        _alone = now;
        foreach (var stored in state.Holds) AddHold(stored, now, doubted: true);
        foreach (var stored in state.Sessions ?? []) Restore(stored, now);
        ReadQueues();
        _changed = state.Profile is not null;
    }

    /// <summary>What is stored; written when <see cref="MustStore"/>.</summary>
    public AgentLedgerState State { get; private set; }

    /// <summary>Rises with each change that anybody can see.</summary>
    public long Version { get; private set; }

    /// <summary>The stored part changed since <see cref="OnStored"/>; the answer has to wait for the write.</summary>
    public bool MustStore { get; private set; }

    /// <summary>A settled flag is not written yet. It may be lost: then it is asked for again.</summary>
    public bool MayStore { get; private set; }

    /// <summary>Who is connected changed: to be written now, though nobody has to wait for it or fail with it.</summary>
    public bool ShouldStore { get; private set; }

    public QueueId[] Queues { get; private set; } = [];

    public IEnumerable<SessionAddress> Sessions => _leases.Values.Select(l => l.Session);

    public int HeldWeight => _holds.Values.Sum(h => h.Stored.Weight);

    public int ReservedWeight => _reservations.Values.Sum(r => r.Weight);

    public int Capacity => State.Profile?.Capacity ?? 0;

    public int Free => Math.Max(0, Capacity - HeldWeight - ReservedWeight);

    private bool IsRoutable => State.Profile is not null && State.Intent == PresenceIntent.Online && _leases.Count > 0;

    public AgentProfile? Profile => State.Profile is { } p ? new AgentProfile(_id, p.Name, Queues, p.Capacity) : null;

    public AgentView? View => State.Profile is not { } profile ? null : new AgentView(
        _id, Version, profile.Name, State.Intent, Presence, profile.Capacity, HeldWeight,
        [.. _holds.Values.Select(h => h.ToView()).OrderBy(h => h.Since)], [.. _reservations.Values.OrderBy(o => o.Until)]);

    public PresenceState Presence => State.Intent switch
    {
        PresenceIntent.Offline => PresenceState.Offline,
        _ when _leases.Count == 0 => PresenceState.Disconnected,
        PresenceIntent.Away => PresenceState.Away,
        _ => PresenceState.Online,
    };

    /// <summary>How he stands to one queue; not routable for a queue that he does not serve.</summary>
    public AgentAvailability Availability(QueueId queue) => new(_id, Version, IsRoutable && Serves(queue), Free, _idleSince, Capacity, _life);

    public AgentReport Report(QueueId queue, DateTimeOffset now) => new(Availability(queue), [.. _reservations.Values.Where(o => o.Queue == queue && o.Until > now)]);

    public ServingState Serving(ConversationId work, long epoch)
    {
        if (!_holds.TryGetValue(work, out var hold) || hold.Stored.Epoch != epoch) return ServingState.NotHeld;
        if (hold.Lost) return ServingState.Lost;
        return _leases.Count > 0 ? ServingState.Live : ServingState.InGrace;
    }

    /// <summary>The notices since the last call: what happened, then where he stands now.</summary>
    public IReadOnlyList<LedgerNotice> TakeNotices()
    {
        if (_changed)
        {
            _changed = false;
            foreach (var queue in Queues.Concat(_formerQueues)) _notices.Add(new StandingChanged(queue, Availability(queue)));
            _formerQueues.Clear();
            if (View is { } view) _notices.Add(new ViewChanged(view));
        }
        if (_notices.Count == 0) return [];
        var taken = _notices;
        _notices = [];
        return taken;
    }

    /// <summary>The state was written.</summary>
    public void OnStored()
    {
        MustStore = MayStore = ShouldStore = false;
        _confirming = null;
    }

    /// <summary>The write failed and the store was read again: holds are what it says, memory is kept.</summary>
    public void OnReloaded(AgentLedgerState state, DateTimeOffset now)
    {
        var lost = _holds.Values.Where(h => h.Lost).Select(h => (h.Work, h.Stored.Epoch)).ToHashSet();
        State = state;
        StoreSessions();
        _holds.Clear();
        foreach (var stored in state.Holds) AddHold(stored, now, doubted: false).Lost = lost.Contains((ConversationId.Parse(stored.Work), stored.Epoch));
        foreach (var held in _reservations.Values.Where(o => _holds.ContainsKey(o.Work)).ToArray()) Vanish(held);
        if (_confirming is { } offer && !IsHeld(offer.Work, offer.Offer)) _notices.Add(new OfferEnded(offer.Queue, offer.Offer, OfferEnd.Withdrawn));
        ReadQueues();
        OnStored();
        Changed();
    }

    private Hold AddHold(StoredHold stored, DateTimeOffset now, bool doubted)
    {
        var hold = new Hold(stored, now) { WasAsked = doubted, Doubted = doubted };
        _holds[hold.Work] = hold;
        return hold;
    }

    private void ReadQueues() => Queues = State.Profile is { } p ? [.. p.Queues.Select(QueueId.Parse)] : [];

    private bool Serves(QueueId queue) => Array.IndexOf(Queues, queue) >= 0;

    private void Changed()
    {
        Version++;
        _changed = true;
    }

    private void Store()
    {
        State.Version = Version;
        MustStore = true;
    }

    /// <param name="Length">What the gateway asked for.</param>
    /// <param name="IsRestored">Read from the store and not renewed since: its gateway may be gone.</param>
    private sealed record Lease(SessionAddress Session, DateTimeOffset Until, TimeSpan Length, bool IsRestored = false);
}
