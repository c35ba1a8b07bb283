using Reception.Contracts.Queues;
using Reception.Contracts.Routing;
using Reception.Domain.Queues;

namespace Reception.Domain.Tests.Queues;

/// <summary>At most so many customers wait; what counts, and what a queue that begins anew makes of it.</summary>
public sealed class QueueLimitTests
{
    private readonly Desk _desk = new();

    public QueueLimitTests() => _desk.Policy = QueueRulebook.Of(new("chats", Rules: new(Limits: new(MaxWaiting: 2))), 2);

    [Fact]
    public void Enqueue_AsManyWaitAsMay_IsFull()
    {
        Assert.Equal([EnqueueOutcome.Queued, EnqueueOutcome.Queued, EnqueueOutcome.Full], [_desk.Enqueue("a"), _desk.Enqueue("b"), _desk.Enqueue("c")]);
        _desk.Matcher.Remove(Desk.Work("a"), 1, _desk.Now);
        Assert.Equal(EnqueueOutcome.Queued, _desk.Enqueue("c"));
    }

    /// <summary>Whoever is turned away becomes a work order in the same queue: if those counted, it would stay full.</summary>
    [Fact]
    public void Enqueue_WorkOrdersWait_TakeNoCustomersPlace()
    {
        for (var i = 0; i < 5; i++) Assert.Equal(EnqueueOutcome.Queued, Enqueue($"o{i}", WorkKind.WorkOrder));
        Assert.Equal([EnqueueOutcome.Queued, EnqueueOutcome.Queued, EnqueueOutcome.Full], [_desk.Enqueue("a"), _desk.Enqueue("b"), _desk.Enqueue("c")]);
        Assert.Equal(EnqueueOutcome.Queued, Enqueue("later", WorkKind.CallBack));
    }

    /// <summary>Two were let in, two came back from an agent whose connection was lost; then the queue's silo died.</summary>
    [Fact]
    public void Restored_MoreThanTheLimitWaitedByRight_AllStay()
    {
        foreach (var work in "abcd") _desk.Matcher.Restore(Desk.Waits(work.ToString(), _desk.Now.AddSeconds(-60)), _desk.Now);
        foreach (var work in "abcd") Assert.Equal(EnqueueOutcome.Known, _desk.Matcher.Enqueue(Desk.Waits(work.ToString(), _desk.Now.AddSeconds(-60)), _desk.Now));
        Assert.Equal(4, _desk.Matcher.Waiting.Count);
    }

    /// <summary>The silo died between its append and its word to the queue: it was never let in.</summary>
    [Fact]
    public void Restored_CameJustNowAndWasNeverTold_IsFullByItsOwnWord()
    {
        foreach (var work in "abc") _desk.Matcher.Restore(Desk.Waits(work.ToString(), _desk.Now), _desk.Now);
        Assert.Equal(EnqueueOutcome.Full, _desk.Enqueue("c"));
        Assert.Equal([EnqueueOutcome.Known, EnqueueOutcome.Known], [_desk.Enqueue("a"), _desk.Enqueue("b")]);
    }

    private EnqueueOutcome Enqueue(string name, WorkKind kind) => _desk.Matcher.Enqueue(Desk.Waits(name, _desk.Now) with { Request = new WorkRequest(kind), Exempt = true }, _desk.Now);
}
