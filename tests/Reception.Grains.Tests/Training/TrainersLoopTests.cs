using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Knowledge;
using Reception.Contracts.Training;
using Reception.Grains.Tests.Conversations;

namespace Reception.Grains.Tests.Training;

/// <summary>From a question nobody knows to an entry the bot answers with.</summary>
public sealed class TrainersLoopTests : IAsyncLifetime
{
    private static readonly string[] Asked = ["does the dragon costume glow at night", "will the dragon costume glow at night too", "dragon costume glow at night?"];
    private Counter _reception = null!;

    public async ValueTask InitializeAsync() => _reception = await Counter.OpenAsync();

    public ValueTask DisposeAsync() => _reception.DisposeAsync();

    private ITrainingGrain Training => _reception.Grains.GetGrain<ITrainingGrain>("demo");

    [Fact]
    public async Task Questions_ThatNobodyKnows_AreOneClusterWithACount()
    {
        await AskAllAsync();

        var cluster = Assert.Single((await Training.GetClustersAsync(new())).Clusters);

        Assert.Equal((3, 0, 0), (cluster.Counts.Unanswered, cluster.Counts.HandedOver, cluster.Counts.Disliked));
        Assert.Equal(Asked.Order(), cluster.Examples.Order());
    }

    [Fact]
    public async Task GetUnanswered_AskedTwice_IsCounted()
    {
        await _reception.PostAsync("v-1", "Does the moon have a postal code?");
        await _reception.PostAsync("v-2", "does the moon have a postal code?");
        await TellAsync();

        Assert.Equal(2, Assert.Single(await Training.GetUnansweredAsync(10)).Count);
    }

    [Fact]
    public async Task WholeLoop_AgentsAnswerAccepted_TheBotAnswersWithIt()
    {
        await AskAllAsync();
        for (var i = 0; i < Asked.Length; i++) await AnswerAsync($"v-{i}", "Yes, it glows for six hours.");
        await TellAsync();

        var proposal = Assert.Single(await Training.GetProposalsAsync(10));
        Assert.Equal(("Yes, it glows for six hours.", 3, 3), (proposal.Answer, proposal.AnswerCount, proposal.Asked));
        Assert.Equal(ProposalOutcome.Done, (await Training.AcceptAsync(new(proposal.Id, "tina", EntryId: "glow"))).Outcome);
        var published = await _reception.Grains.GetGrain<IKnowledgeGrain>("demo").PublishAsync("tina", null);
        Assert.Equal(KnowledgeOutcome.Done, published.Outcome);

        await _reception.Host.UntilAsync(async () => await BotSaysAsync($"n-{_reception.NextId()}", "does a dragon costume glow at night") == "glow", "the bot to answer with the accepted entry");
    }

    [Fact]
    public async Task Accept_Twice_IsRefusedTheSecondTime()
    {
        var proposal = await ProposedAsync();

        Assert.Equal(ProposalOutcome.Done, (await Training.AcceptAsync(new(proposal.Id, "tina"))).Outcome);

        Assert.Equal(ProposalOutcome.Decided, (await Training.AcceptAsync(new(proposal.Id, "tina"))).Outcome);
        Assert.Empty(await Training.GetProposalsAsync(10));
    }

    [Fact]
    public async Task Accept_KeepsWhatIsInForce()
    {
        var proposal = await ProposedAsync();

        await Training.AcceptAsync(new(proposal.Id, "tina"));

        Assert.Equal(5, (await _reception.Grains.GetGrain<IKnowledgeGrain>("demo").GetDraftAsync())!.Entries.Length);
    }

    [Fact]
    public async Task Merge_IntoAnEntry_AddsOtherWaysOfAsking()
    {
        var proposal = await ProposedAsync();

        Assert.Equal(ProposalOutcome.UnknownEntry, (await Training.MergeAsync(proposal.Id, "nothing", "tina")).Outcome);
        Assert.Equal(ProposalOutcome.Done, (await Training.MergeAsync(proposal.Id, "size", "tina")).Outcome);

        var entry = (await _reception.Grains.GetGrain<IKnowledgeGrain>("demo").GetDraftAsync())!.Entries.Single(e => e.Id == "size");
        Assert.Contains(proposal.Question, entry.Similar);
    }

    [Fact]
    public async Task Reject_EvenAfterACrash_IsNotProposedAgain()
    {
        var proposal = await ProposedAsync();
        await Training.RejectAsync(proposal.Id, "tina");

        await _reception.Host.RestartAsync();
        await AskAllAsync();
        await AnswerAsync("v-0", "Yes, it glows for six hours.");
        await TellAsync();

        Assert.NotEmpty((await Training.GetClustersAsync(new())).Clusters);
        Assert.Empty(await Training.GetProposalsAsync(10));
    }

    [Fact]
    public async Task Examples_WithANumberAndAnAddress_AreMasked()
    {
        await _reception.PostAsync("v-1", "can you engrave order 88123456 and mail me at bo@example.com");
        await TellAsync();

        var cluster = Assert.Single((await Training.GetClustersAsync(new())).Clusters);

        Assert.Equal("can you engrave {number} and mail me at {mail}", cluster.Question.Replace("order ", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Apply_TheSameDeltaTwice_CountsOnce()
    {
        var delta = new TrainingDelta([new(QuestionKind.Unanswered, "do you engrave rings", _reception.Host.Clock.GetUtcNow(), "demo/web/v-1")], [], [new(null, 1, new(Answers: 5), [])], [], 0);

        await Training.ApplyAsync("silo", 1, delta);
        await Training.ApplyAsync("silo", 1, delta);

        Assert.Equal(1, Assert.Single((await Training.GetClustersAsync(new())).Clusters).Counts.Total);
        Assert.Equal(5, (await Training.GetEffectAsync(1, null, null, null)).After.Counts.Answers);
    }

    [Fact]
    public async Task Counts_AfterAStop_AreStillThere()
    {
        await AskAllAsync();

        await _reception.Host.RestartAsync(crash: false);

        Assert.Equal(3, Assert.Single((await Training.GetClustersAsync(new())).Clusters).Counts.Total);
    }

    [Fact]
    public async Task GetClusters_NearestEntry_IsOfTheKnowledgeInForce()
    {
        await _reception.PostAsync("v-1", "parcel shipped to the moon in a rocket of cheese");
        await _reception.AskForHumanAsync("v-1");
        await TellAsync();

        var clusters = (await Training.GetClustersAsync(new())).Clusters;

        Assert.All(clusters, c => Assert.Contains(c.Nearest?.EntryId, new[] { null, "ship", "return", "pay", "size" }));
    }

    private async Task<ProposedKnowledge> ProposedAsync()
    {
        await AskAllAsync();
        await AnswerAsync("v-0", "Yes, it glows for six hours.");
        await TellAsync();
        return Assert.Single(await Training.GetProposalsAsync(10));
    }

    private async Task AskAllAsync()
    {
        for (var i = 0; i < Asked.Length; i++)
        {
            await _reception.PostAsync($"v-{i}", Asked[i]);
            await _reception.AskForHumanAsync($"v-{i}");
        }
        await TellAsync();
    }

    private async Task AnswerAsync(string customer, string answer)
    {
        if (await _reception.Conversation(customer).GetAsync() is { Phase: not ConversationPhase.Agent })
        {
            await _reception.OnlineAgentAsync("li", 10);
            Contracts.Agents.OfferView? offer = null;
            await _reception.Host.UntilAsync(() => (offer = _reception.Host.Gateway.Offers("a-li").FirstOrDefault(o => o.Work == _reception.Id(customer))) is not null, $"the offer of {customer}");
            Assert.Equal(CommandOutcome.Done, (await _reception.AcceptAsync("li", offer!)).Outcome);
        }
        var epoch = (await _reception.Conversation(customer).GetAsync()).Epoch;
        foreach (var line in new[] { "Hello, how can I help you?", answer })
            await _reception.Conversation(customer).AgentPostAsync(new(new("li"), epoch, [new(_reception.NextId(), line)]));
        await _reception.Conversation(customer).AgentCloseAsync(new(new AgentId("li"), epoch, _reception.NextId()));
    }

    private async Task<string?> BotSaysAsync(string customer, string text)
    {
        await _reception.Host.PassAsync(TimeSpan.FromSeconds(1));
        return (await _reception.PostAsync(customer, text)).Produced.FirstOrDefault(m => m.Kind == MessageKind.Answer)?.EntryId;
    }

    /// <summary>Every silo sends its deltas.</summary>
    private Task TellAsync() => _reception.Host.PassAsync(TimeSpan.FromSeconds(2));
}
