using Reception.Contracts.Agents;
using Reception.Contracts.Queues;
using Reception.Contracts.Shops;
using Reception.Domain.Queues;

namespace Reception.Domain.Tests.Queues;

/// <summary>What a queue, or an agent, that begins anew makes of offers and works from before.</summary>
public sealed class MatcherRestartTests
{
    private readonly Desk _desk = new();

    [Fact]
    public void OnReport_UnknownOfferOfWaitingWork_IsAdopted()
    {
        _desk.Enqueue("w");
        var offer = new OfferView(Guid.AllBitsSet, Desk.Work("w"), Desk.Queue, 1, 1, _desk.Now.AddSeconds(9), _desk.Now, null, default, null);
        _desk.Matcher.OnReport(new(new(Desk.Agent("an"), 1, true, 3, _desk.Now, 4), [offer]), _desk.Now);
        Assert.Empty(_desk.Take());
        Assert.Equal(1, _desk.Matcher.Offered);
    }

    [Fact]
    public void OnReport_OfferOfWorkThatIsGone_IsWithdrawn()
    {
        var offer = new OfferView(Guid.AllBitsSet, Desk.Work("w"), Desk.Queue, 1, 1, _desk.Now.AddSeconds(9), _desk.Now, null, default, null);
        _desk.Matcher.OnReport(new(new(Desk.Agent("an"), 1, true, 3, _desk.Now, 4), [offer]), _desk.Now);
        Assert.Equal(offer.Offer, _desk.Take().OfType<WithdrawDecision>().Single().Offer);
    }

    [Fact]
    public void OnReport_OfferThatEndedHere_IsWithdrawnAndItsWorkOfferedAgain()
    {
        _desk.Online("an");
        _desk.Enqueue("w");
        var offer = _desk.LastOffer("w");
        _desk.Matcher.OnSilent(offer.Offer, _desk.Now);
        _desk.Take();
        _desk.Matcher.OnReport(new(new(Desk.Agent("an"), 9, true, 3, _desk.Now, 4), [offer]), _desk.Now); // he reserved it, and the withdrawal is on its way
        Assert.Equal(offer.Offer, _desk.Take().OfType<WithdrawDecision>().Single().Offer);
        Assert.Equal(0, _desk.Matcher.Offered);
        _desk.Pass(MatchPolicy.SilentPause.TotalSeconds);
        Assert.Equal("w→an", _desk.Asked());
    }

    /// <summary>He declined what the report still has: his newer word came first.</summary>
    [Fact]
    public void OnReport_OlderThanWhatHeSaidSince_NothingOfItIsBelieved()
    {
        _desk.Enqueue("w");
        _desk.Matcher.Listen();
        var offer = new OfferView(Guid.AllBitsSet, Desk.Work("w"), Desk.Queue, 1, 1, _desk.Now.AddSeconds(9), _desk.Now, null, default, null);
        _desk.Matcher.OnAgentChanged(new(Desk.Agent("an"), 2, true, 4, _desk.Now, 4), _desk.Now);
        Assert.False(_desk.Matcher.OnReport(new(new(Desk.Agent("an"), 1, true, 3, _desk.Now, 4), [offer]), _desk.Now));
        Assert.Equal((0, 4), (_desk.Matcher.Offered, _desk.Matcher.Pool.FreeWeight));
        Assert.True(_desk.Matcher.OnReport(new(new(Desk.Agent("an"), 2, true, 4, _desk.Now, 4), []), _desk.Now));
        _desk.Matcher.Begin(_desk.Now);
        Assert.Equal("w→an", _desk.Asked());
    }

    /// <summary>The end of an offer of the queue before this one comes before the report that was written before it.</summary>
    [Fact]
    public void OnReport_OfferWhoseEndCameFirst_IsNotAdopted()
    {
        _desk.Enqueue("w");
        _desk.Matcher.Listen();
        var offer = new OfferView(Guid.AllBitsSet, Desk.Work("w"), Desk.Queue, 1, 1, _desk.Now.AddSeconds(9), _desk.Now, null, default, null);
        _desk.Matcher.OnOfferEnded(Desk.Agent("an"), offer.Offer, OfferEnd.Declined, _desk.Now);
        _desk.Matcher.OnReport(new(new(Desk.Agent("an"), 1, true, 3, _desk.Now, 4), [offer]), _desk.Now);
        Assert.Equal(0, _desk.Matcher.Offered);
        _desk.Matcher.Begin(_desk.Now);
        Assert.Equal("w→an", _desk.Asked());
    }

    [Fact]
    public void Listen_OthersSpeakBeforeTheAgentWithTheOffer_AdoptsItAndAsksNobody()
    {
        _desk.Matcher.Listen();
        _desk.Enqueue("w");
        _desk.Online("bo");
        var offer = new OfferView(Guid.AllBitsSet, Desk.Work("w"), Desk.Queue, 1, 1, _desk.Now.AddSeconds(9), _desk.Now, null, default, null);
        _desk.Matcher.OnReport(new(new(Desk.Agent("an"), 1, true, 3, _desk.Now, 4), [offer]), _desk.Now);
        _desk.Matcher.Begin(_desk.Now);
        Assert.Empty(_desk.Take());
        Assert.Equal(1, _desk.Matcher.Offered);
    }

    /// <summary>A full queue that was let more into than its limit (messages, transfers) begins anew: nobody who waits is turned away.</summary>
    [Fact]
    public void Enqueue_RestoredWithExemptWorkBeyondTheLimit_EverybodyStays()
    {
        _desk.Policy = QueueRulebook.Of(new QueuePolicy("chats", Rules: new(Limits: new(2))), 1);
        WaitingWork[] works = [Desk.Waits("a", _desk.Now), Desk.Waits("m", _desk.Now) with { Exempt = true }, Desk.Waits("b", _desk.Now), Desk.Waits("n", _desk.Now) with { Exempt = true }];
        foreach (var work in works) _desk.Matcher.Restore(work, _desk.Now);
        Assert.All(works, work => Assert.Equal(EnqueueOutcome.Known, _desk.Matcher.Enqueue(work, _desk.Now)));
        Assert.Equal(EnqueueOutcome.Full, _desk.Enqueue("new"));
    }

    /// <summary>The index has one more than may wait: of the last to arrive nobody knows an answer, so he was not let in.</summary>
    [Fact]
    public void Enqueue_RestoredOneTooMany_TheLastToArriveIsTurnedAwayWhoeverTellsFirst()
    {
        _desk.Policy = QueueRulebook.Of(new QueuePolicy("chats", Rules: new(Limits: new(2))), 1);
        WaitingWork[] works = [.. new[] { "a", "b", "late" }.Select((name, i) => Desk.Waits(name, _desk.Now.AddSeconds(i)))];
        foreach (var work in works) _desk.Matcher.Restore(work, _desk.Now);
        var told = works.Reverse().Select(work => (work.Work.Customer, Outcome: _desk.Matcher.Enqueue(work, _desk.Now))).ToArray();
        Assert.Equal([("late", EnqueueOutcome.Full), ("b", EnqueueOutcome.Known), ("a", EnqueueOutcome.Known)], told);
    }

    [Fact]
    public void Begin_AfterListening_AsksForWhatWaits()
    {
        _desk.Matcher.Listen();
        _desk.Enqueue("w");
        _desk.Online("an");
        Assert.Empty(_desk.Take());
        _desk.Matcher.Begin(_desk.Now);
        Assert.Equal("w→an", _desk.Asked());
    }

    [Fact]
    public void OnAgentChanged_NewLife_ReservesTheSameOfferAgain()
    {
        _desk.Online("an");
        _desk.Enqueue("w");
        var offer = _desk.Reserve("w");
        _desk.Restarted("an");
        Assert.Equal(offer, _desk.Take().OfType<ReserveDecision>().Single().Offer.Offer);
    }

    [Fact]
    public void OnAgentChanged_NewLifeRefusesTheOffer_GoesToTheNext()
    {
        _desk.Online("an", idleFor: 2);
        _desk.Online("bo", idleFor: 1);
        _desk.Enqueue("w");
        _desk.Reserve("w");
        _desk.Restarted("an");
        _desk.Refuse("w", ReserveOutcome.NotRoutable, routable: false, free: 0);
        Assert.Equal("w→bo", _desk.Asked());
    }

    [Fact]
    public void OnAgentChanged_NewLifeOfASilentAgent_IsAskedAtOnce()
    {
        _desk.Online("an");
        _desk.Enqueue("w");
        _desk.Matcher.OnSilent(_desk.LastOffer("w").Offer, _desk.Now);
        _desk.Restarted("an");
        Assert.Equal("w→an", _desk.Asked());
    }
}
