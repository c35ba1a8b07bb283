using Reception.Contracts.Agents;
using Reception.Contracts.Gateways;
using Reception.Contracts.Ids;

namespace Reception.Domain.Agents;

/// <summary>
/// One agent's presence and capacity, alone decided here.
/// <para>
/// <b>Routable</b> = the presence that counts (somebody else's word if there is one, else the intent) is Online, a lease lives now, he is
/// neither draining nor not responding. <b>Free</b> = capacity − what counts, never below 0.
/// </para>
/// <para>
/// <b>What counts.</b> a: weight of held work that is not silent; r: reservations; w: wrap-ups; s: silent chats; R: the wake reserve;
/// C: the capacity. Counted = a + r + w + max(min(R, s), s − C). Invariants, whatever the order of commands: (1) work is given only while
/// counted + its weight ≤ C, and confirmed only while a + its weight ≤ C; so without silent chats a + r never grows beyond C.
/// (2) a grows beyond C only by chats that wake up, and only by those beyond R; then nothing is given until enough is released.
/// (3) giving never makes a + r + s exceed 2C. (4) a silent chat stays his until it is released: waking changes how it counts, nothing else.
/// (A profile may lower the capacity below what is held: then nothing is given until enough is released.)
/// </para>
/// <para>
/// <b>Life of work here.</b> Reserve (memory, ends at the offer's time) → Confirm (checked again, stored) → Settle (the conversation's
/// append is done) → Release → wrap-up. A crash after Confirm leaves an unsettled hold: after 10 s its conversation is asked, and again until
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
/// <para>Every command first carries out what time has done. Changes raise <see cref="Version"/>, which starts above the clock's ticks and far above what was stored, so that it rises over activations too, whatever the clocks of their silos say.</para>
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

    /// <summary>Begins with what is stored. Every queue that he belongs to is told where the agent stands.</summary>
    public AgentLedger(AgentId id, AgentLedgerState state, Func<ShopId, AgentPolicy> policy, DateTimeOffset now)
    {
        (_id, _policy, State) = (id, policy, state);
        Version = _life = Math.Max(state.Version + AgentPolicy.UnstoredVersions, now.UtcTicks);
        _idleSince = now;
        _begunAt = state.Profile is null ? DateTimeOffset.MinValue : now;
        _alone = now;
        foreach (var stored in state.Holds) AddHold(stored, now, doubted: true);
        foreach (var stored in state.Sessions ?? []) Restore(stored, now);
        ReadWrapUps(now);
        ReadProfile(now);
        _changed = state.Profile is not null;
    }

    /// <summary>What is stored; written when <see cref="MustStore"/>.</summary>
    public AgentLedgerState State { get; private set; }

    /// <summary>Rises with each change that anybody can see.</summary>
    public long Version { get; private set; }

    /// <summary>The stored part changed since <see cref="OnStored"/>; the answer has to wait for the write.</summary>
    public bool MustStore { get; private set; }

    /// <summary>A settled flag or a count is not written yet. It may be lost: then it is asked for, or counted, again.</summary>
    public bool MayStore { get; private set; }

    /// <summary>Who is connected, or what is silent, changed: to be written now, though nobody has to wait for it or fail with it.</summary>
    public bool ShouldStore { get; private set; }

    public IEnumerable<SessionAddress> Sessions => _leases.Values.Select(l => l.Session);

    private bool IsRoutable => Profile is not null && Intended == PresenceIntent.Online && _leases.Count > 0 && State.Drain is null && State.NotRespondingSince is null;

    public AgentProfile? Profile { get; private set; }

    public AgentView? View => Profile is not { } profile ? null : new AgentView(
        _id, Version, profile.Name, State.Intent, Presence, profile.Capacity, ActiveWeight,
        [.. _holds.Values.Select(h => h.ToView()).OrderBy(h => h.Since)], [.. _reservations.Values.Where(o => !o.AutoAccept).OrderBy(o => o.Until)],
        State.IntentReason, State.IntentSince, ForcedView, DrainView, WrapUpsView, SilentWeight, Reasons);

    /// <summary>How he stands to one queue; not routable for a queue that he does not belong to now.</summary>
    public AgentAvailability Availability(QueueId queue)
    {
        var traits = _belongings.GetValueOrDefault(queue);
        return new(_id, Version, IsRoutable && traits is not null, Free, _idleSince, Capacity, _life, traits);
    }

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
            foreach (var queue in _belongings.Keys.Concat(_formerQueues)) _notices.Add(new StandingChanged(queue, Availability(queue)));
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
        var before = _holds.Values.ToDictionary(h => (h.Work, h.Stored.Epoch));
        State = state;
        StoreSessions();
        _holds.Clear();
        foreach (var stored in state.Holds)
        {
            var hold = AddHold(stored, now, doubted: false);
            if (before.TryGetValue((hold.Work, stored.Epoch), out var known)) (hold.Lost, hold.Why, hold.SpokenAt) = (known.Lost, known.Why, known.SpokenAt);
        }
        foreach (var held in _reservations.Values.Where(o => _holds.ContainsKey(o.Work)).ToArray()) Vanish(held);
        if (_confirming is { } offer && !IsHeld(offer.Work, offer.Offer)) _notices.Add(new OfferEnded(offer.Queue, offer.Offer, OfferEnd.Withdrawn));
        ReadWrapUps(now);
        ReadProfile(now);
        if (!IsRoutable) LeaveOffers();
        OnStored();
        Changed();
    }

    private Hold AddHold(StoredHold stored, DateTimeOffset now, bool doubted)
    {
        var hold = new Hold(stored, now) { WasAsked = doubted, Doubted = doubted };
        _holds[hold.Work] = hold;
        return hold;
    }

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
