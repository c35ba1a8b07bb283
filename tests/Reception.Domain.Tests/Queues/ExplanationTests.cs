using Reception.Contracts.Agents;
using Reception.Contracts.Ids;
using Reception.Contracts.Routing;
using Reception.Contracts.Shops;
using Reception.Domain.Queues;

namespace Reception.Domain.Tests.Queues;

/// <summary>Why a work waits and what would serve it, and why this agent was asked: true sentences, for people.</summary>
public sealed class ExplanationTests
{
    private static readonly WorkRequest Refund = new(Language: "de", Skills: [new("refund", 3)], Selectors: [new("team", SelectorOperator.Equal, ["gold"])]);
    private readonly Desk _desk = new();

    [Fact]
    public void Waiting_NobodyOnline_SaysSo()
    {
        _desk.Enqueue("w");
        Assert.Equal((WaitingReason.NobodyOnline, "no agent is online"), Why("w"));
    }

    [Fact]
    public void Waiting_AllBusy_SaysSo()
    {
        _desk.Online("an", free: 0);
        _desk.Enqueue("w");
        Assert.Equal((WaitingReason.AllBusy, "all agents are busy"), Why("w"));
    }

    [Fact]
    public void Waiting_OneThingLacks_NamesItAndHowManyWouldServe()
    {
        Online("an", new AgentTraits([new("refund", 2)], Labels: [new("team", "gold")]));
        Enqueue("w", Refund with { Language = null });
        Assert.Equal((WaitingReason.NobodyFits, "no agent online fits: 1 would but for skill refund ≥ 3"), Why("w"));
    }

    /// <summary>Who lacks the skill and who lacks the team are not one agent: either would do, neither lacks both.</summary>
    [Fact]
    public void Waiting_AgentsLackDifferentThings_SaysWhatOfEachWouldServe()
    {
        Online("an", new AgentTraits([new("refund", 2)], Labels: [new("team", "gold")]));
        Online("bo", new AgentTraits([new("refund", 5)]));
        Online("cy", new AgentTraits([new("refund", 4)]));
        Enqueue("w", Refund with { Language = null });
        Assert.Equal("no agent online fits: 2 would but for team = gold, 1 but for skill refund ≥ 3", Why("w").Text);
        Assert.Equal(["team = gold", "skill refund ≥ 3"], Explained("w").Missing);
    }

    [Fact]
    public void Waiting_EverybodyLacksSeveralThings_NamesAllOfThemForTheNearest()
    {
        _desk.Policy = QueueRulebook.Of(new("chats", Rules: new(MatchLanguage: true)), 2);
        Online("an", new AgentTraits([new("refund", 2)], Languages: ["fr"], Labels: [new("team", "gold")]));
        Online("bo", new AgentTraits(Languages: ["fr"]));
        Enqueue("w", Refund);
        Assert.Equal("no agent online fits: 1 would but for language de and skill refund ≥ 3", Why("w").Text);
    }

    [Fact]
    public void Waiting_StepComes_SaysWhatAndWhen()
    {
        _desk.Policy = QueueRulebook.Of(new("chats", Rules: new(Skills: [new("refund")], Steps: [new(30, Name: "anybody", Relax: [new()])])), 2);
        _desk.Online("an");
        _desk.Enqueue("w");
        _desk.Pass(10);
        Assert.Equal("no agent online fits: 1 would but for skill refund ≥ 1; next: anybody, in 20 s", Why("w").Text);
        Assert.Equal((Desk.Start.AddSeconds(30), "anybody"), (Explained("w").WidensAt, Explained("w").NextStep));
    }

    /// <summary>No step changes anything, but what it asks for ends by itself.</summary>
    [Fact]
    public void Waiting_SelectorExpires_SaysWhen()
    {
        _desk.Online("an");
        Enqueue("w", new WorkRequest(Selectors: [new("team", SelectorOperator.Equal, ["gold"], ExpiresAfterSeconds: 45)]));
        Assert.Equal("no agent online fits: 1 would but for team = gold; next: asks for less, in 45 s", Why("w").Text);
    }

    [Fact]
    public void Assigned_SomeAreFull_DoesNotCallHimTheLongestIdleOfAll()
    {
        _desk.Online("an", free: 0, idleFor: 90);
        _desk.Online("bo", free: 1, idleFor: 10);
        _desk.Enqueue("w");
        Assert.Equal("the longest idle of those who could be asked; 2 fit", _desk.LastOffer("w").Why!.Text);
    }

    [Fact]
    public void Assigned_AloneAndPreferred_SaysSo()
    {
        _desk.Online("an");
        _desk.Enqueue("w");
        Assert.Equal("he alone fits", _desk.LastOffer("w").Why!.Text);
        _desk.Online("bo");
        _desk.Enqueue("v", preferred: "bo");
        Assert.Equal("he is asked first for this work; 2 fit", _desk.LastOffer("v").Why!.Text);
    }

    [Fact]
    public void Adopted_AfterARestart_TheReasonStays()
    {
        var why = new AssignmentExplanation("the longest idle of those with room; 2 fit", "LongestIdle", 0, 1, TimeSpan.Zero, []);
        _desk.Matcher.Listen();
        _desk.Enqueue("w");
        var offer = new OfferView(Guid.AllBitsSet, Desk.Work("w"), Desk.Queue, 1, 1, _desk.Now.AddSeconds(9), _desk.Now, null, default, null, Why: why);
        _desk.Matcher.OnReport(new(new(Desk.Agent("an"), 5, true, 0, _desk.Now, 1, Life: 1), [offer]), _desk.Now);
        _desk.Matcher.Begin(_desk.Now);
        _desk.Matcher.OnAgentChanged(new(Desk.Agent("an"), 6, true, 1, _desk.Now, 1, Life: 2), _desk.Now);
        Assert.Equal(why, _desk.LastOffer("w").Why);
    }

    private void Online(string name, AgentTraits traits) => _desk.Matcher.OnAgentChanged(new(Desk.Agent(name), 1, true, 1, _desk.Now, 1, 0, traits), _desk.Now);

    private void Enqueue(string name, WorkRequest request) => _desk.Matcher.Enqueue(Desk.Waits(name, _desk.Now) with { Request = request }, _desk.Now);

    private WaitExplanation Explained(string work) => _desk.Matcher.Line(Desk.Work(work), _desk.Now)!.Explanation!;

    private (WaitingReason, string Text) Why(string work) => (Explained(work).Reason, Explained(work).Text);
}
