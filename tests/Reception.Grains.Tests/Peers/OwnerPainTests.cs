using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Domain.Conversations.Events;
using Reception.Grains.Tests.Conversations;

namespace Reception.Grains.Tests.Peers;

/// <summary>Sequences of other desks about who owns a conversation, and how many of them there are.</summary>
public sealed class OwnerPainTests : IAsyncLifetime
{
    private Counter _reception = null!;

    public async ValueTask InitializeAsync() => _reception = await Counter.OpenAsync();

    public ValueTask DisposeAsync() => _reception.DisposeAsync();

    /// <summary>Two tabs open at once and three first lines come in before any of them is answered: elsewhere up to three conversations.</summary>
    [Fact]
    public async Task Pain6_ThreeFirstLinesAtOnceFromTwoTabs_OneConversationThatWaitsOnce()
    {
        var grain = _reception.Conversation("v-burst");
        var opened = Task.WhenAll(
            grain.OpenAsync(new(_reception.Session("tab-1"), 0, new())),
            grain.OpenAsync(new(_reception.Session("tab-2"), 0, new())));
        var posted = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => _reception.PostAsync("v-burst", "human")));
        Assert.All(await opened, o => Assert.Equal(CommandOutcome.Done, o.Outcome));
        await _reception.Host.QuietAsync();

        Assert.Equal(3, posted.SelectMany(p => p.Acks).Select(a => a.Sequence).Distinct().Count());
        Assert.Equal(1, (await grain.GetAsync()).Episode);
        Assert.Single(_reception.Events("v-burst").OfType<HandedOver>());
        Assert.Equal(1, (await _reception.Queue().GetAsync(5)).Waiting);
    }

    /// <summary>Handed back in the middle of the agent's typing: the bot speaks from then on, and only the bot.</summary>
    [Fact]
    public async Task Pain8_HandedBackThenAsked_TheBotAnswersAndTheAgentIsRefused()
    {
        var served = await _reception.ServeAsync("v-back", "li");
        var grain = _reception.Conversation("v-back");
        Assert.Equal(CommandOutcome.Done, (await grain.HandBackAsync(new(new("li"), served.Epoch, _reception.NextId()))).Outcome);

        var asked = await _reception.PostAsync("v-back", "Which ways of payment do you take?");
        var late = await grain.AgentPostAsync(new(new("li"), served.Epoch, [new(_reception.NextId(), "one moment")]));

        Assert.Contains(asked.Produced, m => m.Text == "Card and transfer.");
        Assert.Contains(late.Outcome, new[] { CommandOutcome.StaleEpoch, CommandOutcome.NotOwner });
        Assert.Equal(ConversationPhase.Bot, (await grain.GetAsync()).Phase);
    }

    /// <summary>Rules and people act on what they read a moment ago (46 of 67 were overwritten elsewhere): one of them wins, each time.</summary>
    [Fact]
    public async Task Pain13_SixtySevenConversationsThreeWritersEach_OneWinsEachAndNothingIsOverwritten()
    {
        const int conversations = 67;
        await _reception.OnlineAgentAsync("li", conversations);
        await Task.WhenAll(Enumerable.Range(0, conversations).Select(i => _reception.AskForHumanAsync("v" + i)));
        await _reception.Host.UntilAsync(() => _reception.Host.Gateway.Offers("a-li").Count == conversations, "all offers");
        var accepted = await Task.WhenAll(_reception.Host.Gateway.Offers("a-li").Select(o => _reception.AcceptAsync("li", o)));
        Assert.All(accepted, a => Assert.Equal(CommandOutcome.Done, a.Outcome));

        var outcomes = await Task.WhenAll(accepted.Select(a => RaceAsync(a.View!)));

        Assert.All(outcomes, o => Assert.Equal(1, o.Count(c => c == CommandOutcome.Done)));
        var epochs = await Task.WhenAll(accepted.Select(async a => (await Grain(a.View!).GetAsync()).Epoch - a.View!.Epoch));
        Assert.All(epochs, e => Assert.Equal(1, e));
    }

    private async Task<CommandOutcome[]> RaceAsync(ConversationView read)
    {
        AgentCommand Command() => new(new AgentId("li"), read.Epoch, _reception.NextId());
        var results = await Task.WhenAll(
            Grain(read).TransferAsync(Command(), "service"),
            Grain(read).HandBackAsync(Command()),
            Grain(read).AgentCloseAsync(Command()));
        return [.. results.Select(r => r.Outcome)];
    }

    private IConversationGrain Grain(ConversationView view) => _reception.Conversation(view.Id.Customer);
}
