using Reception.Contracts.Conversations;
using Reception.Contracts.Insight;
using Reception.Contracts.Knowledge;
using Reception.Contracts.Operations;
using Reception.Contracts.Shops;
using Reception.Domain.Conversations;
using Reception.Domain.Insight;
using Reception.Domain.Journal;
using Reception.Grains.Operations;

namespace Reception.Grains.Tests.Conversations;

/// <summary>Policy is read when a decision is made; counters are folds of events and can be rebuilt.</summary>
public sealed class Invariant8Tests : IAsyncLifetime
{
    private Counter _reception = null!;

    public async ValueTask InitializeAsync() => _reception = await Counter.OpenAsync();

    public ValueTask DisposeAsync() => _reception.DisposeAsync();

    [Fact]
    public async Task Invariant8_PolicyChanged_CountsForTheNextDecisionOfAnOpenConversation()
    {
        await _reception.PostAsync("v-policy", "When will my order be shipped?");
        await _reception.Grains.GetGrain<IShopGrain>("demo").PutAsync(Counter.Policy with { Bot = new(Enabled: false) }, null);

        await InForceAsync(async () => (await _reception.PostAsync("v-policy", "Which ways of payment do you take?")).View!.Phase == ConversationPhase.Waiting);
    }

    [Fact]
    public async Task Invariant8_KnowledgePublished_CountsForTheNextMessage()
    {
        await _reception.PostAsync("v-know", "When will my order be shipped?");
        await _reception.PublishAsync(
            new KnowledgeEntry("ship", "When will my order be shipped?", "Tomorrow.", ["how long until you ship my order", "when do you ship"]),
            new KnowledgeEntry("return", "How can I return an item?", "Within 60 days.", ["can i give the item back", "return policy"]));

        var asked = 0;
        await InForceAsync(async () => (await _reception.PostAsync($"v-know-{++asked}", "When will my order be shipped?")).Produced.Any(m => m.Text == "Tomorrow."));
    }

    [Fact]
    public async Task Invariant8_Figures_AreTheFoldOfTheJournal()
    {
        await _reception.ServeAsync("v-figures", "li");
        await _reception.PostAsync("v-figures", "Which ways of payment do you take?");
        await _reception.PostAsync("v-other", "When will my order be shipped?");
        await _reception.Conversation("v-figures").CloseAsync(new("s", "c1"));
        await _reception.Conversation("v-figures").RateAsync(new("s", 5, null));
        var expected = _reception.Feed().SelectMany(f => f.Events).Select(e => ConversationJson.Read(e.Span)).Aggregate(FiguresFold.Zero, FiguresFold.Apply);

        await InForceAsync(async () => OfEvents(await _reception.Grains.GetGrain<IInsightGrain>("demo").GetAsync()) == expected);
    }

    [Fact]
    public async Task Invariant8_DeltaSentTwice_CountsOnce()
    {
        var insight = _reception.Grains.GetGrain<IInsightGrain>("twice");
        var delta = FiguresFold.Zero with { Episodes = 3 };

        await insight.ApplyAsync("silo", 1, delta);
        await insight.ApplyAsync("silo", 1, delta);

        Assert.Equal(3, (await insight.GetAsync()).Episodes);
    }

    [Fact]
    public async Task Invariant8_Projection_RebuiltFromTheJournal_IsTheSame()
    {
        var projector = _reception.Grains.GetGrain<IProjectorGrain>(0);
        await _reception.ServeAsync("v-rows", "li");
        await projector.ProjectAsync();
        await _reception.PostAsync("v-rows", "Which ways of payment do you take?");
        await _reception.Conversation("v-rows").CloseAsync(new("s", "c1"));
        await _reception.Conversation("v-rows").RateAsync(new("s", 4, "fine"));
        await projector.ProjectAsync();
        var before = await RowsAsync();

        await projector.RebuildAsync();
        await projector.ProjectAsync();

        Assert.Equal(before, await RowsAsync());
        Assert.Equal((ConversationPhase.Closed, 4, "fine", 1), (before[0].Phase, before[0].Rating, before[0].Comment, before[0].CustomerMessages));
    }

    /// <summary>What queues count in memory is no fold of the journal.</summary>
    private static ShopFigures OfEvents(ShopFigures figures) => figures with { Offers = 0, OffersDeclined = 0, OffersTimedOut = 0, Widened = 0, TurnedAway = 0 };

    private async Task<EpisodeRow[]> RowsAsync() => (await _reception.Grains.GetGrain<IEpisodesGrain>("demo").QueryAsync(new())).Rows;

    // In force within 2 s: two steps of the clock, however long the machine takes for what they start.
    private async Task InForceAsync(Func<Task<bool>> condition)
    {
        _reception.Host.Clock.Advance(TimeSpan.FromSeconds(1));
        _reception.Host.Clock.Advance(TimeSpan.FromSeconds(1));
        await _reception.Host.UntilAsync(condition, "the change to count");
    }
}
