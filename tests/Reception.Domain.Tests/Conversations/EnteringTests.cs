using Reception.Contracts.Conversations;
using Reception.Contracts.Routing;
using Reception.Contracts.Shops;
using Reception.Domain.Conversations;
using Reception.Domain.Conversations.Events;
using Reception.Domain.Journal;
using Reception.Domain.Queues;

namespace Reception.Domain.Tests.Conversations;

/// <summary>What a wait asks for, and that it reaches queue, row and view.</summary>
public sealed class EnteringTests
{
    private readonly Story _story = new();

    [Fact]
    public void AskForHuman_NoRules_AsksForChannelAndTheShopsLanguage()
    {
        _story.AskForHuman();

        Assert.Equal(new WorkRequest(Channel: "web", Language: "en", Routed: 1), _story.State.Wait!.Request);
    }

    [Fact]
    public void Post_RuleOfTheText_DecidesQueuePrioritySkillsAndLabels()
    {
        _story.Policy = _story.Policy with { Routing = [new("vip", "service", Words: ["urgent"], Priority: 2, Skills: [new("refund", 3)], Labels: [new("vip", "1")])] };

        _story.Post("human this is urgent");

        var wait = _story.State.Wait!;
        Assert.Equal(("service", 2, "refund", "vip"), (wait.Queue, wait.Request!.Priority, wait.Request.Skills![0].Skill, wait.Request.Labels![0].Key));
    }

    [Fact]
    public void Post_RuleWithPriority_IsDueByItsTarget()
    {
        _story.Policy = _story.Policy with { Routing = [new("vip", Words: ["urgent"], Priority: 1)] };
        _story.Rule("sales", new(PriorityTargets: [60, 20]));

        _story.Post("human urgent");

        Assert.Equal(Story.Start.AddSeconds(20), _story.State.Wait!.Due);
    }

    [Fact]
    public void AskForHuman_FirstReplyDeadlineBeforeTheTarget_IsTheDueTime()
    {
        _story.Policy = _story.Policy with { Channels = [new("web", Rules: new(Targets: new(FirstReplySeconds: 10)))] };

        _story.AskForHuman();

        Assert.Equal((Story.Start.AddSeconds(10), Story.Start.AddSeconds(10)), (_story.State.Wait!.Due, _story.State.Wait.Request!.Deadline!.Value));
    }

    [Fact]
    public void AskForHuman_CustomersLanguage_IsAskedFor()
    {
        _story.Open("s1", context: new(Language: "fr"));

        _story.AskForHuman();

        Assert.Equal("fr", _story.State.Wait!.Request!.Language);
    }

    [Fact]
    public void AskForHuman_ContactManagerAndALastAgent_PrefersTheContactManager()
    {
        _story.Open("s1", context: new(Manager: "wang"));
        _story.ServedBy("li").AgentClose("li");

        _story.Post("human");

        Assert.Equal(("wang", PreferredReason.ContactManager), (_story.State.Wait!.Preferred, _story.State.Wait.Request!.Preferred));
    }

    [Fact]
    public void Post_AfterAClose_PrefersTheLastAgent()
    {
        _story.ServedBy("li").AgentClose("li");

        _story.Post("human");

        Assert.Equal(("li", PreferredReason.LastAgent), (_story.State.Wait!.Preferred, _story.State.Wait.Request!.Preferred));
    }

    [Fact]
    public void Aftermath_Request_ReachesTheQueueAndItsRow()
    {
        var before = _story.State;
        _story.Policy = _story.Policy with { Routing = [new("all", Skills: [new("refund", 3)])] };

        var after = Aftermath.Of(before, _story.AskForHuman().State, _story.Setting, mayHaveRow: false);

        Assert.Equal("refund", after.Enqueue!.Request!.Skills![0].Skill);
        Assert.Equal("refund", after.OpenWork!.Row!.ToWaiting()!.Request!.Skills![0].Skill);
    }

    [Fact]
    public void Read_WhatAnotherVersionWrote_AsksForNothing() => Assert.Null(RoutingJson.ReadRequest("""{"kind":"later"}"""));

    [Fact]
    public void Accept_WithAReason_KeepsItInTheViewUntilHeLeaves()
    {
        var why = new AssignmentExplanation("The longest idle.", "longest-idle", 0, 2, TimeSpan.FromSeconds(3), []);
        _story.AskForHuman();
        _story.Accept("li", why: why);
        Assert.Equal(why, _story.State.ToView().Why);

        _story.LoseAgent("li");

        Assert.Null(_story.State.ToView().Why);
    }

    [Fact]
    public void LoseAgent_Wait_EntersAFullQueueAndPrefersNobody()
    {
        _story.Open("s1", context: new(Manager: "wang"));
        _story.ServedBy("wang");

        _story.LoseAgent("wang");

        Assert.Equal((true, null, PreferredReason.None), (_story.State.Wait!.Exempt, _story.State.Wait.Preferred, _story.State.Wait.Request!.Preferred));
    }

    [Fact]
    public void Post_TopicOfSomebodyElse_IsSentThereWithALinkAndNeverToAQueue()
    {
        Foreign();

        _story.Post("refund please");

        Assert.Equal((ConversationPhase.Bot, "Ask the marketplace.", "https://example.com/help"), (_story.State.Phase, _story.Thread[^1].Text, _story.Thread[^1].Parts![0].Url));
    }

    [Fact]
    public void Post_TopicOfSomebodyElseWhileWaiting_IsSentThereToo()
    {
        Foreign();
        _story.AskForHuman();

        _story.Post("refund please");

        Assert.Equal((ConversationPhase.Waiting, MessageKind.Answer, "Ask the marketplace."), (_story.State.Phase, _story.Thread[^1].Kind, _story.Thread[^1].Text));
    }

    [Fact]
    public void AskForHuman_AfterATopicOfSomebodyElse_IsAWaitAllTheSame()
    {
        Foreign();
        _story.Post("refund please");

        _story.AskForHuman();

        Assert.Equal(("sales", ConversationPhase.Waiting), (_story.State.Wait!.Queue, _story.State.Phase));
    }

    [Theory]
    [InlineData(true, "How was it?")]
    [InlineData(false, "You ended this conversation.")]
    public void Close_ByTheChannelsRule_AsksHowItWasOrNot(bool asks, string end)
    {
        _story.Policy = _story.Policy with { Channels = [new("web", Rules: new(AsksSatisfaction: asks))] };
        _story.Post("answer 1");

        _story.Close();

        Assert.EndsWith(end, _story.Thread[^1].Text, StringComparison.Ordinal);
        Assert.Equal(asks, _story.State.ToView().AsksRating);
    }

    private void Foreign() =>
        _story.Policy = _story.Policy with { Channels = [new("web", Rules: new(Foreign: [new(["refund"], "marketplace", "Ask the marketplace.", "https://example.com/help")]))] };
}
