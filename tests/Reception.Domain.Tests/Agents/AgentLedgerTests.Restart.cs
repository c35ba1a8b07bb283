using System.Text.Json;
using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Gateways;
using Reception.Contracts.Ids;
using Reception.Domain.Agents;

namespace Reception.Domain.Tests.Agents;

/// <summary>What a ledger makes of the state that another life of it stored.</summary>
public sealed partial class AgentLedgerTests
{
    [Fact]
    public void Load_StoredSession_IsRoutableAtOnceAndTellsItsQueues()
    {
        GoOnline();
        Restart();
        Assert.True(_ledger.TakeNotices().OfType<StandingChanged>().Single().Availability.Routable);
    }

    [Fact]
    public void Load_AnotherLife_SaysSo()
    {
        GoOnline();
        var before = _ledger.Availability(Queue).Life;
        Restart();
        Assert.True(_ledger.Availability(Queue).Life > before);
    }

    /// <summary>His silo's clock was ahead of the one where he begins anew: his queues must not take him for an older one.</summary>
    [Fact]
    public void Load_ClockIsBehind_VersionAndLifeRiseAllTheSame()
    {
        GoOnline();
        var stored = JsonSerializer.Deserialize(JsonSerializer.Serialize(_ledger.State, AgentLedgerJson.Default.AgentLedgerState), AgentLedgerJson.Default.AgentLedgerState)!;
        for (var i = 0; i < 100; i++) _ledger.Withdraw(Reserve("w" + i).Offer.Offer, OfferEnd.Withdrawn, _now);
        var (version, life) = (_ledger.Version, _ledger.Availability(Queue).Life);
        var next = new AgentLedger(Me, stored, _ => AgentPolicy.Default, _now.AddSeconds(-10));
        Assert.True(next.Version > version && next.Availability(Queue).Life > life);
    }

    [Fact]
    public void Load_StoredSessionIsNotRenewed_EndsAfterHalfItsLease()
    {
        GoOnline();
        Restart();
        Pass(Lease / 2);
        Assert.Equal(PresenceState.Disconnected, _ledger.View!.State);
    }

    [Fact]
    public void Renew_StoredSession_LivesOn()
    {
        GoOnline();
        Restart();
        Assert.True(_ledger.Renew("s", Lease, _now));
        Pass(Lease / 2);
        Assert.True(_ledger.Availability(Queue).Routable);
    }

    [Fact]
    public void Load_SessionEndedBefore_StaysEnded()
    {
        GoOnline();
        _ledger.Disconnect("s", _now);
        Restart();
        Assert.Empty(_ledger.Sessions);
    }

    [Fact]
    public void OnUnreachable_StoredSession_EndsAtOnce()
    {
        GoOnline();
        Restart();
        _ledger.OnUnreachable("g", _now);
        Assert.False(_ledger.Availability(Queue).Routable);
    }

    [Fact]
    public void OnUnreachable_RenewedSession_KeepsItsLease()
    {
        GoOnline();
        Restart();
        _ledger.Renew("s", Lease, _now);
        _ledger.OnUnreachable("g", _now);
        Assert.True(_ledger.Availability(Queue).Routable);
    }

    [Fact]
    public void Confirm_OfferOfTheLifeBefore_IsToTryAgainUntilTheQueueHasReserved()
    {
        GoOnline();
        var (_, offer) = Reserve("w");
        Restart();
        Assert.Equal(ConfirmOutcome.Unavailable, _ledger.Confirm(offer.Offer, offer.Work, 2, _now).Outcome);
        _ledger.Reserve(offer, _now);
        Assert.Equal(ConfirmOutcome.Confirmed, _ledger.Confirm(offer.Offer, offer.Work, 2, _now).Outcome);
    }

    [Fact]
    public void Confirm_OfferThatNobodyReservedAgain_IsGone()
    {
        GoOnline();
        var (_, offer) = Reserve("w");
        Restart();
        Pass(AgentPolicy.BeginTime);
        Assert.Equal(ConfirmOutcome.OfferGone, _ledger.Confirm(offer.Offer, offer.Work, 2, _now).Outcome);
    }

    [Fact]
    public void Load_SettledHold_IsAskedAboutOnce()
    {
        var offer = Hold("w", AgentPolicy.LongestLease);
        _ledger.Settle(offer.Work, offer.Offer, true, _now);
        Restart();
        _ledger.Renew("s", AgentPolicy.LongestLease, _now);
        Pass(AgentPolicy.SettleTime);
        Assert.Single(_ledger.TakeNotices().OfType<HoldUnsettled>());
        _ledger.Settle(offer.Work, offer.Offer, true, _now);
        Pass(AgentPolicy.SettleTime * 3);
        Assert.Empty(_ledger.TakeNotices().OfType<HoldUnsettled>());
    }
}
