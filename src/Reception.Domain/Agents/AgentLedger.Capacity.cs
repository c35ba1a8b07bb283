using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;

namespace Reception.Domain.Agents;

/// <summary>Reserve, confirm, settle, release.</summary>
public sealed partial class AgentLedger
{
    /// <summary>Offers withdrawn before they came: a reservation that arrives after its withdrawal is refused. The last 64.</summary>
    private readonly Queue<Guid> _withdrawn = new();

    /// <summary>The offer whose hold is being stored; when that fails its queue is told.</summary>
    private OfferView? _confirming;

    public ReserveOutcome Reserve(OfferView offer, DateTimeOffset now)
    {
        OnTime(now);
        if (_reservations.ContainsKey(offer.Offer)) return ReserveOutcome.Reserved;
        if (!Serves(offer.Queue)) return ReserveOutcome.NotServing;
        if (!IsRoutable) return ReserveOutcome.NotRoutable;
        if (offer.Until <= now || _withdrawn.Contains(offer.Offer) || IsServed(offer)) return ReserveOutcome.NoCapacity;
        if (_reservations.Values.FirstOrDefault(o => o.Work == offer.Work) is { } earlier) Vanish(earlier);
        if (Free < Math.Max(1, offer.Weight)) return ReserveOutcome.NoCapacity;
        _reservations.Add(offer.Offer, offer with { Weight = Math.Max(1, offer.Weight) });
        _idleSince = now;
        _notices.Add(new OfferShown(offer));
        Changed();
        return ReserveOutcome.Reserved;
    }

    /// <summary>The queue ends an offer. A hold that came of it stays.</summary>
    public void Withdraw(Guid offer, DateTimeOffset now)
    {
        OnTime(now);
        if (_reservations.TryGetValue(offer, out var view))
        {
            Vanish(view);
            return;
        }
        _withdrawn.Enqueue(offer);
        if (_withdrawn.Count > 64) _withdrawn.Dequeue();
    }

    public CommandOutcome Decline(Guid offer, DateTimeOffset now)
    {
        OnTime(now);
        if (!_reservations.TryGetValue(offer, out var view)) return CommandOutcome.OfferGone;
        Vanish(view);
        _notices.Add(new OfferEnded(view.Queue, offer, OfferEnd.Declined));
        return CommandOutcome.Done;
    }

    /// <summary>Turns a reservation into a hold. Confirmed again for the same offer until the hold is asked about; the caller stores before it answers.</summary>
    public ConfirmOutcome Confirm(Guid offer, ConversationId work, long newEpoch, DateTimeOffset now)
    {
        OnTime(now);
        if (_holds.TryGetValue(work, out var hold) && hold.Stored.Offer == offer) return hold.WasAsked && !hold.Stored.Settled ? ConfirmOutcome.OfferGone : ConfirmOutcome.Confirmed;
        if (!_reservations.TryGetValue(offer, out var view) || view.Work != work) return MayBeReservedAgain(offer, now) ? ConfirmOutcome.Unavailable : ConfirmOutcome.OfferGone;
        _reservations.Remove(offer);
        _confirming = view;
        _notices.Add(new OfferVanished(offer));
        Changed();
        if (HeldWeight - (hold?.Stored.Weight ?? 0) + view.Weight > Capacity)
        {
            _notices.Add(new OfferEnded(view.Queue, offer, OfferEnd.Withdrawn));
            return ConfirmOutcome.OverCapacity;
        }
        if (hold is not null) Drop(hold);
        var stored = new StoredHold { Work = work.ToString(), Queue = view.Queue.ToString(), Weight = view.Weight, Epoch = newEpoch, Since = now, Offer = offer };
        State.Holds.Add(stored);
        AddHold(stored, now, doubted: false);
        _idleSince = now;
        Store();
        return ConfirmOutcome.Confirmed;
    }

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

    /// <summary>The work is no longer his. A release that is older than the hold changes nothing.</summary>
    public void Release(ConversationId work, long epoch, DateTimeOffset now)
    {
        OnTime(now);
        if (_holds.TryGetValue(work, out var hold) && hold.Stored.Epoch <= epoch) GiveBack(hold, now);
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
