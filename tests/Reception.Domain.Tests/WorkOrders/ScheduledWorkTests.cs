using Reception.Contracts.Ids;
using Reception.Contracts.Routing;
using Reception.Contracts.WorkOrders;
using Reception.Domain.WorkOrders;
using Reception.Domain.WorkOrders.Events;

namespace Reception.Domain.Tests.WorkOrders;

/// <summary>Work that was promised outside the hours waits from the opening on.</summary>
public sealed class ScheduledWorkTests
{
    private static readonly DateTimeOffset Opening = Slip.Start.AddHours(10);
    private readonly Slip _slip = new();

    /// <summary>The night is no wait: the steps of the queue, and its longest wait, count from the opening; the place is that of the arrival.</summary>
    [Fact]
    public void Entered_AfterANight_ItsAgeBeginsAndItsPlaceStays()
    {
        _slip.Create(Slip.Order(WorkKind.CallBack) with { NotBefore = Opening, Due = Slip.Start.AddMinutes(1), Fields = Slip.Order().Fields with { Conversation = new(Slip.Shop, "web", "c") } });
        var due = _slip.State.Wait!.Due;
        Enter();
        var waiting = WorkOrderAftermath.Waiting(_slip.State);
        Assert.Equal((Opening, due), (waiting.Arrival, waiting.DueTime));
        Assert.Equal(Slip.Start, _slip.State.Wait!.Arrival);
    }

    [Fact]
    public void Entered_RowOfTheIndex_IsAsTheQueueIsTold()
    {
        _slip.Create(Slip.Order() with { NotBefore = Opening });
        var before = _slip.State;
        Enter();
        Assert.Equal(Opening, WorkOrderAftermath.Of(before, _slip.State, Opening).OpenWork!.Row!.Arrival);
    }

    [Fact]
    public void Entered_PreferredAgent_IsAskedFirstFromTheOpeningOn()
    {
        _slip.Create(Slip.Order() with { NotBefore = Opening, Preferred = new AgentId("li") });
        Enter();
        Assert.Equal(Opening.AddSeconds(_slip.Policy.PreferredAgentSeconds), WorkOrderAftermath.Waiting(_slip.State).PreferredUntil);
    }

    [Fact]
    public void Reopened_TheNightOfItsFirstWaitIsForgotten()
    {
        _slip.Create(Slip.Order() with { NotBefore = Opening });
        Enter();
        _slip.Accept("li");
        _slip.Close("li");
        _slip.Now = Opening.AddDays(2);
        _slip.Reopen("boss");
        Assert.Equal(_slip.Now, WorkOrderAftermath.Waiting(_slip.State).Arrival);
    }

    [Fact]
    public void Due_ItsQueueIsGone_GoesToTheQueueOfItsTopic()
    {
        _slip.Create(Slip.Order());
        _slip.Policy = _slip.Policy with { Queues = [new("all")] };
        _slip.Now += TimeSpan.FromSeconds(30);
        _slip.Due();
        Assert.Equal(("all", Slip.Start, WorkOrderPhase.Waiting), (_slip.State.Wait!.Queue, _slip.State.Wait.Arrival, _slip.State.Phase));
        Assert.Empty(_slip.Due().Events.OfType<Moved>());
    }

    private void Enter()
    {
        _slip.Now = Opening;
        _slip.Due();
        Assert.Equal(WorkOrderPhase.Waiting, _slip.State.Phase);
    }
}
