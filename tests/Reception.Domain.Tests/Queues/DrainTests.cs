using Reception.Contracts.Shops;
using Reception.Domain.Queues;

namespace Reception.Domain.Tests.Queues;

/// <summary>A queue that takes no more offers: what waits goes where the limit sends it, what is offered first comes back.</summary>
public sealed class DrainTests
{
    private readonly Desk _desk = new();

    [Fact]
    public void Drain_WithOverflow_SendsWhatWaitsAway()
    {
        Overflow();
        _desk.Enqueue("w");
        _desk.Matcher.Drain(true, _desk.Now);
        Assert.Equal("w", Sent());
    }

    [Fact]
    public void Drain_WithoutOverflow_WorkStaysAndIsNotOffered()
    {
        _desk.Enqueue("w");
        _desk.Matcher.Drain(true, _desk.Now);
        _desk.Online("an");
        Assert.Empty(_desk.Take());
        _desk.Matcher.Drain(false, _desk.Now);
        Assert.Equal("w→an", _desk.Asked());
    }

    [Fact]
    public void Drain_OfferIsOut_CountsAndComesBackOnlyToBeSentAway()
    {
        Overflow();
        _desk.Online("an");
        _desk.Enqueue("w");
        _desk.Reserve("w");
        _desk.Matcher.Drain(true, _desk.Now);
        Assert.Equal("", Sent());
        _desk.End("w", Contracts.Agents.OfferEnd.Declined);
        Assert.Equal("w", Sent());
    }

    [Fact]
    public void Drain_TakenBack_LongestWaitIsToldAllTheSame()
    {
        Overflow(mostWait: 600);
        _desk.Enqueue("w");
        _desk.Matcher.Drain(true, _desk.Now);
        Assert.Equal("w", Sent());
        _desk.Matcher.Drain(false, _desk.Now);
        _desk.Pass(600);
        Assert.Equal("w", Sent());
    }

    [Fact]
    public void Drain_Again_SendsAwayAgain()
    {
        Overflow();
        _desk.Enqueue("w");
        _desk.Matcher.Drain(true, _desk.Now);
        _desk.Matcher.Drain(false, _desk.Now);
        Sent();
        _desk.Matcher.Drain(true, _desk.Now);
        Assert.Equal("w", Sent());
    }

    [Fact]
    public void Drained_PolicyNamesAnOverflowLater_SendsAway()
    {
        _desk.Enqueue("w");
        _desk.Matcher.Drain(true, _desk.Now);
        Assert.Equal("", Sent());
        Overflow();
        _desk.Pass(1);
        _desk.Matcher.OnTime(_desk.Now);
        Assert.Equal("w", Sent());
    }

    private void Overflow(int? mostWait = null) => _desk.Policy = QueueRulebook.Of(new("chats", Rules: new(Limits: new(MaxWaitSeconds: mostWait, Action: LimitAction.Overflow, OverflowTo: "other"))), 2);

    private string Sent() => string.Join(' ', _desk.Take().OfType<LimitDecision>().Select(d => d.Work.Customer));
}
