using Reception.Contracts.Conversations;
using Reception.Contracts.Shops;
using Reception.Domain.Conversations;

namespace Reception.Domain.Tests.Conversations;

public sealed class AssistanceTests
{
    private readonly Story _story = new Story().ServedBy("li");

    [Fact]
    public void Proposal_UntilTheAgentWrites_IsKept()
    {
        _story.Post("simple 1");
        Assert.Equal("A: simple 1", Assert.Single(_story.State.Proposals).Text);

        _story.AgentPost("li", "Something else.");
        Assert.Empty(_story.State.Proposals);
    }

    [Fact]
    public void Proposal_OfAnOwnerWhoLeft_IsDropped()
    {
        _story.Post("simple 1");
        _story.HandBack("li");

        Assert.Empty(_story.State.Proposals);
    }

    [Fact]
    public void Post_SeveralMayBeMeant_ProposesTheBestThreeByRank()
    {
        var proposals = _story.Post("several").Proposals;

        Assert.Equal([(1, "e1"), (2, "e2"), (3, "e3")], proposals.Select(p => (p.Rank, p.EntryId)));
        Assert.Equal(proposals.AsEnumerable(), _story.State.Proposals.AsEnumerable());
    }

    [Fact]
    public void Post_ModePropose_ProposesAndSaysNothing()
    {
        var decision = _story.Post("simple 1");

        Assert.Equal("A: simple 1", Assert.Single(decision.Proposals).Text);
        Assert.DoesNotContain(_story.Thread, m => m.Author == Author.Bot);
    }

    [Fact]
    public void Post_ModeAnswerSimple_AnswersMarkedAndTheAgentStaysOwner()
    {
        UseMode(AssistMode.AnswerSimple);
        var epoch = _story.State.Epoch;

        _story.Post("simple 1");

        Assert.True(_story.Thread[^1] is { Author: Author.Bot, Machine: true });
        Assert.Equal((ConversationPhase.Agent, epoch), (_story.State.Phase, _story.State.Epoch));
    }

    [Fact]
    public void Post_ModeAnswerSimpleBelowTheThreshold_Proposes()
    {
        UseMode(AssistMode.AnswerSimple);

        Assert.Single(_story.Post("answer 1").Proposals);
    }

    [Theory]
    [InlineData(AssistMode.Propose)]
    [InlineData(AssistMode.AnswerSimple)]
    public void Post_Muted_LeavesItToTheAgent(AssistMode mode)
    {
        UseMode(mode);
        _story.Mute("li");

        Assert.Empty(_story.Post("simple 1").Proposals);
        Assert.DoesNotContain(_story.Thread, m => m.Author == Author.Bot);
    }

    [Fact]
    public void Post_ModeOff_LeavesItToTheAgent()
    {
        UseMode(AssistMode.Off);

        Assert.Empty(_story.Post("simple 1").Proposals);
    }

    [Fact]
    public void Mute_TakenBack_ProposesAgain()
    {
        _story.Mute("li");
        _story.Mute("li", muted: false);

        Assert.Single(_story.Post("simple 1").Proposals);
    }

    [Fact]
    public void Mute_NextOwner_StartsUnmuted()
    {
        _story.Mute("li");
        _story.Transfer("li", "service");
        _story.Accept("wang");

        Assert.False(_story.State.AssistantMuted);
    }

    [Fact]
    public void Post_UnsureWhileServed_IsNeitherAskedBackNorCounted()
    {
        _story.Post("unsure");

        Assert.Equal((0, ConversationPhase.Agent), (_story.State.Misses, _story.State.Phase));
    }

    private void UseMode(AssistMode mode) => _story.Policy = _story.Policy with { Bot = _story.Policy.Bot with { WhileHumanServes = mode } };
}
