using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Shops;
using Reception.Domain.Agents;

namespace Reception.Domain.Tests.Agents;

/// <summary>A hold that goes on under another work: a call-back becomes the customer's chat.</summary>
public sealed partial class AgentLedgerTests
{
    private static readonly ConversationId Order = new(new ShopId("shop"), "web", "order");
    private static readonly ConversationId Chat = new(new ShopId("shop"), "web", "chat");

    [Fact]
    public void Move_Held_ChangesItsWorkAndCountsOnce()
    {
        var offer = Hold();
        Assert.Equal(ConfirmOutcome.Confirmed, _ledger.Move(Order, offer, Chat, 7, _now));
        var held = Assert.Single(_ledger.View!.Holds);
        Assert.Equal((Chat, 7, 1), (held.Work, held.Epoch, _ledger.HeldWeight));
        Assert.True(_ledger.MustStore);
        Assert.Equal((ServingState.Live, ServingState.NotHeld), (_ledger.Serving(Chat, 7), _ledger.Serving(Order, 2)));
    }

    [Fact]
    public void Move_Again_IsConfirmedAndTakesTheNewerEpoch()
    {
        var offer = Hold();
        _ledger.Move(Order, offer, Chat, 7, _now);
        Assert.Equal(ConfirmOutcome.Confirmed, _ledger.Move(Order, offer, Chat, 9, _now));
        Assert.Equal(9, Assert.Single(_ledger.View!.Holds).Epoch);
    }

    [Fact]
    public void Move_AgainAfterItWasSettled_KeepsTheEpoch()
    {
        var offer = Hold();
        _ledger.Move(Order, offer, Chat, 7, _now);
        _ledger.Settle(Chat, offer, true, _now);
        Assert.Equal(ConfirmOutcome.Confirmed, _ledger.Move(Order, offer, Chat, 9, _now));
        Assert.Equal(7, Assert.Single(_ledger.View!.Holds).Epoch);
    }

    /// <summary>The conversation is being asked whether the hold is his: its answer may free it at any moment.</summary>
    [Fact]
    public void Move_AgainAfterTheConversationWasAsked_IsGone()
    {
        var offer = Hold();
        _ledger.Move(Order, offer, Chat, 7, _now);
        Pass(AgentPolicy.SettleTime);
        Assert.Equal(ConfirmOutcome.OfferGone, _ledger.Move(Order, offer, Chat, 9, _now));
    }

    [Fact]
    public void Move_NeverHeld_IsGone() => Assert.Equal(ConfirmOutcome.OfferGone, _ledger.Move(Order, Guid.AllBitsSet, Chat, 7, _now));

    [Fact]
    public void Move_OfAnotherOffer_IsGoneAndTheHoldStays()
    {
        Hold();
        Assert.Equal(ConfirmOutcome.OfferGone, _ledger.Move(Order, Guid.AllBitsSet, Chat, 7, _now));
        Assert.Equal(Order, Assert.Single(_ledger.View!.Holds).Work);
    }

    [Fact]
    public void Move_Released_IsGone()
    {
        var offer = Hold();
        _ledger.Release(Order, 2, _now);
        Assert.Equal(ConfirmOutcome.OfferGone, _ledger.Move(Order, offer, Chat, 7, _now));
    }

    [Fact]
    public void Move_HoldsTheChatOfAnOlderEpoch_ReplacesIt()
    {
        var offer = Hold();
        _ledger.Take(new OfferView(Guid.AllBitsSet, Chat, Queue, 3, 1, default, _now, null, HandOverReason.Asked, null), 4, _now);
        Assert.Equal(ConfirmOutcome.Confirmed, _ledger.Move(Order, offer, Chat, 7, _now));
        Assert.Equal((Chat, 7), (Assert.Single(_ledger.View!.Holds).Work, _ledger.View!.Holds[0].Epoch));
    }

    [Fact]
    public void Move_HoldsTheChatOfThisEpochOrALaterOne_IsGoneAndBothStay()
    {
        var offer = Hold();
        _ledger.Take(new OfferView(Guid.AllBitsSet, Chat, Queue, 6, 1, default, _now, null, HandOverReason.Asked, null), 7, _now);
        Assert.Equal(ConfirmOutcome.OfferGone, _ledger.Move(Order, offer, Chat, 7, _now));
        Assert.Equal(2, _ledger.HeldWeight);
    }

    [Fact]
    public void Move_NotSettled_AsksTheNewWorkAndNotTheOld()
    {
        var offer = Hold();
        _ledger.Move(Order, offer, Chat, 7, _now);
        _ledger.TakeNotices();
        Pass(AgentPolicy.SettleTime);
        Assert.Equal(Chat, Assert.Single(_ledger.TakeNotices().OfType<HoldUnsettled>()).Work);
    }

    [Fact]
    public void Move_ThenRestart_TheChatIsHeld()
    {
        var offer = Hold();
        _ledger.Move(Order, offer, Chat, 7, _now);
        var again = Load(_ledger.State);
        Assert.Equal((Chat, 7), (Assert.Single(again.View!.Holds).Work, again.View!.Holds[0].Epoch));
    }

    /// <summary>The old work's release comes late, as all notices may: the chat stays, and no wrap-up of what goes on begins.</summary>
    [Fact]
    public void Move_ThenTheOldWorkIsReleased_ChangesNothing()
    {
        Rules(new QueueRules(WrapUpSeconds: 30));
        var offer = Hold();
        _ledger.Move(Order, offer, Chat, 7, _now);
        _ledger.Release(Order, 3, _now);
        Assert.Equal((1, 0), (_ledger.HeldWeight, _ledger.WrapUpWeight));
    }

    /// <summary>Accepted and settled.</summary>
    private Guid Hold()
    {
        GoOnline(TimeSpan.FromMinutes(5));
        var offer = new OfferView(new Guid(1, 0, 0, new byte[8]), Order, Queue, 1, 1, _now.AddSeconds(20), _now, null, HandOverReason.None, null);
        Assert.Equal(ReserveOutcome.Reserved, _ledger.Reserve(offer, _now));
        Assert.Equal(ConfirmOutcome.Confirmed, _ledger.Confirm(offer.Offer, Order, 2, _now).Outcome);
        _ledger.Settle(Order, offer.Offer, true, _now);
        _ledger.OnStored();
        return offer.Offer;
    }
}
