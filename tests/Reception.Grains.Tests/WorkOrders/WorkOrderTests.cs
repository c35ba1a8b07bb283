using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Routing;
using Reception.Contracts.WorkOrders;
using Reception.Grains.Operations;
using Reception.Grains.Tests.Stores;
using Reception.Grains.Tests.Waiting;

namespace Reception.Grains.Tests.WorkOrders;

/// <summary>One router for chats and work orders alike (H5): offers, holds, rows and queues are the same.</summary>
public sealed class WorkOrderTests
{
    [Fact]
    public async Task Create_AcceptNoteClose_IsDoneAndTheAgentIsFree()
    {
        await using var floor = await Floor.OpenAsync();
        await floor.HireOnlineAsync("an");
        await floor.CreateAsync("o1");
        var offer = await floor.TakeAsync("an", "o1");
        Assert.Equal(WorkKind.WorkOrder, offer.Request?.Kind);
        Assert.Equal(1, await floor.LoadAsync("an"));
        Assert.Equal(CommandOutcome.Done, (await floor.Order("o1").NoteAsync(new("an", false, "n1", "looked"))).Outcome);
        Assert.Equal(CommandOutcome.Done, (await floor.FinishAsync("an", "o1")).Outcome);
        await floor.Host.UntilAsync(async () => await floor.LoadAsync("an") == 0, "the agent's release");
        await floor.Host.UntilAsync(() => !floor.Host.Stores.Journal.Rows.Any(), "the row's end");
        Assert.Equal((WorkOrderPhase.Done, "done"), ((await floor.Order("o1").GetAsync())!.Phase, (await floor.Order("o1").GetAsync())!.Result));
    }

    [Fact]
    public async Task Note_ByAnOperator_ReachesTheHolderAndHisOwnDoesNotComeBack()
    {
        await using var floor = await Floor.OpenAsync();
        await floor.HireOnlineAsync("an");
        await floor.CreateAsync("o1");
        await floor.Order("o1").NoteAsync(new("zhou", true, "before", "nobody holds it yet"));
        await floor.TakeAsync("an", "o1");
        await floor.Order("o1").NoteAsync(new("an", false, "own", "looked at it"));
        await floor.Host.QuietAsync();
        Assert.DoesNotContain(floor.Host.Gateway.Of("an"), p => p.Order is not null);

        await floor.Order("o1").NoteAsync(new("zhou", true, "n1", "call him first"));
        await floor.Host.UntilAsync(() => floor.Host.Gateway.Of("an").Any(p => p.Order == Bench.Id("o1")), "the note's push");
    }

    [Fact]
    public async Task Create_TwiceAtOnce_IsOneWorkOrder()
    {
        await using var floor = await Floor.OpenAsync();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => floor.TryCreateAsync("o1")));
        Assert.Single(outcomes, o => o.Outcome == CommandOutcome.Done);
        await floor.Host.QuietAsync();
        Assert.Equal(1, (await floor.QueueGrain.GetAsync(5)).Waiting);
    }

    [Fact]
    public async Task ChatsAndWorkOrders_InOneQueue_AreServedInOneOrder()
    {
        await using var floor = await Floor.OpenAsync();
        await floor.AskAsync("c1");
        await floor.Host.PassAsync(TimeSpan.FromSeconds(1));
        await floor.CreateAsync("o1");
        await floor.Host.PassAsync(TimeSpan.FromSeconds(1));
        await floor.AskAsync("c2");
        await floor.CreateAsync("o2", arrival: floor.Host.Clock.GetUtcNow().AddMinutes(-5));
        await floor.Host.QuietAsync();
        Assert.Equal([Bench.Id("o2"), Floor.Work("c1"), Bench.Id("o1"), Floor.Work("c2")], (await floor.QueueGrain.GetAsync(5)).First.Select(l => l.Work));
    }

    [Fact]
    public async Task Capacity_OverChatsAndWorkOrders_CountsBoth()
    {
        await using var floor = await Floor.OpenAsync(offerSeconds: 600);
        await floor.HireOnlineAsync("an", capacity: 3);
        for (var i = 0; i < 3; i++)
        {
            await floor.AskAsync("c" + i);
            await floor.CreateAsync("o" + i);
        }
        await floor.Host.UntilAsync(() => floor.Host.Gateway.Offers("an").Count == 3, "three offers");
        await floor.Host.QuietAsync();
        Assert.Equal(3, floor.Host.Gateway.Offers("an").Count);
        foreach (var offer in floor.Host.Gateway.Offers("an"))
            Assert.Equal(CommandOutcome.Done, offer.Work.IsOrder() ? (await floor.TakeAsync("an", offer)).Outcome : (await floor.AcceptAsync("an", offer)).Outcome);
        Assert.Equal(3, await floor.LoadAsync("an"));
    }

    [Fact]
    public async Task Crash_BetweenConfirmAndAppend_TheHoldIsGivenBackAndTheWorkServed()
    {
        await using var floor = await Floor.OpenAsync();
        await floor.HireOnlineAsync("an");
        await floor.CreateAsync("o1");
        var offer = await floor.OrderOfferAsync("an", "o1");
        floor.Host.Stores.Journal.Fault = append =>
        {
            floor.Host.Silos[0].Stores.IsCutOff |= MemoryJournal.Contains(append, offer.Offer.ToString());
            return floor.Host.Silos[0].Stores.IsCutOff ? AppendFault.FailBefore : AppendFault.None;
        };
        await floor.TakeAsync("an", offer);
        floor.Host.Stores.Journal.Fault = _ => AppendFault.None;
        await floor.Host.RestartAsync();

        await floor.OnlineAsync("an");
        await floor.Host.PassAsync(TimeSpan.FromSeconds(40), TimeSpan.FromSeconds(5));
        await floor.TakeAsync("an", "o1");
        Assert.Equal(1, await floor.LoadAsync("an"));
    }

    [Fact]
    public async Task Append_DoneButItsAnswerLost_TheHoldIsSettled()
    {
        await using var floor = await Floor.OpenAsync();
        await floor.HireOnlineAsync("an");
        await floor.CreateAsync("o1");
        var offer = await floor.OrderOfferAsync("an", "o1");
        floor.Host.Stores.Journal.Fault = append => MemoryJournal.Contains(append, offer.Offer.ToString()) ? AppendFault.FailAfter : AppendFault.None;
        Assert.Equal(CommandOutcome.Unavailable, (await floor.TakeAsync("an", offer)).Outcome);
        floor.Host.Stores.Journal.Fault = _ => AppendFault.None;

        await floor.Host.PassAsync(TimeSpan.FromSeconds(12), TimeSpan.FromSeconds(4));
        Assert.Equal("an", (await floor.Order("o1").GetAsync())!.Agent?.Value);
        Assert.Equal(CommandOutcome.Repeated, (await floor.TakeAsync("an", offer)).Outcome);
    }

    [Fact]
    public async Task Restart_WithWorkOrdersAndChatsWaiting_RebuildsTheQueue()
    {
        await using var floor = await Floor.OpenAsync();
        await floor.CreateAsync("o1");
        await floor.Host.PassAsync(TimeSpan.FromSeconds(1));
        await floor.AskAsync("c1");
        await floor.Host.RestartAsync();
        Assert.Equal([Bench.Id("o1"), Floor.Work("c1")], (await floor.QueueGrain.GetAsync(5)).First.Select(l => l.Work));
    }

    [Fact]
    public async Task AgentLost_LongerThanTheGrace_TheWorkOrderIsOfferedToAnother()
    {
        await using var floor = await Floor.OpenAsync();
        await floor.HireOnlineAsync("an");
        await floor.CreateAsync("o1");
        await floor.TakeAsync("an", "o1");
        await floor.HireOnlineAsync("bo");
        await floor.Agent("an").DisconnectAsync("an");
        await floor.Host.PassAsync(TimeSpan.FromSeconds(40), TimeSpan.FromSeconds(5));
        await floor.TakeAsync("bo", "o1");
        Assert.Equal(0, await floor.LoadAsync("an"));
    }

    [Fact]
    public async Task Scheduled_BeforeItsTime_NobodyIsAskedAndTheSweeperBringsItThen()
    {
        await using var floor = await Floor.OpenAsync();
        await floor.HireOnlineAsync("an");
        await floor.TryCreateAsync("o1", notBefore: floor.Host.Clock.GetUtcNow().AddSeconds(30));
        await floor.Host.PassAsync(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(5));
        Assert.Empty(floor.Host.Gateway.Offers("an"));
        await floor.Host.PassAsync(TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(5));
        await floor.TakeAsync("an", "o1");
    }

    [Fact]
    public async Task Close_ByAnOperatorWhileOffered_TheOfferGoes()
    {
        await using var floor = await Floor.OpenAsync(offerSeconds: 600);
        await floor.HireOnlineAsync("an");
        await floor.CreateAsync("o1");
        var offer = await floor.OrderOfferAsync("an", "o1");
        Assert.Equal(CommandOutcome.Done, (await floor.Order("o1").CloseAsync(new("crm", true, offer.Epoch, "k"), null)).Outcome);
        await floor.Host.UntilAsync(() => floor.Host.Gateway.Offers("an").Count == 0, "the offer's end");
        Assert.Equal(CommandOutcome.StaleEpoch, (await floor.TakeAsync("an", offer)).Outcome);
    }

    [Fact]
    public async Task Rows_AfterARebuild_AreTheSame()
    {
        await using var floor = await Floor.OpenAsync();
        await floor.HireOnlineAsync("an");
        await floor.CreateAsync("o1");
        await floor.CreateAsync("o2", WorkKind.Review);
        await floor.AskAsync("c1");
        await floor.TakeAsync("an", "o1");
        var projector = floor.Host.Grains.GetGrain<IProjectorGrain>(0);
        var lists = floor.Host.Grains.GetGrain<IWorkOrdersGrain>(Floor.Shop.Value);
        await projector.ProjectAsync();
        var before = await lists.QueryAsync(new());
        await projector.RebuildAsync();
        await projector.ProjectAsync();
        Assert.Equal(before.Rows, (await lists.QueryAsync(new())).Rows);
        Assert.Equal([WorkOrderPhase.Owned, WorkOrderPhase.Waiting], before.Rows.OrderBy(r => r.Title).Select(r => r.Phase));
        Assert.Equal([Bench.Id("o2")], (await lists.QueryAsync(new(Kind: WorkKind.Review))).Rows.Select(r => r.Id));
    }
}
