using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Gateways;
using Reception.Contracts.Ids;
using Reception.Domain.Agents;

namespace Reception.Domain.Tests.Agents;

public sealed partial class AgentLedgerTests
{
    private static readonly AgentId Me = new("an");
    private static readonly QueueId Queue = new(new ShopId("shop"), "chats");
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(20);
    private DateTimeOffset _now = new(2026, 11, 11, 0, 0, 0, TimeSpan.Zero);
    private AgentPolicy _policy = AgentPolicy.Default;
    private AgentLedger _ledger;
    private int _offers;

    public AgentLedgerTests()
    {
        _ledger = Load(new AgentLedgerState());
        _ledger.PutProfile(new AgentProfile(Me, "An", [Queue], 2), _now);
    }

    [Fact]
    public void Availability_OnlineWithLease_IsRoutable()
    {
        GoOnline();
        Assert.True(_ledger.Availability(Queue).Routable);
    }

    [Fact]
    public void Availability_LeaseEnded_IsNotRoutable()
    {
        GoOnline();
        Pass(Lease);
        Assert.False(_ledger.Availability(Queue).Routable);
    }

    [Fact]
    public void Availability_QueueNotServed_IsNotRoutable()
    {
        GoOnline();
        Assert.False(_ledger.Availability(new QueueId(new ShopId("shop"), "other")).Routable);
    }

    [Fact]
    public void Presence_LeaseEnded_IsDisconnectedAndKeepsTheIntent()
    {
        GoOnline();
        Pass(Lease);
        Assert.Equal((PresenceState.Disconnected, PresenceIntent.Online), (_ledger.View!.State, _ledger.View.Intent));
    }

    [Fact]
    public void Renew_UnknownSession_IsFalse() => Assert.False(_ledger.Renew("s", Lease, _now));

    [Fact]
    public void Connect_NoProfile_IsFalse() => Assert.False(Load(new AgentLedgerState()).Connect(new("s", "g"), Lease, _now));

    [Fact]
    public void Connect_MoreThanSixteen_ReplacesTheOneThatEndsFirst()
    {
        for (var i = 0; i < 20; i++) _ledger.Connect(new SessionAddress("s" + i, "g"), Lease + TimeSpan.FromSeconds(i), _now);
        Assert.Equal(Enumerable.Range(4, 16).Select(i => "s" + i), _ledger.Sessions.Select(s => s.SessionId).OrderBy(s => int.Parse(s[1..])));
    }

    [Fact]
    public void PutProfile_CapacityOutOfBounds_IsInvalid() => Assert.Equal(ProfileOutcome.Invalid, _ledger.PutProfile(new AgentProfile(Me, "An", [Queue], 101), _now).Outcome);

    [Fact]
    public void PutProfile_QueueTakenAway_TellsThatQueueToo()
    {
        GoOnline();
        _ledger.PutProfile(new AgentProfile(Me, "An", [], 2), _now);
        Assert.False(_ledger.TakeNotices().OfType<StandingChanged>().Single(s => s.Queue == Queue).Availability.Routable);
    }

    [Fact]
    public void Reserve_CapacityFree_ShowsTheOffer()
    {
        GoOnline();
        Assert.Equal(ReserveOutcome.Reserved, Reserve("w").Outcome);
        Assert.Single(_ledger.TakeNotices().OfType<OfferShown>());
    }

    [Fact]
    public void Reserve_Away_IsRefused() => Assert.Equal(ReserveOutcome.NotRoutable, Reserve("w").Outcome);

    [Fact]
    public void Reserve_OtherQueue_IsRefused()
    {
        GoOnline();
        Assert.Equal(ReserveOutcome.NotServing, _ledger.Reserve(Offer("w") with { Queue = new QueueId(new ShopId("x"), "y") }, _now));
    }

    [Fact]
    public void Reserve_MoreThanCapacity_IsRefused()
    {
        GoOnline();
        Reserve("a");
        Reserve("b");
        Assert.Equal(ReserveOutcome.NoCapacity, Reserve("c").Outcome);
    }

    [Fact]
    public void Reserve_Repeated_CountsOnce()
    {
        GoOnline();
        var offer = Offer("a");
        _ledger.Reserve(offer, _now);
        _ledger.Reserve(offer, _now);
        Assert.Equal(1, _ledger.ReservedWeight);
    }

    [Fact]
    public void Reserve_SameWorkOfferedAnew_ReplacesTheOldOffer()
    {
        GoOnline();
        Reserve("a");
        Reserve("a");
        Assert.Equal(1, _ledger.ReservedWeight);
    }

    [Fact]
    public void Reserve_AfterItsWithdrawal_IsRefused()
    {
        GoOnline();
        var offer = Offer("a");
        _ledger.Withdraw(offer.Offer, OfferEnd.Withdrawn, _now);
        Assert.NotEqual(ReserveOutcome.Reserved, _ledger.Reserve(offer, _now));
    }

    [Fact]
    public void OnTime_OfferRanOut_FreesTheWeight()
    {
        GoOnline(TimeSpan.FromMinutes(2));
        Reserve("a");
        Pass(TimeSpan.FromSeconds(20));
        Assert.Equal(2, _ledger.Availability(Queue).FreeWeight);
    }

    [Fact]
    public void Confirm_LiveReservation_HoldsUnsettledAndMustStore()
    {
        Hold("w");
        Assert.True(_ledger.MustStore);
        Assert.False(_ledger.State.Holds.Single().Settled);
    }

    [Fact]
    public void Confirm_Repeated_IsConfirmedOnce()
    {
        var offer = Hold("w");
        Assert.Equal(ConfirmOutcome.Confirmed, _ledger.Confirm(offer.Offer, offer.Work, 2, _now).Outcome);
        Assert.Equal(1, _ledger.HeldWeight);
    }

    [Fact]
    public void Confirm_OfferRanOut_IsGone()
    {
        GoOnline(TimeSpan.FromMinutes(2));
        var (_, offer) = Reserve("w");
        Pass(TimeSpan.FromSeconds(20));
        Assert.Equal(ConfirmOutcome.OfferGone, _ledger.Confirm(offer.Offer, offer.Work, 2, _now).Outcome);
    }

    [Fact]
    public void Confirm_CapacityLoweredMeanwhile_IsOverCapacity()
    {
        Hold("a");
        var (_, offer) = Reserve("b");
        _ledger.PutProfile(new AgentProfile(Me, "An", [Queue], 1), _now);
        Assert.Equal(ConfirmOutcome.OverCapacity, _ledger.Confirm(offer.Offer, offer.Work, 2, _now).Outcome);
    }

    [Fact]
    public void Decline_LiveOffer_TellsTheQueue()
    {
        GoOnline();
        var (_, offer) = Reserve("w");
        Assert.Equal(CommandOutcome.Done, _ledger.Decline(offer.Offer, _now));
        Assert.Equal(OfferEnd.Declined, _ledger.TakeNotices().OfType<OfferEnded>().Single().End);
    }

    [Fact]
    public void Decline_UnknownOffer_IsGone() => Assert.Equal(CommandOutcome.OfferGone, _ledger.Decline(Guid.AllBitsSet, _now));

    [Fact]
    public void SetIntent_AwayWithOffer_EndsTheOffer()
    {
        GoOnline();
        Reserve("w");
        _ledger.SetIntent(PresenceIntent.Away, null, _now);
        Assert.Equal(OfferEnd.AgentLeft, _ledger.TakeNotices().OfType<OfferEnded>().Single().End);
    }

    [Fact]
    public void OnTime_HoldUnsettled_AsksEveryTenSeconds()
    {
        Hold("w", TimeSpan.FromMinutes(2));
        Pass(AgentPolicy.SettleTime);
        Assert.Single(_ledger.TakeNotices().OfType<HoldUnsettled>());
        Pass(AgentPolicy.SettleTime);
        Assert.Single(_ledger.TakeNotices().OfType<HoldUnsettled>());
        Assert.Equal(1, _ledger.HeldWeight);
    }

    [Fact]
    public void Settle_Yours_IsNotAskedAbout()
    {
        var offer = Hold("w", TimeSpan.FromMinutes(2));
        _ledger.Settle(offer.Work, offer.Offer, true, _now);
        Pass(AgentPolicy.SettleTime);
        Assert.Empty(_ledger.TakeNotices().OfType<HoldUnsettled>());
    }

    [Fact]
    public void Settle_NotYours_FreesTheWeight()
    {
        var offer = Hold("w");
        _ledger.Settle(offer.Work, offer.Offer, false, _now);
        Assert.Equal(0, _ledger.HeldWeight);
    }

    [Fact]
    public void Release_Twice_IsIdempotent()
    {
        var offer = Hold("w");
        _ledger.Release(offer.Work, 2, _now);
        _ledger.Release(offer.Work, 2, _now);
        Assert.Equal(2, _ledger.Free);
    }

    [Fact]
    public void Release_OlderThanTheHold_ChangesNothing()
    {
        var offer = Hold("w");
        _ledger.Release(offer.Work, 1, _now);
        Assert.Equal(1, _ledger.HeldWeight);
    }

    [Fact]
    public void OnTime_LeaseLostLongerThanGrace_LosesEachHoldOnce()
    {
        Hold("w");
        Pass(Lease + AgentPolicy.Default.DisconnectGrace);
        Assert.Equal(2, _ledger.TakeNotices().OfType<HoldLost>().Single().Epoch);
    }

    [Fact]
    public void Connect_WithinGrace_KeepsAll()
    {
        var offer = Hold("w");
        Pass(Lease + AgentPolicy.Default.DisconnectGrace - TimeSpan.FromSeconds(1));
        _ledger.Connect(new SessionAddress("t", "g"), Lease, _now);
        Pass(TimeSpan.FromSeconds(10));
        Assert.Equal(ServingState.Live, _ledger.Serving(offer.Work, 2));
    }

    [Fact]
    public void Load_HoldsWithoutLeases_GraceRunsFromTheLoad()
    {
        var offer = Hold("w");
        _ledger.State.Sessions = null;
        _ledger = Load(_ledger.State);
        Assert.Equal(ServingState.InGrace, _ledger.Serving(offer.Work, 2));
        Pass(AgentPolicy.Default.DisconnectGrace);
        Assert.Equal(ServingState.Lost, _ledger.Serving(offer.Work, 2));
    }

    [Fact]
    public void Load_Again_VersionsGoOnRising()
    {
        var before = _ledger.Version;
        Pass(TimeSpan.FromSeconds(1));
        _ledger = Load(_ledger.State);
        Assert.True(_ledger.Version > before);
    }

    [Fact]
    public void Reserve_WorkOfAnOlderHold_ReplacesTheHold()
    {
        var offer = Hold("w");
        var again = Offer("w") with { Epoch = 3 };
        Assert.Equal(ReserveOutcome.Reserved, _ledger.Reserve(again, _now));
        Assert.Equal((0, 1), (_ledger.HeldWeight, _ledger.ReservedWeight));
        Assert.Equal(ServingState.NotHeld, _ledger.Serving(offer.Work, 2));
    }

    [Fact]
    public void OnReloaded_StoreHasNoHold_HoldIsGoneAndLeasesStay()
    {
        var offer = Hold("w");
        _ledger.OnReloaded(new AgentLedgerState { Profile = _ledger.State.Profile, Intent = PresenceIntent.Online }, _now);
        Assert.Equal(ServingState.NotHeld, _ledger.Serving(offer.Work, 2));
        Assert.True(_ledger.Availability(Queue).Routable);
    }

    private AgentLedger Load(AgentLedgerState state) => new(Me, state, _ => _policy, _now);

    private void Restart()
    {
        _now += TimeSpan.FromMilliseconds(1);
        _ledger = Load(_ledger.State);
    }

    private void GoOnline(TimeSpan? lease = null)
    {
        _ledger.Connect(new SessionAddress("s", "g"), lease ?? Lease, _now);
        _ledger.SetIntent(PresenceIntent.Online, null, _now);
        _ledger.TakeNotices();
    }

    private void Pass(TimeSpan time)
    {
        var end = _now + time;
        while (_ledger.NextWake is { } at && at <= end)
        {
            _now = at;
            _ledger.OnTime(at);
        }
        _now = end;
    }

    private OfferView Offer(string work) => new(new Guid(++_offers, 0, 0, new byte[8]), new ConversationId(Queue.Shop, "web", work), Queue, 1, 1, _now.AddSeconds(20), _now, null, default, null);

    private (ReserveOutcome Outcome, OfferView Offer) Reserve(string work)
    {
        var offer = Offer(work);
        return (_ledger.Reserve(offer, _now), offer);
    }

    private OfferView Hold(string work, TimeSpan? lease = null)
    {
        GoOnline(lease);
        var (_, offer) = Reserve(work);
        Assert.Equal(ConfirmOutcome.Confirmed, _ledger.Confirm(offer.Offer, offer.Work, 2, _now).Outcome);
        _ledger.TakeNotices();
        return offer;
    }
}
