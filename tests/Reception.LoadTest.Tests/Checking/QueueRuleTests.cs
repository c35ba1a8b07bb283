using Reception.LoadTest.Checking.Histories;
using Reception.LoadTest.Checking.Rules;

namespace Reception.LoadTest.Tests.Checking;

/// <summary>Order within a queue, and what waits at the end. "first" came at second 0 and is due at 60, "second" came at 10 and is due at 70.</summary>
public sealed class QueueRuleTests : IDisposable
{
    private const string First = "demo/web/first";
    private const string Second = "demo/web/second";
    private readonly JournalBuilder _journal = new();

    public void Dispose() => _journal.Dispose();

    [Fact]
    public void Order_LaterDueOfferedFirst_IsFound()
    {
        Both();
        Offer("ann", Second, 30);
        Assert.Contains(First, Assert.Single(Found()).What, StringComparison.Ordinal);
    }

    [Fact]
    public void Order_EarlierDueOfferedFirst_IsRight()
    {
        Both();
        Offer("ann", First, 30);
        Offer("bob", Second, 31);
        Assert.Empty(Found());
    }

    [Fact]
    public void Order_WhileTheEarlierOneIsOfferedToAnother_IsRight()
    {
        Both();
        Offer("bob", First, 20);
        Offer("ann", Second, 30);
        Assert.Empty(Found());
    }

    [Fact]
    public void Order_AfterTheEarlierOneWasDeclinedLongAgo_IsFound()
    {
        Both();
        Offer("bob", First, 12, declinedAt: 15);
        Offer("ann", Second, 30);
        Assert.Single(Found());
    }

    [Fact]
    public void Order_WhenADeclineIsHeardAfterTheNextOffer_IsRight()
    {
        Both();
        Offer("bob", First, 12, declinedAt: 20);
        Offer("carl", First, 19);
        Offer("ann", Second, 30);
        Assert.Empty(Found());
    }

    [Fact]
    public void Order_ByTheAgentWhoDeclinedTheEarlierOne_IsRight()
    {
        Both();
        Offer("ann", First, 12, declinedAt: 15);
        Offer("ann", Second, 30);
        Assert.Empty(Found());
    }

    [Theory]
    [InlineData(40, true)] // it waits for bob until 40
    [InlineData(20, false)] // it has waited for bob long enough
    public void Order_WhileTheEarlierOneWaitsForItsAgent_IsRight(double until, bool isRight)
    {
        Both(first: Event.HandedOver(2, due: 60, preferred: "bob", preferredUntil: until));
        Offer("ann", Second, 30);
        Assert.Equal(isRight, Found().Count == 0);
    }

    [Fact]
    public void Order_EarlierOneThatAsksForASkill_IsNotCompared()
    {
        Both(first: Event.HandedOver(2, due: 60, skill: "english"));
        Offer("ann", Second, 30);
        Assert.Empty(Found());
    }

    [Fact]
    public void Order_HeavierEarlierOne_IsNotCompared()
    {
        Both(first: Event.HandedOver(2, due: 60, weight: 2));
        Offer("ann", Second, 30);
        Assert.Empty(Found());
    }

    [Theory]
    [InlineData(0.5, true)] // the offer was on its way when the other came
    [InlineData(12, false)]
    public void Order_WithinTheSlack_IsRight(double later, bool isRight)
    {
        Both(secondAt: 0);
        Offer("ann", Second, later);
        Assert.Equal(isRight, Found().Count == 0);
    }

    [Theory]
    [InlineData(25, true)] // an offer to him may run out unseen
    [InlineData(5, false)]
    public void Order_SoonAfterALostConnection_IsNotCompared(double lostAt, bool isRight)
    {
        Both();
        _journal.Agent("cut").Act(new(ActKind.Away, Event.At(lostAt), "cut"));
        Offer("ann", Second, 30);
        Assert.Equal(isRight, Found().Count == 0);
    }

    [Fact]
    public void Order_AfterTheQueuesDueTimeMovedEarlier_GoesByTheNewOne()
    {
        Both();
        _journal.Append(First, Event.Json(new Domain.Conversations.Events.DeadlineMissed(
            Event.At(11), 1, Reception.Contracts.Conversations.DeadlineKind.FirstReply, Event.At(0), Event.At(11), Waiting: new("sales", Event.At(0), Event.At(75), 1))));
        Offer("ann", Second, 30);
        Assert.Empty(Found());
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(28, false)] // only just there
    public void Waiting_WithAnAgentWhoHasRoom_IsFound(double presentSince, bool found)
    {
        Both();
        _journal.Act(new(ActKind.Present, Event.At(presentSince), "ann")).Append("demo/web/other", Event.Opened(), Event.Closed(2, at: 30));
        Assert.Equal(found ? 2 : 0, _journal.Found(WaitingRule.Name).Count);
    }

    [Fact]
    public void Waiting_WithAgentsWhoAreFull_IsRight()
    {
        Both();
        _journal.Act(new(ActKind.Present, Event.At(0), "ann")).Open("demo/web/other", 3)
            .Append("demo/web/other", Event.Opened(), Event.HandedOver(2), Event.Assigned(3, "ann", at: 30));
        Assert.Empty(_journal.Found(WaitingRule.Name));
    }

    [Fact]
    public void Waiting_WhenTheAgentHasLeft_IsRight()
    {
        Both();
        _journal.Act(new(ActKind.Present, Event.At(0), "ann")).Act(new(ActKind.Away, Event.At(1), "ann")).Append("demo/web/other", Event.Opened(), Event.Closed(2, at: 30));
        Assert.Empty(_journal.Found(WaitingRule.Name));
    }

    private void Both(string? first = null, double secondAt = 10)
    {
        _journal.Agent("ann").Agent("bob").Open(First, 2).Open(Second, 2)
            .Append(First, Event.Opened(), first ?? Event.HandedOver(2, due: 60)).Append(Second, Event.Opened(), Event.HandedOver(2, at: secondAt, due: secondAt + 61));
    }

    private void Offer(string agent, string work, double at, double? declinedAt = null)
    {
        _journal.Act(new(ActKind.Offered, Event.At(at), agent, work));
        if (declinedAt is { } declined) _journal.Act(new(ActKind.Declined, Event.At(declined), agent, work));
    }

    private IReadOnlyList<LoadTest.Measures.Violation> Found() => _journal.Found(OrderRule.Name);
}
