using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Operations;
using Reception.Contracts.Training;
using Reception.Domain.Conversations.Events;
using Reception.Grains.Tests.Conversations;

namespace Reception.Grains.Tests.Supervision;

/// <summary>Consults, take-overs and internal lines on a running host: ownership, capacity, and every path a customer could see them on.</summary>
public sealed class StaffTests : IAsyncLifetime
{
    private const string Secret = "only-for-staff";
    private Counter _reception = null!;

    public async ValueTask InitializeAsync() => _reception = await Counter.OpenAsync();

    public ValueTask DisposeAsync() => _reception.DisposeAsync();

    [Fact]
    public async Task InternalLines_OfEveryKind_ReachNoPathOfTheCustomer()
    {
        var (grain, epoch) = await ConsultedAsync("v-leak");
        await _reception.OpenAsync("v-leak");
        await grain.MonitorAsync(new("zhou", "Zhou", new(_reception.Session("m-zhou"), 0, new()), "training"));
        await SayAsync(grain, StaffRole.Agent, "li", epoch);
        await SayAsync(grain, StaffRole.Agent, "wang", epoch);
        await SayAsync(grain, StaffRole.Supervisor, "zhou", epoch);
        await grain.AgentPostAsync(new(new("li"), epoch, [new(_reception.NextId(), "hello")]));
        await _reception.Host.QuietAsync();

        var pushes = _reception.Host.Gateway.Of("s-v-leak").ToList();
        Assert.NotEmpty(pushes);
        Assert.All(pushes, p => Assert.True(p.Staff is null && p.Internal is null && p.Consult is null));
        Assert.DoesNotContain(_reception.PushedTo("s-v-leak"), m => m.Text.Contains(Secret, StringComparison.Ordinal));
        var resumed = await _reception.OpenAsync("v-leak");
        Assert.True(resumed.Staff is null && resumed.Internal is null);
        Assert.DoesNotContain(resumed.Messages, m => m.Text.Contains(Secret, StringComparison.Ordinal));
        Assert.DoesNotContain((await grain.ReadAsync(0, 200)).Messages, m => m.Text.Contains(Secret, StringComparison.Ordinal));
        Assert.DoesNotContain(Secret, (await grain.GetAsync()).ToString(), StringComparison.Ordinal);
        Assert.Equal(3, _reception.Events("v-leak").OfType<InternalSaid>().Count(l => l.Text == Secret));
    }

    [Fact]
    public async Task InternalLines_Written_ReachNoTrainerAndNoList()
    {
        var (grain, epoch) = await ConsultedAsync("v-train");
        await SayAsync(grain, StaffRole.Agent, "li", epoch);
        await SayAsync(grain, StaffRole.Agent, "wang", epoch);
        await grain.AgentCloseAsync(new(new("li"), epoch, _reception.NextId()));
        await _reception.Host.PassAsync(TimeSpan.FromSeconds(5));

        var page = await _reception.Grains.GetGrain<IEpisodesGrain>(Counter.Shop.Value).QueryAsync(new EpisodeQuery(null, null, null, null, null, null, 50));
        Assert.DoesNotContain(page.Rows, r => r.ToString().Contains(Secret, StringComparison.Ordinal));
        var proposals = await _reception.Grains.GetGrain<ITrainingGrain>(Counter.Shop.Value).GetProposalsAsync(100);
        Assert.DoesNotContain(proposals, p => p.Answer.Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whisper_ToTheOwner_ReachesHimAndSupervisorsButNotTheColleague()
    {
        var (grain, epoch) = await ConsultedAsync("v-whisper");
        await grain.MonitorAsync(new("zhou", "Zhou", new(_reception.Session("m-zhou"), 0, new())));

        await SayAsync(grain, StaffRole.Supervisor, "zhou", epoch);
        await _reception.Host.QuietAsync();

        Assert.Contains(Lines("a-li"), l => l.Kind == InternalKind.Whisper);
        Assert.Contains(Lines("m-zhou"), l => l.Kind == InternalKind.Whisper);
        Assert.DoesNotContain(Lines("a-wang"), l => l.Kind == InternalKind.Whisper);
        Assert.DoesNotContain((await grain.ReadInternalAsync(new(StaffRole.Agent, "wang"), 0, 100)).Lines, l => l.Kind == InternalKind.Whisper);
    }

    [Fact]
    public async Task Monitor_Begins_PushesNothingToCustomerOrOwner()
    {
        await _reception.ServeAsync("v-quiet", "li");
        await _reception.OpenAsync("v-quiet");
        await _reception.Host.QuietAsync();
        var before = Pushed();

        await _reception.Conversation("v-quiet").MonitorAsync(new("zhou", "Zhou", new(_reception.Session("m-zhou"), 0, new())));
        await _reception.Host.QuietAsync();

        Assert.Equal(before, Pushed());

        int Pushed() => _reception.Host.Gateway.Of("s-v-quiet").Count() + _reception.Host.Gateway.Of("a-li").Count(p => p.Conversation is not null);
    }

    [Fact]
    public async Task ReadInternal_Stranger_IsRefused()
    {
        var (grain, epoch) = await ConsultedAsync("v-stranger");
        await SayAsync(grain, StaffRole.Agent, "li", epoch);

        var page = await grain.ReadInternalAsync(new(StaffRole.Agent, "zhao"), 0, 100);

        Assert.Equal((CommandOutcome.NotOwner, 0), (page.Outcome, page.Lines.Length));
    }

    [Fact]
    public async Task Consult_Asked_InvitesTheColleaguesSessions()
    {
        await _reception.OnlineAgentAsync("wang");
        await _reception.Grains.GetGrain<IAgentGrain>("wang").SetPresenceAsync(PresenceIntent.Away, null);
        var view = await _reception.ServeAsync("v-ask", "li");

        await _reception.Conversation("v-ask").ConsultAsync(new(new("li"), view.Epoch, _reception.NextId()), new(new AgentId("wang"), Question: "Who pays?"));

        await _reception.Host.UntilAsync(() => _reception.Host.Gateway.Of("a-wang").Any(p => p.Consult is { Ended: false, Question: "Who pays?" }), "the invitation");
    }

    [Fact]
    public async Task Consult_ColleagueNotConnected_IsNotReachable()
    {
        var view = await _reception.ServeAsync("v-away", "li");
        await _reception.Grains.GetGrain<IAgentGrain>("zhao").PutProfileAsync(new(new("zhao"), "zhao", [new(Counter.Shop, "sales")], 1));

        var asked = await _reception.Conversation("v-away").ConsultAsync(new(new("li"), view.Epoch, _reception.NextId()), new(new AgentId("zhao")));

        Assert.Equal(CommandOutcome.NotReachable, asked.Outcome);
    }

    [Fact]
    public async Task EndConsult_Complete_MovesOwnershipAndBothLedgers()
    {
        var (grain, epoch) = await ConsultedAsync("v-warm");

        var done = await grain.EndConsultAsync(new(new("li"), epoch, _reception.NextId()), complete: true);
        await _reception.Host.QuietAsync();

        Assert.Equal((CommandOutcome.Done, "wang", epoch + 1), (done.Outcome, done.View!.Agent?.Value, done.View.Epoch));
        Assert.Equal(ServingState.NotHeld, await ServingAsync("li", "v-warm", epoch));
        Assert.Equal(ServingState.Live, await ServingAsync("wang", "v-warm", epoch + 1));
    }

    [Fact]
    public async Task EndConsult_ColleagueIsFull_LeavesTheCustomerWithTheOwner()
    {
        var (grain, epoch) = await ConsultedAsync("v-full", capacity: 1);
        var wang = _reception.Grains.GetGrain<IAgentGrain>("wang");
        await wang.TakeAsync(new(Guid.Parse("99999999-0000-4000-8000-000000000001"), _reception.Id("v-other"), new(Counter.Shop, "sales"), 1, 1, default, default, null, HandOverReason.Asked, null), 2);

        var done = await grain.EndConsultAsync(new(new("li"), epoch, _reception.NextId()), complete: true);

        Assert.Equal((CommandOutcome.OverCapacity, "li"), (done.Outcome, done.View!.Agent?.Value));
    }

    [Fact]
    public async Task Consult_NobodyComes_EndsAtItsDueTime()
    {
        await AwayAsync("wang", 3);
        var view = await _reception.ServeAsync("v-nobody", "li");
        var grain = _reception.Conversation("v-nobody");
        await grain.ConsultAsync(new(new("li"), view.Epoch, _reception.NextId()), new(new AgentId("wang")));

        Assert.True(_reception.Row("v-nobody")!.NextStepAt <= _reception.Host.Clock.GetUtcNow().AddSeconds(120));
        await _reception.Host.PassAsync(TimeSpan.FromSeconds(120), TimeSpan.FromSeconds(60));
        await _reception.SweepAsync();
        await _reception.Host.QuietAsync();

        Assert.Contains(_reception.Events("v-nobody"), e => e is ConsultEnded { End: ConsultEnd.NobodyCame });
    }

    [Fact]
    public async Task TakeOver_Served_MovesTheHoldAndTellsTheFormerOwner()
    {
        var view = await _reception.ServeAsync("v-take", "li");
        await AwayAsync("zhou", 1);

        var taken = await _reception.Conversation("v-take").TakeOverAsync(new("zhou", "Zhou", view.Epoch, _reception.NextId(), "angry"));
        await _reception.Host.QuietAsync();

        Assert.Equal((CommandOutcome.Done, "zhou"), (taken.Outcome, taken.View!.Agent?.Value));
        Assert.Equal(ServingState.NotHeld, await ServingAsync("li", "v-take", view.Epoch));
        Assert.Equal(ServingState.Live, await ServingAsync("zhou", "v-take", view.Epoch + 1));
        Assert.Contains(Lines("a-li"), l => l.Kind == InternalKind.System && l.To == "li");
    }

    [Fact]
    public async Task TakeOver_NoProfile_IsUnknownAndNothingChanges()
    {
        var view = await _reception.ServeAsync("v-noone", "li");

        var taken = await _reception.Conversation("v-noone").TakeOverAsync(new("nobody", null, view.Epoch, _reception.NextId()));

        Assert.Equal((CommandOutcome.Unknown, "li"), (taken.Outcome, taken.View!.Agent?.Value));
    }

    [Fact]
    public async Task TakeOver_TwoSupervisorsAtOnce_OneOwns()
    {
        var view = await _reception.ServeAsync("v-two", "li");
        await AwayAsync("zhou", 3);
        await AwayAsync("qian", 3);
        var grain = _reception.Conversation("v-two");

        var results = await Task.WhenAll(grain.TakeOverAsync(new("zhou", null, view.Epoch, _reception.NextId())), grain.TakeOverAsync(new("qian", null, view.Epoch, _reception.NextId())));
        await _reception.Host.QuietAsync();

        Assert.Equal(new[] { CommandOutcome.Done, CommandOutcome.StaleEpoch }, results.Select(r => r.Outcome).Order());
        Assert.Equal(view.Epoch + 1, (await grain.GetAsync()).Epoch);
    }

    [Fact]
    public async Task Reassign_ToAnAgent_IsOfferedToHimFirst()
    {
        var view = await _reception.ServeAsync("v-re", "li");
        await _reception.OnlineAgentAsync("wang");
        await _reception.OnlineAgentAsync("zhao");

        await _reception.Conversation("v-re").ReassignAsync(new("zhou", null, view.Epoch, _reception.NextId(), "knows refunds"), new(new AgentId("zhao"), Seconds: 30));

        Assert.Equal(_reception.Id("v-re"), (await _reception.OfferAsync("zhao")).Work);
    }

    [Fact]
    public async Task Lines_AfterARestart_AreReadAgain()
    {
        var (grain, epoch) = await ConsultedAsync("v-again");
        await SayAsync(grain, StaffRole.Agent, "li", epoch);
        await _reception.Host.RestartAsync();

        var page = await _reception.Conversation("v-again").ReadInternalAsync(new(StaffRole.Supervisor, "zhou"), 0, 100);

        Assert.Equal(Secret, Assert.Single(page.Lines).Text);
    }

    private IEnumerable<InternalLine> Lines(string session) => _reception.Host.Gateway.Of(session).SelectMany(p => p.Internal ?? []);

    private Task<ServingState> ServingAsync(string agent, string customer, long epoch) => _reception.Grains.GetGrain<IAgentGrain>(agent).GetServingAsync(_reception.Id(customer), epoch);

    private async Task SayAsync(IConversationGrain grain, StaffRole role, string who, long epoch) =>
        Assert.Equal(CommandOutcome.Done, (await grain.SayInternallyAsync(new(new(role, who, who), epoch, _reception.NextId(), Secret))).Outcome);

    private async Task AwayAsync(string agent, int capacity)
    {
        await _reception.OnlineAgentAsync(agent, capacity);
        await _reception.Grains.GetGrain<IAgentGrain>(agent).SetPresenceAsync(PresenceIntent.Away, null);
    }

    /// <summary>li serves; wang is consulted and has joined.</summary>
    private async Task<(IConversationGrain Grain, long Epoch)> ConsultedAsync(string customer, int capacity = 3)
    {
        await AwayAsync("wang", capacity);
        var view = await _reception.ServeAsync(customer, "li");
        var grain = _reception.Conversation(customer);
        Assert.Equal(CommandOutcome.Done, (await grain.ConsultAsync(new(new("li"), view.Epoch, _reception.NextId()), new(new AgentId("wang")))).Outcome);
        Assert.Equal(CommandOutcome.Done, (await grain.JoinConsultAsync(new(new("wang"), "wang", new(_reception.Session("a-wang"), 0, new())))).Outcome);
        return (grain, view.Epoch);
    }
}
