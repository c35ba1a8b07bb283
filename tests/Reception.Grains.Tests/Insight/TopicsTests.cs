using Reception.Contracts.Insight;
using Reception.Contracts.Knowledge;
using Reception.Contracts.Shops;
using Reception.Grains.Tests.Conversations;

namespace Reception.Grains.Tests.Insight;

/// <summary>What customers ask, from their messages to the board, by the ticks of the clock.</summary>
public sealed class TopicsTests : IAsyncLifetime
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private Counter _reception = null!;

    public async ValueTask InitializeAsync() => _reception = await Counter.OpenAsync();

    public ValueTask DisposeAsync() => _reception.DisposeAsync();

    /// <summary>Acceptance 7 of the sale day: a hundred questions of one topic amid others are on both boards two ticks later, and exact.</summary>
    [Fact]
    public async Task Board_HundredQuestionsOfOneTopic_AreThereAfterTwoTicks()
    {
        for (var i = 0; i < 100; i++)
        {
            await _reception.PostAsync($"hot-{i}", "my coupon code is rejected at checkout");
            if (i % 2 == 0) await _reception.PostAsync($"other-{i}", "When will my order be shipped?");
        }
        await TicksAsync(2);

        var own = await Board("demo").GetAsync(TopicWindow.Minute, 10);
        var all = await Board(ITopicsGrain.AllShops).GetAsync(TopicWindow.Minute, 10);

        foreach (var view in new[] { own, all })
        {
            Assert.Equal((150, 0), (view.Asked, view.Error));
            Assert.Equal([100, 50], view.Topics.Select(t => t.AtLeast));
            Assert.Equal((TopicKind.Unanswered, "my coupon code is rejected at checkout", 100), (view.Topics[0].Kind, view.Topics[0].Label, view.Topics[0].AtMost));
            Assert.Equal((TopicKind.Entry, "When will my order be shipped?"), (view.Topics[1].Kind, view.Topics[1].Label));
        }
        Assert.Equal("ship", own.Topics[1].Topic);
        var found = (await Board("demo").GetConversationsAsync(own.Topics[0].Topic))!;
        Assert.Equal(16, found.Conversations.Length);
        Assert.All(found.Conversations, c => Assert.StartsWith("demo/web/hot-", c.Conversation, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Board_AfterHalfAnHourOfTheUsual_MarksWhatBursts()
    {
        for (var minute = 0; minute < 30; minute++)
        {
            for (var i = 0; i < 10; i++) await _reception.PostAsync($"u-{minute}-{i}", i % 2 == 0 ? "When will my order be shipped?" : "How can I return an item?");
            await _reception.Host.PassAsync(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(10));
        }
        for (var i = 0; i < 40; i++) await _reception.PostAsync($"hot-{i}", "Which ways of payment do you take?");
        await _reception.PostAsync("calm", "When will my order be shipped?");
        await TicksAsync(2);

        var view = await Board("demo").GetAsync(TopicWindow.Minute, 10);

        Assert.Equal(["pay"], view.Topics.Where(t => t.IsBurst).Select(t => t.Topic));
        Assert.InRange(view.Topics.Single(t => t.Topic == "ship").Usual!.Value, 0.4, 0.6);
        Assert.Equal(0, view.Topics[0].Usual);
    }

    [Fact]
    public async Task Board_Restarted_StillKnowsWhatIsUsual()
    {
        for (var i = 0; i < 250; i++) await _reception.PostAsync($"u-{i}", i % 2 == 0 ? "When will my order be shipped?" : "How can I return an item?");
        await TicksAsync(2);
        await _reception.Host.PassAsync(TimeSpan.FromMinutes(3), TimeSpan.FromSeconds(10));
        await Board("demo").GetAsync(TopicWindow.Minute, 10);
        await _reception.Host.RestartAsync(crash: false);

        await _reception.PostAsync("again", "When will my order be shipped?");
        await TicksAsync(2);

        var topic = Assert.Single((await Board("demo").GetAsync(TopicWindow.Hour, 10)).Topics);
        Assert.Equal(("ship", 1, 0.5), (topic.Topic, topic.AtLeast, topic.Usual));
    }

    [Fact]
    public async Task Board_SecondShopWithTheSameQuestion_CountsItTogetherUnderAnotherId()
    {
        await _reception.Grains.GetGrain<IShopGrain>("other").PutAsync(Counter.Policy, 0);
        var knowledge = _reception.Grains.GetGrain<IKnowledgeGrain>("other");
        await knowledge.PutDraftAsync([new("dispatch", "When will my order be shipped?", "Soon.", ["when do you ship"]), new("pay", "Which ways of payment do you take?", "Cash.", ["can i pay by card"])]);
        await knowledge.PublishAsync("test", null);
        await _reception.PostAsync("one", "When will my order be shipped?");
        await _reception.Grains.GetGrain<Contracts.Conversations.IConversationGrain>("other/web/two").PostAsync(new("s", [new("m1", "When will my order be shipped?")]));
        await TicksAsync(2);

        var topic = Assert.Single((await Board(ITopicsGrain.AllShops).GetAsync(TopicWindow.Minute, 10)).Topics);
        Assert.Equal(2, topic.AtLeast);
        Assert.Equal(["demo/web/one", "other/web/two"], (await Board(ITopicsGrain.AllShops).GetConversationsAsync(topic.Topic))!.Conversations.Select(c => c.Conversation).Order());
        Assert.Equal("dispatch", Assert.Single((await Board("other").GetAsync(TopicWindow.Minute, 10)).Topics).Topic);
    }

    [Fact]
    public async Task Board_DeltaSentTwice_CountsOnce()
    {
        var delta = new TopicsDelta(3, 0, 0, [new("ship", TopicKind.Entry, "When?", 3, ["twice/web/c"])], []);

        await Board("twice").ApplyAsync("silo", 1, delta);
        await Board("twice").ApplyAsync("silo", 1, delta);

        Assert.Equal(3, (await Board("twice").GetAsync(TopicWindow.Minute, 10)).Asked);
    }

    [Fact]
    public async Task Conversations_UnknownTopic_Null() => Assert.Null(await Board("demo").GetConversationsAsync("nothing"));

    private ITopicsGrain Board(string key) => _reception.Grains.GetGrain<ITopicsGrain>(key);

    private async Task TicksAsync(int ticks)
    {
        await _reception.Host.QuietAsync();
        for (var i = 0; i < ticks; i++) await _reception.Host.PassAsync(Tick);
    }
}
