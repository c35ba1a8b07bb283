using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Domain.Conversations.Events;

namespace Reception.Grains.Tests.Conversations;

/// <summary>One owner at a time, whoever writes at once.</summary>
public sealed class Invariant1Tests : IAsyncLifetime
{
    private Counter _reception = null!;

    public async ValueTask InitializeAsync() => _reception = await Counter.OpenAsync();

    public ValueTask DisposeAsync() => _reception.DisposeAsync();

    [Fact]
    public async Task Invariant1_RouterRulesAndTwoHumansRace_OneOwner()
    {
        var view = await _reception.ServeAsync("v-race", "li");
        var (grain, epoch) = (_reception.Conversation("v-race"), view.Epoch);
        AgentCommand Command() => new(new("li"), epoch, _reception.NextId());

        var outcomes = await Task.WhenAll(
            Outcome(grain.TransferAsync(Command(), "service")),      // a rule
            Outcome(grain.HandBackAsync(Command())),                 // another rule
            Outcome(grain.AgentCloseAsync(Command())),               // one human
            Outcome(grain.TransferAsync(Command(), "sales")),        // another human
            RouterAsync(grain, epoch));

        Assert.Equal(1, outcomes.Count(o => o == CommandOutcome.Done) + Requeues());
        Assert.Equal(epoch + 1, (await grain.GetAsync()).Epoch);

        int Requeues() => _reception.Events("v-race").OfType<Requeued>().Count();
    }

    [Fact]
    public async Task Invariant1_TwoAgentsAcceptAtOnce_OneOwnsAndTheOtherIsRefused()
    {
        await _reception.OnlineAgentAsync("li");
        await _reception.AskForHumanAsync("v-two");
        var offer = await _reception.OfferAsync("li");

        var results = await Task.WhenAll(
            _reception.AcceptAsync("li", offer),
            _reception.AcceptAsync("wang", offer with { Offer = Guid.Parse("99999999-0000-4000-8000-000000000000") }));

        Assert.Equal(CommandOutcome.Done, results[0].Outcome);
        Assert.Contains(results[1].Outcome, new[] { CommandOutcome.OfferGone, CommandOutcome.StaleEpoch });
        Assert.Single(_reception.Events("v-two").OfType<OwnerChanged>());
    }

    [Fact]
    public async Task Accept_LongThread_ShowsItsEnd()
    {
        await _reception.OnlineAgentAsync("li");
        for (var i = 0; i < 5; i++) await _reception.PostAsync("v-long", [.. Enumerable.Repeat("human", 50)]);

        var accepted = await _reception.AcceptAsync("li", await _reception.OfferAsync("li"));

        Assert.Equal(accepted.View!.LastSequence, accepted.Messages[^1].Sequence);
        Assert.Equal(200, accepted.Messages.Length);
    }

    [Fact]
    public async Task Accept_Again_IsRepeated()
    {
        await _reception.OnlineAgentAsync("li");
        await _reception.AskForHumanAsync("v-again");
        var offer = await _reception.OfferAsync("li");
        await _reception.AcceptAsync("li", offer);

        Assert.Equal(CommandOutcome.Repeated, (await _reception.AcceptAsync("li", offer)).Outcome);
    }

    [Fact]
    public async Task Invariant1_StaleAgent_IsRefusedAndNotThrownAt()
    {
        var view = await _reception.ServeAsync("v-stale", "li");

        var result = await _reception.Conversation("v-stale").AgentPostAsync(new(new("li"), view.Epoch - 1, [new(_reception.NextId(), "hello")]));

        Assert.Equal(CommandOutcome.StaleEpoch, result.Outcome);
    }

    [Fact]
    public async Task Invariant1_AgentLost_WaitsAgainAndHisLateMessageIsRefused()
    {
        var view = await _reception.ServeAsync("v-lost", "li");
        var grain = _reception.Conversation("v-lost");

        await grain.OnAgentLostAsync(new("li"), view.Epoch);
        await grain.OnAgentLostAsync(new("li"), view.Epoch);

        Assert.Equal(CommandOutcome.StaleEpoch, (await grain.AgentPostAsync(new(new("li"), view.Epoch, [new(_reception.NextId(), "late")]))).Outcome);
        Assert.Single(_reception.Events("v-lost").OfType<Requeued>());
    }

    [Fact]
    public async Task Invariant1_HoldNobodySettled_IsAnsweredFromTheThread()
    {
        var view = await _reception.ServeAsync("v-hold", "li");

        await _reception.Conversation("v-hold").OnHoldUnsettledAsync(new("li"), Guid.Parse("99999999-0000-4000-8000-000000000000"));

        Assert.Equal(ServingState.Live, await _reception.Grains.GetGrain<IAgentGrain>("li").GetServingAsync(_reception.Id("v-hold"), view.Epoch));
    }

    private static async Task<CommandOutcome> Outcome(Task<CommandResult> result) => (await result).Outcome;

    // Its outcome shows in the journal only: a notice has no answer.
    private static async Task<CommandOutcome> RouterAsync(IConversationGrain grain, long epoch)
    {
        await grain.OnAgentLostAsync(new AgentId("li"), epoch);
        return CommandOutcome.Repeated;
    }
}
