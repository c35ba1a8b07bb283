using Reception.Contracts.Agents;
using Reception.Contracts.Ids;
using Reception.Contracts.Routing;
using Reception.Contracts.Shops;
using Reception.Domain.Agents;

namespace Reception.Domain.Tests.Agents;

/// <summary>Wrap-up, silent chats, shifts: what the ledger's own deadlines do.</summary>
public sealed partial class AgentLedgerTests
{
    private static readonly QueueId Sale = new(Queue.Shop, "sale");

    [Fact]
    public void Release_QueueWithWrapUp_TakesTheWeightUntilItsEnd()
    {
        Rules(new QueueRules(WrapUpSeconds: 30));
        var offer = Hold("w", TimeSpan.FromMinutes(2));
        _ledger.Release(offer.Work, 2, _now);
        Assert.Equal((1, PresenceState.WrapUp), (_ledger.Free, _ledger.Presence));
        Pass(TimeSpan.FromSeconds(30));
        Assert.Equal((2, PresenceState.Online), (_ledger.Free, _ledger.Presence));
    }

    [Fact]
    public void EndWrapUp_Ready_IsIdleFromNow()
    {
        Rules(new QueueRules(WrapUpSeconds: 30));
        var offer = Hold("w");
        _ledger.Release(offer.Work, 2, _now);
        _now += TimeSpan.FromSeconds(3);
        _ledger.EndWrapUp(null, _now);
        Assert.Equal((2, _now), (_ledger.Free, _ledger.Availability(Queue).IdleSince));
    }

    [Fact]
    public void EndWrapUp_OfAnotherWork_ChangesNothing()
    {
        Rules(new QueueRules(WrapUpSeconds: 30));
        var offer = Hold("w");
        _ledger.Release(offer.Work, 2, _now);
        _ledger.EndWrapUp(new ConversationId(Queue.Shop, "web", "x"), _now);
        Assert.Equal(1, _ledger.Free);
    }

    [Fact]
    public void Release_LostHold_HasNoWrapUp()
    {
        Rules(new QueueRules(WrapUpSeconds: 300));
        var offer = Hold("w");
        Pass(Lease + AgentPolicy.Default.DisconnectGrace);
        _ledger.Release(offer.Work, 2, _now);
        Assert.Equal(2, _ledger.Free);
    }

    [Fact]
    public void Reserve_SameWorkInWrapUp_NeedsNoRoomTwice()
    {
        Rules(new QueueRules(WrapUpSeconds: 30));
        Hold("a");
        var offer = Hold("w");
        _ledger.Release(offer.Work, 2, _now);
        Assert.Equal(ReserveOutcome.Reserved, _ledger.Reserve(Offer("w") with { Epoch = 3 }, _now));
    }

    [Fact]
    public void WrapUp_Restart_GoesOn()
    {
        Rules(new QueueRules(WrapUpSeconds: 30));
        var offer = Hold("w");
        _ledger.Release(offer.Work, 2, _now);
        Restart();
        Assert.Equal(1, _ledger.Free);
    }

    [Fact]
    public void Quiet_IdleTimePassed_AsksTheConversation()
    {
        SilentChats(reserve: 0);
        Pass(TimeSpan.FromSeconds(60));
        Assert.Equal(2, _ledger.TakeNotices().OfType<HoldQuiet>().Count());
        Assert.Equal(0, _ledger.Free);
    }

    [Fact]
    public void OnActivity_SilentSoLong_NoLongerCounts()
    {
        var (a, _) = SilentChats(reserve: 0);
        FallSilent(a);
        Assert.Equal((1, 1, 1), (_ledger.Free, _ledger.View!.Load, _ledger.View.Idle));
        Assert.Equal(ServingState.Live, _ledger.Serving(a.Work, 2));
    }

    [Fact]
    public void OnActivity_SpokeLately_StillCounts()
    {
        var (a, _) = SilentChats(reserve: 0);
        Pass(TimeSpan.FromSeconds(60));
        _ledger.OnActivity(a.Work, 2, _now.AddSeconds(-59), _now);
        Assert.Equal(0, _ledger.Free);
    }

    [Fact]
    public void OnActivity_WithReserve_KeepsRoomForTheFirstToWake()
    {
        var (a, b) = SilentChats(reserve: 1);
        FallSilent(a);
        Assert.Equal(0, _ledger.Free);
        FallSilent(b);
        Assert.Equal(1, _ledger.Free);
    }

    [Fact]
    public void OnActivity_Wakes_CountsAgainAndGivesNothingNewAboveCapacity()
    {
        var (a, b) = SilentChats(reserve: 0);
        FallSilent(a);
        FallSilent(b);
        Hold("c", TimeSpan.FromMinutes(5));
        Hold("d", TimeSpan.FromMinutes(5));
        _ledger.OnActivity(a.Work, 2, _now, _now);
        Assert.Equal((3, 0), (_ledger.ActiveWeight, _ledger.Free));
        Assert.Equal(ReserveOutcome.NoCapacity, Reserve("e").Outcome);
    }

    [Fact]
    public void Confirm_ChatWokeMeanwhile_IsOverCapacity()
    {
        var (a, b) = SilentChats(reserve: 0);
        FallSilent(a);
        FallSilent(b);
        Hold("c", TimeSpan.FromMinutes(5));
        var (_, offer) = Reserve("d");
        _ledger.OnActivity(a.Work, 2, _now, _now);
        Assert.Equal(ConfirmOutcome.OverCapacity, _ledger.Confirm(offer.Offer, offer.Work, 2, _now).Outcome);
    }

    [Fact]
    public void OnActivity_OldWordAfterTheWaking_ChangesNothing()
    {
        var (a, _) = SilentChats(reserve: 0);
        var before = _now;
        FallSilent(a);
        _ledger.OnActivity(a.Work, 2, _now, _now);
        _ledger.OnActivity(a.Work, 2, before, _now);
        Assert.Equal(0, _ledger.Free);
    }

    [Fact]
    public void Silent_Restart_IsAskedAboutAtOnce()
    {
        var (a, _) = SilentChats(reserve: 0);
        FallSilent(a);
        Restart();
        _ledger.OnTime(_now);
        Assert.Contains(_ledger.TakeNotices().OfType<HoldQuiet>(), quiet => quiet.Work == a.Work);
        Assert.Equal(1, _ledger.ActiveWeight);
    }

    [Fact]
    public void Silent_IdleTimeTakenBack_CountsAgain()
    {
        var (a, _) = SilentChats(reserve: 0);
        FallSilent(a);
        Rules(new QueueRules());
        _ledger.OnTime(_now);
        Assert.Equal(0, _ledger.Free);
    }

    [Fact]
    public void Shift_BeginsAndEndsByItsOwnDeadline()
    {
        Qualify(new Qualification(Sale, QueueRole.AllHands, _now.AddHours(1), _now.AddHours(2)));
        Assert.False(_ledger.Availability(Sale).Routable);
        PassConnected(TimeSpan.FromHours(1));
        Assert.Equal((true, QueueRole.AllHands), (_ledger.Availability(Sale).Routable, _ledger.Availability(Sale).Traits!.Role));
        PassConnected(TimeSpan.FromHours(1));
        Assert.False(_ledger.Availability(Sale).Routable);
    }

    [Fact]
    public void Shift_Ends_OfferGoesBackAndTheHoldStays()
    {
        Qualify(new Qualification(Sale, Until: _now.AddSeconds(10)));
        var held = Offer("a") with { Queue = Sale };
        _ledger.Reserve(held, _now);
        _ledger.Confirm(held.Offer, held.Work, 2, _now);
        _ledger.Reserve(Offer("b") with { Queue = Sale }, _now);
        _ledger.TakeNotices();
        Pass(TimeSpan.FromSeconds(10));
        var notices = _ledger.TakeNotices();
        Assert.Equal(OfferEnd.AgentLeft, notices.OfType<OfferEnded>().Single().End);
        Assert.Contains(notices.OfType<StandingChanged>(), told => told.Queue == Sale && !told.Availability.Routable);
        Assert.Equal(ServingState.Live, _ledger.Serving(held.Work, 2));
    }

    [Fact]
    public void Lending_PolicyPublished_TellsTheBorrowerWithinTwoSeconds()
    {
        GoOnline(TimeSpan.FromMinutes(2));
        _policy = Lending("sale");
        Pass(AgentPolicy.LookTime);
        var told = _ledger.TakeNotices().OfType<StandingChanged>().Single(s => s.Queue == Sale).Availability;
        Assert.Equal((true, QueueRole.Lent, Queue), (told.Routable, told.Traits!.Role, told.Traits.Home!.Value));
    }

    [Fact]
    public void Lending_TakenBack_TellsTheBorrower()
    {
        _policy = Lending("sale");
        GoOnline(TimeSpan.FromMinutes(2));
        Pass(AgentPolicy.LookTime);
        _ledger.TakeNotices();
        _policy = Lending();
        Pass(AgentPolicy.LookTime);
        Assert.False(_ledger.TakeNotices().OfType<StandingChanged>().Single(s => s.Queue == Sale).Availability.Routable);
    }

    private static AgentPolicy Lending(params string[] to) => AgentPolicy.Of(new ShopPolicy(
        "s", "en", "UTC", [new QueuePolicy(Queue.Name, Rules: new QueueRules(Lends: to.Length == 0 ? null : new Lending(to))), new QueuePolicy(Sale.Name)], [new ChannelPolicy("web")], new BotPolicy()));

    private void Qualify(params Qualification[] passed)
    {
        GoOnline(TimeSpan.FromMinutes(5));
        Assert.Empty(_ledger.PutProfile(new AgentProfile(Me, "An", [Queue], 2, Qualifications: passed), _now).Errors);
    }

    private void PassConnected(TimeSpan time)
    {
        for (var end = _now + time; _now < end;)
        {
            _ledger.Renew("s", TimeSpan.FromMinutes(5), _now);
            Pass(TimeSpan.FromMinutes(1));
        }
    }

    private (OfferView A, OfferView B) SilentChats(int reserve)
    {
        Rules(new QueueRules(IdleSeconds: 60));
        _ledger.PutProfile(new AgentProfile(Me, "An", [Queue], 2, WakeReserve: reserve), _now);
        return (Hold("a", TimeSpan.FromMinutes(5)), Hold("b", TimeSpan.FromMinutes(5)));
    }

    private void FallSilent(OfferView chat)
    {
        _ledger.Renew("s", TimeSpan.FromMinutes(5), _now);
        Pass(TimeSpan.FromSeconds(60));
        _ledger.OnActivity(chat.Work, 2, _now.AddSeconds(-60), _now);
    }
}
