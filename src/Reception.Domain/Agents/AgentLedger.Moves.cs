using Reception.Contracts.Agents;
using Reception.Contracts.Ids;

namespace Reception.Domain.Agents;

/// <summary>A hold that goes on under another work: a call-back that becomes the customer's chat.</summary>
public sealed partial class AgentLedger
{
    /// <summary>The hold of this offer changes its work, its weight is never counted twice. Confirmed again until the new work has been asked about; the caller stores before it answers.</summary>
    public ConfirmOutcome Move(ConversationId from, Guid offer, ConversationId to, long newEpoch, DateTimeOffset now)
    {
        OnTime(now);
        if (_holds.TryGetValue(to, out var there) && there.Stored.Offer == offer) return MoveAgain(there, newEpoch);
        if (!_holds.TryGetValue(from, out var hold) || hold.Stored.Offer != offer || there?.Stored.Epoch >= newEpoch) return ConfirmOutcome.OfferGone;
        if (there is not null) Drop(there);
        Drop(hold);
        var stored = new StoredHold { Work = to.ToString(), Queue = hold.Stored.Queue, Weight = hold.Stored.Weight, Epoch = newEpoch, Since = hold.Stored.Since, Offer = offer };
        State.Holds.Add(stored);
        AddHold(stored, now, doubted: false);
        Changed();
        Store();
        return ConfirmOutcome.Confirmed;
    }

    // The append after the move failed, and the conversation is in another epoch by now.
    private ConfirmOutcome MoveAgain(Hold hold, long newEpoch)
    {
        if (hold is { WasAsked: true, Stored.Settled: false }) return ConfirmOutcome.OfferGone;
        if (hold.Stored is { Settled: false } stored && stored.Epoch != newEpoch)
        {
            stored.Epoch = newEpoch;
            Changed();
            Store();
        }
        return ConfirmOutcome.Confirmed;
    }
}
