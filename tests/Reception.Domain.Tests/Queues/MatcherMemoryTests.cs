using Reception.Contracts.Agents;
using Reception.Contracts.Shops;
using Reception.Domain.Queues;

namespace Reception.Domain.Tests.Queues;

/// <summary>What a queue remembers is bounded by what waits, whatever went through it.</summary>
public sealed class MatcherMemoryTests
{
    private const int Passing = 20_000;
    private readonly Desk _desk = new();

    [Fact]
    public void Deadlines_OfWorkThatLeft_AreForgottenLongBeforeTheirTime()
    {
        _desk.Policy = QueueRulebook.Of(new("chats", Rules: new(Limits: new(MaxWaitSeconds: 604_800))), 2);
        PassThrough();
        Assert.InRange(_desk.Matcher.Remembered, 0, 4_096);
    }

    [Fact]
    public void Arrivals_BehindOneThatNobodyServes_AreForgotten()
    {
        _desk.Enqueue("old");
        PassThrough();
        Assert.InRange(_desk.Matcher.Waiting.Remembered, 1, 4_096);
        Assert.Equal(Desk.Start, _desk.Matcher.Waiting.OldestArrival);
    }

    [Fact]
    public void Refusals_OfLongAgo_AreForgotten()
    {
        _desk.Policy = QueueRulebook.Of(new("chats", Rules: new(Offers: new(CoolDownSeconds: 0))), 2);
        _desk.Enqueue("w");
        for (var i = 0; i < 500; i++)
        {
            _desk.Online($"a{i}");
            _desk.Reserve("w", freeAfter: 0);
            _desk.End("w", OfferEnd.Declined);
            _desk.Away($"a{i}");
            _desk.Pass(30);
        }
        Assert.InRange(_desk.Matcher.Waiting.Find(Desk.Work("w"))!.RefusedAt.Count(), 1, 121);
    }

    private void PassThrough()
    {
        for (var i = 0; i < Passing; i++)
        {
            _desk.Enqueue($"w{i}");
            _desk.Matcher.Remove(Desk.Work($"w{i}"), 1, _desk.Now);
            _desk.Pass(0.01);
        }
    }
}
