using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Routing;

namespace Reception.Domain.Agents;

/// <summary>Reserve, confirm, take, settle, release.</summary>
public sealed partial class AgentLedger
{
    /// <summary>Offers withdrawn before they came: a reservation that arrives after its withdrawal is refused. The last 64.</summary>
    private readonly Queue<Guid> _withdrawn = new();

    /// <summary>The offer whose hold is being stored; when that fails its queue is told.</summary>
    private OfferView? _confirming;

    public int Capacity => Profile?.Capacity ?? 0;

    /// <summary>All that he holds, silent chats too.</summary>
    public int HeldWeight => _holds.Values.Sum(h => h.Stored.Weight);

    public int ReservedWeight => _reservations.Values.Sum(r => r.Weight);

    /// <summary>What he holds and is not silent.</summary>
    public int ActiveWeight => HeldWeight - SilentWeight;

    private int Counted => ActiveWeight + ReservedWeight + WrapUpWeight + KeptForSilent;

    public int Free => Math.Max(0, Capacity - Counted);

    public ReserveOutcome Reserve(OfferView offer, DateTimeOffset now)
    {
        OnTime(now);
        if (_reservations.ContainsKey(offer.Offer)) return ReserveOutcome.Reserved;
        if (!_belongings.ContainsKey(offer.Queue)) return ReserveOutcome.NotServing;
        if (!IsRoutable) return ReserveOutcome.NotRoutable;
        if (offer.Until <= now || _withdrawn.Contains(offer.Offer) || IsServed(offer)) return ReserveOutcome.NoCapacity;
        if (_reservations.Values.FirstOrDefault(o => o.Work == offer.Work) is { } earlier) Vanish(earlier);
        EndWrapUpOf(offer.Work);
        if (Free < Math.Max(1, offer.Weight)) return ReserveOutcome.NoCapacity;
        var kept = offer with { Weight = Math.Max(1, offer.Weight) };
        _reservations.Add(offer.Offer, kept);
        _idleSince = now;
        _notices.Add(offer.AutoAccept ? new AutoAccepted(kept, _leases.Values.MaxBy(l => l.Until)!.Session) : new OfferShown(kept));
        Changed();
        return ReserveOutcome.Reserved;
    }

    /// <summary>The queue ends an offer. A hold that came of it stays.</summary>
    public void Withdraw(Guid offer, OfferEnd end, DateTimeOffset now)
    {
        OnTime(now);
        if (_reservations.TryGetValue(offer, out var view))
        {
            Vanish(view);
            if (end == OfferEnd.TimedOut) Miss(view, now);
            return;
        }
        _withdrawn.Enqueue(offer);
        if (_withdrawn.Count > 64) _withdrawn.Dequeue();
    }

    public CommandOutcome Decline(Guid offer, DateTimeOffset now)
    {
        OnTime(now);
        Forgive(now);
        if (!_reservations.TryGetValue(offer, out var view)) return CommandOutcome.OfferGone;
        Vanish(view);
        _notices.Add(new OfferEnded(view.Queue, offer, OfferEnd.Declined));
        return CommandOutcome.Done;
    }

    /// <summary>Turns a reservation into a hold. Confirmed again for the same offer until the hold is asked about; the caller stores before it answers.</summary>
    public ConfirmResult Confirm(Guid offer, ConversationId work, long newEpoch, DateTimeOffset now)
    {
        OnTime(now);
        if (_holds.TryGetValue(work, out var hold) && hold.Stored.Offer == offer) return Again(hold);
        if (!_reservations.TryGetValue(offer, out var view) || view.Work != work) return new(MayBeReservedAgain(offer, now) ? ConfirmOutcome.Unavailable : ConfirmOutcome.OfferGone);
        if (!view.AutoAccept) Forgive(now);
        _reservations.Remove(offer);
        _confirming = view;
        _notices.Add(new OfferVanished(offer));
        Changed();
        if (!Fits(view.Weight, hold))
        {
            _notices.Add(new OfferEnded(view.Queue, offer, OfferEnd.Withdrawn));
            return new(ConfirmOutcome.OverCapacity);
        }
        return Take(view, hold, newEpoch, now);
    }

    /// <summary>A supervisor's or a colleague's word instead of an offer: reserved and confirmed at once, whatever his presence. Weight 0 always fits.</summary>
    public ConfirmResult Take(OfferView offer, long newEpoch, DateTimeOffset now)
    {
        OnTime(now);
        if (_holds.TryGetValue(offer.Work, out var hold) && hold.Stored.Offer == offer.Offer) return Again(hold);
        if (Profile is null || _withdrawn.Contains(offer.Offer) || hold?.Stored.Epoch >= newEpoch) return new(ConfirmOutcome.OfferGone);
        if (_reservations.Values.FirstOrDefault(o => o.Work == offer.Work) is { } reserved)
        {
            Vanish(reserved);
            _notices.Add(new OfferEnded(reserved.Queue, reserved.Offer, OfferEnd.Withdrawn));
        }
        EndWrapUpOf(offer.Work);
        var weight = Math.Max(0, offer.Weight);
        if (weight > 0 && (Counted - (hold is { IsSilent: false } ? hold.Stored.Weight : 0) + weight > Capacity)) return new(ConfirmOutcome.OverCapacity);
        return Take(offer with { Weight = weight }, hold, newEpoch, now);
    }

    private ConfirmResult Take(OfferView view, Hold? earlier, long epoch, DateTimeOffset now)
    {
        if (earlier is not null) Drop(earlier);
        var stored = new StoredHold { Work = view.Work.ToString(), Queue = view.Queue.ToString(), Weight = view.Weight, Epoch = epoch, Since = now, Offer = view.Offer };
        State.Holds.Add(stored);
        AddHold(stored, now, doubted: false).Why = view.Why;
        _idleSince = now;
        Changed();
        Store();
        return new(ConfirmOutcome.Confirmed, view.Why);
    }

    private static ConfirmResult Again(Hold hold) => hold.WasAsked && !hold.Stored.Settled ? new(ConfirmOutcome.OfferGone) : new(ConfirmOutcome.Confirmed, hold.Why);

    /// <summary>Work in hand and no more than the capacity: wrap-ups and what is kept for silent chats give way to what was promised.</summary>
    private bool Fits(int weight, Hold? earlier) => ActiveWeight - (earlier is { IsSilent: false } ? earlier.Stored.Weight : 0) + weight <= Capacity;

    /// <summary>Soon after a new life began: queues are just now hearing of it and reserve again what was lost with the old one.</summary>
    private bool MayBeReservedAgain(Guid offer, DateTimeOffset now) => now < _begunAt + AgentPolicy.BeginTime && !_withdrawn.Contains(offer);

    /// <summary>True when this offer became a hold.</summary>
    public bool IsHeld(ConversationId work, Guid offer) => _holds.TryGetValue(work, out var hold) && hold.Stored.Offer == offer;

    /// <summary>The conversation says whether a hold is really his.</summary>
    public void Settle(ConversationId work, Guid offer, bool yours, DateTimeOffset now)
    {
        OnTime(now);
        if (!_holds.TryGetValue(work, out var hold) || hold.Stored.Offer != offer) return;
        hold.Doubted = false;
        if (!yours) GiveBack(hold, now);
        else if (!hold.Stored.Settled) hold.Stored.Settled = MayStore = true;
    }

    /// <summary>The work is no longer his; its wrap-up begins. A release that is older than the hold changes nothing.</summary>
    public void Release(ConversationId work, long epoch, DateTimeOffset now)
    {
        OnTime(now);
        if (!_holds.TryGetValue(work, out var hold) || hold.Stored.Epoch > epoch) return;
        if (!hold.Lost) BeginWrapUp(hold, now);
        GiveBack(hold, now);
    }

    /// <summary>True when the offer is older than the hold; a hold older than the offer is void, the work waits again.</summary>
    private bool IsServed(OfferView offer)
    {
        if (!_holds.TryGetValue(offer.Work, out var hold)) return false;
        if (hold.Stored.Epoch >= offer.Epoch) return true;
        Drop(hold);
        Changed();
        Store();
        return false;
    }

    private void GiveBack(Hold hold, DateTimeOffset now)
    {
        Drop(hold);
        _idleSince = now;
        Changed();
        Store();
        EndDrainWhenEmpty(now);
    }

    private void Drop(Hold hold)
    {
        _holds.Remove(hold.Work);
        State.Holds.Remove(hold.Stored);
    }

    /// <summary>Ends a reservation and tells the sessions.</summary>
    private void Vanish(OfferView offer)
    {
        if (!_reservations.Remove(offer.Offer)) return;
        _notices.Add(new OfferVanished(offer.Offer));
        Changed();
    }
}
