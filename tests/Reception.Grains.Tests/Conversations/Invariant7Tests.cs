using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;

namespace Reception.Grains.Tests.Conversations;

/// <summary>A human can always be asked for.</summary>
public sealed class Invariant7Tests : IAsyncLifetime
{
    private Counter _reception = null!;

    public async ValueTask InitializeAsync() => _reception = await Counter.OpenAsync();

    public ValueTask DisposeAsync() => _reception.DisposeAsync();

    [Fact]
    public async Task Invariant7_BeforeAnyMessage_TheCustomerWaits() => await AskAsync("v-new", ConversationPhase.Waiting);

    [Fact]
    public async Task Invariant7_WithTheBot_TheCustomerWaits()
    {
        await _reception.PostAsync("v-bot", "When will my order be shipped?");
        await AskAsync("v-bot", ConversationPhase.Waiting);
    }

    [Fact]
    public async Task Invariant7_WhileWaiting_TheCustomerKeepsHisWait()
    {
        await AskAsync("v-wait", ConversationPhase.Waiting);
        var since = (await _reception.Conversation("v-wait").GetAsync()).WaitingSince;
        _reception.Host.Clock.Advance(TimeSpan.FromMinutes(1));

        var view = await AskAsync("v-wait", ConversationPhase.Waiting);

        Assert.Equal(since, view.WaitingSince);
    }

    [Fact]
    public async Task Invariant7_WhileServed_TheAgentStays()
    {
        await _reception.ServeAsync("v-served", "li");
        await AskAsync("v-served", ConversationPhase.Agent);
    }

    [Fact]
    public async Task Invariant7_AfterAClose_TheNextEpisodeWaits()
    {
        await _reception.PostAsync("v-closed", "When will my order be shipped?");
        await _reception.Conversation("v-closed").CloseAsync(new("s", "c1"));
        Assert.Equal(2, (await AskAsync("v-closed", ConversationPhase.Waiting)).Episode);
    }

    [Fact]
    public async Task Invariant7_NothingPublished_EveryMessageWaitsForAHuman()
    {
        await using var bare = await Counter.OpenAsync(withKnowledge: false);

        var result = await bare.PostAsync("v-bare", "hello");

        Assert.Equal((ConversationPhase.Waiting, HandOverReason.NoKnowledge), (result.View!.Phase, result.View.Reason));
    }

    [Theory]
    [InlineData("human please")]
    [InlineData("I want to talk to a person")]
    public async Task Invariant7_AskedInWords_HandsOverAtOnce(string text)
    {
        var result = await _reception.PostAsync("v-words-" + text.Length, text);

        Assert.Equal((ConversationPhase.Waiting, HandOverReason.Asked), (result.View!.Phase, result.View.Reason));
    }

    [Fact]
    public async Task Invariant7_HandOver_TellsThePlace()
    {
        var first = await _reception.AskForHumanAsync("v-place");

        Assert.Equal(1, first.Place!.Place);
    }

    [Fact]
    public async Task Invariant7_PlaceChanged_IsPushedAndAnOlderOneDropped()
    {
        await _reception.OpenAsync("v-moved");
        var view = (await _reception.AskForHumanAsync("v-moved")).View!;
        var grain = _reception.Conversation("v-moved");

        await grain.OnPlaceChangedAsync(view.Epoch, 9, new(3, 10, 60));
        await grain.OnPlaceChangedAsync(view.Epoch, 8, new(4, 10, 60));
        await grain.OnPlaceChangedAsync(view.Epoch, 10, new(2, 10, 60));

        await _reception.Host.UntilAsync(() => _reception.Host.Gateway.Of("s-v-moved").Any(p => p.Place?.Place == 2), "the place");
        Assert.DoesNotContain(_reception.Host.Gateway.Of("s-v-moved"), p => p.Place?.Place == 4);
    }

    [Fact]
    public async Task Invariant7_Requeued_TellsThePlaceUnasked()
    {
        await _reception.OpenAsync("v-back");
        var view = await _reception.ServeAsync("v-back", "li");

        var before = Places();

        await _reception.Conversation("v-back").OnAgentLostAsync(new("li"), view.Epoch);

        await _reception.Host.UntilAsync(() => Places() > before, "the place");

        int Places() => _reception.Host.Gateway.Of("s-v-back").Count(p => p.Place is not null);
    }

    [Fact]
    public async Task Open_UnknownShop_IsUnknown()
    {
        var stranger = new ConversationId(new ShopId("nobody"), "web", "v-1");

        var result = await _reception.Grains.GetGrain<IConversationGrain>(stranger.ToString()).OpenAsync(new(_reception.Session("s"), 0, new()));

        Assert.Equal(CommandOutcome.Unknown, result.Outcome);
    }

    private async Task<ConversationView> AskAsync(string customer, ConversationPhase expected)
    {
        var result = await _reception.AskForHumanAsync(customer);
        Assert.Equal((CommandOutcome.Done, expected), (result.Outcome, result.View!.Phase));
        return result.View;
    }
}
