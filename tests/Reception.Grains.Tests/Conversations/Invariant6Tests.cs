using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Shops;
using Reception.Domain.Conversations;
using Reception.Domain.Conversations.Events;

namespace Reception.Grains.Tests.Conversations;

/// <summary>Every state that is not final has a stored due time and a next step, and what a crash cut off is done by a Sweeper.</summary>
public sealed class Invariant6Tests : IAsyncLifetime
{
    private Counter _reception = null!;

    public async ValueTask InitializeAsync() => _reception = await Counter.OpenAsync();

    public ValueTask DisposeAsync() => _reception.DisposeAsync();

    [Fact]
    public async Task Invariant6_Waiting_HasARowInItsQueue()
    {
        await _reception.AskForHumanAsync("v-row");

        Assert.Equal("demo/sales", Row("v-row")!.Queue);
    }

    [Fact]
    public async Task Invariant6_Served_HasARowThatNoQueueReads()
    {
        var view = await _reception.ServeAsync("v-served", "li");

        Assert.Equal((null, view.Epoch), (Row("v-served")!.Queue, Row("v-served")!.Epoch));
    }

    [Fact]
    public async Task Invariant6_WithTheBot_NeedsNoRow()
    {
        await _reception.PostAsync("v-bot", "When will my order be shipped?");

        Assert.Null(Row("v-bot"));
    }

    [Fact]
    public async Task Invariant6_Closed_LosesItsRowOnceAgentAndQueueHaveHeard()
    {
        await _reception.ServeAsync("v-closed", "li");

        await _reception.Conversation("v-closed").CloseAsync(new("s", "c1"));

        await _reception.Host.UntilAsync(() => Row("v-closed") is null, "the row to go");
        await _reception.Host.UntilAsync(async () => (await _reception.Grains.GetGrain<IAgentGrain>("li").GetAsync())!.Holds.Length == 0, "the release");
    }

    [Fact]
    public async Task Invariant6_CrashAfterTheHandOver_TheSweepTellsTheQueue()
    {
        await _reception.AskForHumanAsync("v-cut");
        await _reception.Host.RestartAsync();
        _reception.Host.Clock.Advance(Aftermath.WaitingCheck);

        await _reception.SweepAsync();

        Assert.NotNull(await _reception.Queue().GetPlaceAsync(_reception.Id("v-cut")));
    }

    [Fact]
    public async Task Invariant6_LedgerDoesNotHoldTheWork_TheSweepRequeuesIt()
    {
        await _reception.ServeAsync("v-unheld", "li");
        var epoch = (await _reception.Conversation("v-unheld").GetAsync()).Epoch;
        await _reception.Grains.GetGrain<IAgentGrain>("li").ReleaseAsync(_reception.Id("v-unheld"), epoch);
        _reception.Host.Clock.Advance(Aftermath.ServingCheck);

        await _reception.SweepAsync();

        await _reception.Host.UntilAsync(() => _reception.Events("v-unheld").OfType<Requeued>().Any(), "the requeue");
    }

    [Fact]
    public async Task Invariant6_ServedAndIdleForLong_TheSweepClosesIt()
    {
        await _reception.Grains.GetGrain<IShopGrain>("demo").PutAsync(Counter.Policy with { IdleCloseMinutes = 1 }, null);
        await _reception.ServeAsync("v-idle", "li");
        _reception.Host.Clock.Advance(TimeSpan.FromMinutes(1));

        await _reception.SweepAsync();

        Assert.Equal(ConversationPhase.Closed, (await _reception.Conversation("v-idle").GetAsync()).Phase);
    }

    [Fact]
    public async Task Invariant6_NothingHappened_TheSweepOnlyMovesTheRow()
    {
        await _reception.ServeAsync("v-quiet", "li");
        var (before, events) = (Row("v-quiet")!.NextStepAt, _reception.Feed().Count);
        _reception.Host.Clock.Advance(Aftermath.ServingCheck);

        await _reception.SweepAsync();

        await _reception.Host.UntilAsync(() => Row("v-quiet")?.NextStepAt > before, "the next step");
        Assert.Equal(events, _reception.Feed().Count);
    }

    [Fact]
    public async Task Get_BotConversationIdleForLong_IsShownClosed()
    {
        await _reception.PostAsync("v-old", "When will my order be shipped?");
        _reception.Host.Clock.Advance(TimeSpan.FromMinutes(Counter.Policy.IdleCloseMinutes));

        Assert.Equal(ConversationPhase.Closed, (await _reception.Conversation("v-old").GetAsync()).Phase);
    }

    private Domain.Journal.OpenWork? Row(string customer) => _reception.Row(customer);
}
