using Reception.Contracts.Agents;
using Reception.Contracts.Gateways;
using Reception.Contracts.Shops;
using Reception.Domain.Agents;

namespace Reception.Domain.Tests.Agents;

/// <summary>Reasons, orders from others, and agents who do not respond.</summary>
public sealed partial class AgentLedgerTests
{
    [Fact]
    public void SetIntent_AwayWithReason_IsShown()
    {
        GoOnline();
        _ledger.SetIntent(PresenceIntent.Away, "training", _now);
        Assert.Equal(("training", _now), (_ledger.View!.Reason, _ledger.View.Since));
    }

    [Fact]
    public void SetIntent_OnlineAgain_ForgetsTheReason()
    {
        _ledger.SetIntent(PresenceIntent.Away, "break", _now);
        _ledger.SetIntent(PresenceIntent.Online, "break", _now);
        Assert.Null(_ledger.View!.Reason);
    }

    [Fact]
    public void SetIntent_ReasonTooLong_IsInvalidAndChangesNothing()
    {
        GoOnline();
        Assert.Equal(PresenceOutcome.Invalid, _ledger.SetIntent(PresenceIntent.Away, new string('x', 65), _now).Outcome);
        Assert.Equal(PresenceIntent.Online, _ledger.View!.Intent);
    }

    [Theory]
    [InlineData("break", PresenceOutcome.Done)]
    [InlineData("nap", PresenceOutcome.Invalid)]
    public void SetIntent_ShopListsReasons_TakesOnlyThose(string reason, PresenceOutcome expected)
    {
        Rules(new QueueRules(), "break", "meeting");
        Assert.Equal(expected, _ledger.SetIntent(PresenceIntent.Away, reason, _now).Outcome);
    }

    [Fact]
    public void SetIntent_NoProfile_IsUnknown() => Assert.Equal(PresenceOutcome.UnknownAgent, Load(new AgentLedgerState()).SetIntent(PresenceIntent.Online, null, _now).Outcome);

    [Fact]
    public void Force_Away_CountsAndLeavesTheIntent()
    {
        GoOnline();
        _ledger.Force(new ForcePresence(PresenceIntent.Away, "sue", "fire drill"), _now);
        Assert.Equal((PresenceState.Away, PresenceIntent.Online, "sue", "fire drill"), (_ledger.View!.State, _ledger.View.Intent, _ledger.View.Forced!.By, _ledger.View.Forced.Reason));
        Assert.False(_ledger.Availability(Queue).Routable);
    }

    [Fact]
    public void Force_UntilATime_EndsThen()
    {
        GoOnline(TimeSpan.FromMinutes(2));
        _ledger.Force(new ForcePresence(PresenceIntent.Away, "sue", Until: _now.AddSeconds(30)), _now);
        Pass(TimeSpan.FromSeconds(30));
        Assert.True(_ledger.Availability(Queue).Routable);
    }

    [Fact]
    public void Force_AgentSetsHisOwn_Ends()
    {
        GoOnline();
        _ledger.Force(new ForcePresence(PresenceIntent.Away, "sue"), _now);
        _ledger.SetIntent(PresenceIntent.Online, null, _now);
        Assert.Null(_ledger.View!.Forced);
        Assert.True(_ledger.Availability(Queue).Routable);
    }

    [Fact]
    public void Force_Restart_IsKept()
    {
        GoOnline();
        _ledger.Force(new ForcePresence(PresenceIntent.Away, "sue"), _now);
        Restart();
        Assert.Equal(PresenceState.Away, _ledger.Presence);
    }

    [Fact]
    public void Force_NobodySaysWho_IsInvalid() => Assert.Equal(PresenceOutcome.Invalid, _ledger.Force(new ForcePresence(PresenceIntent.Away, " "), _now).Outcome);

    [Fact]
    public void Force_UntilThePast_IsInvalid() => Assert.Equal(PresenceOutcome.Invalid, _ledger.Force(new ForcePresence(PresenceIntent.Away, "sue", Until: _now), _now).Outcome);

    [Fact]
    public void Drain_HoldsWork_KeepsItAndGetsNothingNew()
    {
        var offer = Hold("w");
        _ledger.Drain(new DrainAgent("sue"), _now);
        Assert.Equal(ReserveOutcome.NotRoutable, Reserve("x").Outcome);
        Assert.Equal((PresenceState.Draining, ServingState.Live), (_ledger.Presence, _ledger.Serving(offer.Work, 2)));
    }

    [Fact]
    public void Drain_LastWorkReleased_EndsAsForcedPresence()
    {
        var offer = Hold("w");
        _ledger.Drain(new DrainAgent("sue", "shift ends", PresenceIntent.Offline), _now);
        _ledger.Release(offer.Work, 2, _now);
        Assert.Null(_ledger.View!.Drain);
        Assert.Equal((PresenceState.Offline, "sue"), (_ledger.Presence, _ledger.View.Forced!.By));
    }

    [Fact]
    public void Drain_HisOwn_EndsAsHisIntent()
    {
        var offer = Hold("w");
        _ledger.Drain(new DrainAgent(Me.Value, "lunch"), _now);
        _ledger.Release(offer.Work, 2, _now);
        Assert.Equal((PresenceIntent.Away, "lunch"), (_ledger.View!.Intent, _ledger.View.Reason));
        Assert.Null(_ledger.View.Forced);
    }

    [Fact]
    public void Drain_HoldsNothing_IsEmptyAtOnce()
    {
        GoOnline();
        _ledger.Drain(new DrainAgent("sue"), _now);
        Assert.Equal(PresenceState.Away, _ledger.Presence);
    }

    [Fact]
    public void Drain_WithOffer_TheOfferGoesBack()
    {
        GoOnline();
        Reserve("w");
        _ledger.Drain(new DrainAgent("sue"), _now);
        Assert.Equal(OfferEnd.AgentLeft, _ledger.TakeNotices().OfType<OfferEnded>().Single().End);
    }

    [Fact]
    public void Drain_OfSomebodyElse_HisOwnWordDoesNotEndIt()
    {
        Hold("w");
        _ledger.Drain(new DrainAgent("sue"), _now);
        _ledger.SetIntent(PresenceIntent.Online, null, _now);
        Assert.Equal(PresenceState.Draining, _ledger.Presence);
    }

    [Fact]
    public void Drain_ThenOnline_IsInvalid() => Assert.Equal(PresenceOutcome.Invalid, _ledger.Drain(new DrainAgent("sue", Then: PresenceIntent.Online), _now).Outcome);

    [Fact]
    public void EndDrain_HoldsWork_IsRoutableAgain()
    {
        Hold("w");
        _ledger.Drain(new DrainAgent("sue"), _now);
        _ledger.EndDrain(_now);
        Assert.True(_ledger.Availability(Queue).Routable);
    }

    [Fact]
    public void Miss_ThreeInARow_IsNotRespondingAndKeepsTheIntent()
    {
        MissOffers(3);
        Assert.Equal((PresenceState.NotResponding, PresenceIntent.Online), (_ledger.Presence, _ledger.View!.Intent));
        Assert.Equal(ReserveOutcome.NotRoutable, Reserve("x").Outcome);
    }

    [Fact]
    public void Miss_QueueSaysTimeIsUp_Counts()
    {
        GoOnline();
        for (var i = 0; i < 3; i++) _ledger.Withdraw(Reserve("w" + i).Offer.Offer, OfferEnd.TimedOut, _now);
        Assert.Equal(PresenceState.NotResponding, _ledger.Presence);
    }

    [Fact]
    public void Miss_WithdrawnForAnotherReason_DoesNotCount()
    {
        GoOnline();
        for (var i = 0; i < 5; i++) _ledger.Withdraw(Reserve("w" + i).Offer.Offer, OfferEnd.Withdrawn, _now);
        Assert.Equal(PresenceState.Online, _ledger.Presence);
    }

    [Fact]
    public void Miss_DeclineBetween_BeginsAnew()
    {
        MissOffers(2);
        _ledger.Decline(Reserve("d").Offer.Offer, _now);
        MissOffers(2);
        Assert.Equal(PresenceState.Online, _ledger.Presence);
    }

    [Fact]
    public void Miss_QueueNeverMinds_StaysOnline()
    {
        Rules(new QueueRules(Offers: new OfferRules(MissesToNotResponding: 0)));
        MissOffers(9);
        Assert.Equal(PresenceState.Online, _ledger.Presence);
    }

    [Fact]
    public void NotResponding_RenewedLease_Stays()
    {
        MissOffers(3);
        _ledger.Renew("s", Lease, _now);
        Assert.Equal(PresenceState.NotResponding, _ledger.Presence);
    }

    [Fact]
    public void NotResponding_SaysOnlineAgain_IsAskedAgain()
    {
        MissOffers(3);
        _ledger.SetIntent(PresenceIntent.Online, null, _now);
        Assert.Equal(ReserveOutcome.Reserved, Reserve("x").Outcome);
    }

    [Fact]
    public void NotResponding_ActsElsewhere_IsAskedAgain()
    {
        MissOffers(3);
        _ledger.Respond(_now);
        Assert.True(_ledger.Availability(Queue).Routable);
    }

    [Fact]
    public void NotResponding_Restart_IsKept()
    {
        MissOffers(3);
        Restart();
        Assert.Equal(PresenceState.NotResponding, _ledger.Presence);
    }

    [Fact]
    public void Reserve_AutoAccept_TellsTheWorkAndShowsNoOffer()
    {
        GoOnline();
        _ledger.Reserve(Offer("w") with { AutoAccept = true }, _now);
        var notices = _ledger.TakeNotices();
        Assert.Equal("s", notices.OfType<AutoAccepted>().Single().Session.SessionId);
        Assert.Empty(notices.OfType<OfferShown>());
        Assert.Empty(_ledger.View!.Offers);
        Assert.Equal(1, _ledger.ReservedWeight);
    }

    [Fact]
    public void Reserve_AutoAcceptRunsOut_IsNotHisMiss()
    {
        GoOnline(TimeSpan.FromMinutes(5));
        for (var i = 0; i < 4; i++)
        {
            _ledger.Reserve(Offer("w" + i) with { AutoAccept = true }, _now);
            Pass(TimeSpan.FromSeconds(20));
        }
        Assert.Equal(PresenceState.Online, _ledger.Presence);
    }

    [Fact]
    public void Confirm_OfferWithReason_GivesWhy()
    {
        GoOnline();
        var offer = Offer("w") with { Why = new("longest idle", "longest-idle", 0, 1, TimeSpan.Zero, []) };
        _ledger.Reserve(offer, _now);
        Assert.Equal("longest idle", _ledger.Confirm(offer.Offer, offer.Work, 2, _now).Why!.Text);
        Assert.Equal("longest idle", _ledger.Confirm(offer.Offer, offer.Work, 2, _now).Why!.Text);
    }

    [Fact]
    public void Take_Away_HoldsAndCountsAgainstTheCapacity()
    {
        Assert.Equal(ConfirmOutcome.Confirmed, _ledger.Take(Offer("a"), 2, _now).Outcome);
        Assert.Equal(ConfirmOutcome.Confirmed, _ledger.Take(Offer("b"), 2, _now).Outcome);
        Assert.Equal(ConfirmOutcome.OverCapacity, _ledger.Take(Offer("c"), 2, _now).Outcome);
    }

    [Fact]
    public void Take_WeightZero_AlwaysFits()
    {
        Hold("a");
        Hold("b");
        Assert.Equal(ConfirmOutcome.Confirmed, _ledger.Take(Offer("c") with { Weight = 0 }, 2, _now).Outcome);
    }

    [Fact]
    public void Take_Repeated_HoldsOnce()
    {
        var offer = Offer("a");
        _ledger.Take(offer, 2, _now);
        Assert.Equal(ConfirmOutcome.Confirmed, _ledger.Take(offer, 2, _now).Outcome);
        Assert.Equal(1, _ledger.HeldWeight);
    }

    private void MissOffers(int count)
    {
        if (!_ledger.Sessions.Any()) GoOnline(TimeSpan.FromMinutes(5));
        for (var i = 0; i < count; i++)
        {
            Assert.Equal(ReserveOutcome.Reserved, Reserve("missed" + i).Outcome);
            Pass(TimeSpan.FromSeconds(20));
        }
    }

    private void Rules(QueueRules rules, params string[]? reasons)
    {
        _policy = AgentPolicy.Of(new ShopPolicy("s", "en", "UTC", [new QueuePolicy(Queue.Name, Rules: rules)], [new ChannelPolicy("web")], new BotPolicy(), PresenceReasons: reasons is { Length: > 0 } ? reasons : null));
        _now += AgentPolicy.LookTime;
        _ledger.OnTime(_now);
    }
}
