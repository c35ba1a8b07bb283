using Reception.Contracts.Agents;
using Reception.Contracts.Queues;
using Reception.Contracts.Shops;
using Reception.Domain.Queues;

namespace Reception.Domain.Tests.Queues;

/// <summary>Who fits, and who is asked among them: shares, languages, topics, who gave the work away.</summary>
public sealed class MatcherFitTests
{
    private readonly Desk _desk = new();

    /// <summary>What was assigned while he was away is not owed to him: he is not asked for everything until he has caught up.</summary>
    [Fact]
    public void WeightedShare_BackAfterLong_SharesEvenlyFromThenOn()
    {
        _desk.Policy = QueueRulebook.Of(new("chats", Rules: new(DistributionMode.WeightedShare)), 2);
        _desk.Online("an", free: 50);
        _desk.Online("bo", free: 50);
        _desk.Away("bo");
        for (var i = 0; i < 20; i++) _desk.Enqueue($"w{i:00}");
        _desk.Asked();
        _desk.Online("bo", free: 50);
        for (var i = 0; i < 10; i++) _desk.Enqueue($"x{i}");
        Assert.InRange(_desk.Asked().Split(' ').Count(a => a.EndsWith("→bo", StringComparison.Ordinal)), 4, 6);
    }

    [Theory]
    [InlineData("zh", "zh-CN", true)]
    [InlineData("zh-Hant", "ZH", true)]
    [InlineData("EN-gb", "en-GB", true)]
    [InlineData("en-GB", "en-US", false)]
    [InlineData("z", "zh", false)]
    [InlineData("zh", "zhx", false)]
    public void MatchLanguage_TagsOfOneLanguage_Fit(string spoken, string asked, bool fits)
    {
        _desk.Policy = QueueRulebook.Of(new("chats", Rules: new(MatchLanguage: true)), 2);
        _desk.Matcher.OnAgentChanged(new(Desk.Agent("an"), 1, true, 1, _desk.Now, 1, Traits: new(Languages: [spoken])), _desk.Now);
        _desk.Matcher.Enqueue(Desk.Waits("w", _desk.Now) with { Request = new(Language: asked) }, _desk.Now);
        Assert.Equal(fits ? "w→an" : "", _desk.Asked());
    }

    /// <summary>Who hands a customer on does not get him back at once, though he is the only one with room.</summary>
    [Fact]
    public void Enqueue_GivenBySomebody_HeIsAskedAfterTheCoolDownOnly()
    {
        _desk.Online("an");
        _desk.Online("bo", free: 0);
        _desk.Matcher.Enqueue(Desk.Waits("w", _desk.Now) with { GivenBy = Desk.Agent("an") }, _desk.Now);
        Assert.Equal("", _desk.Asked());
        _desk.Pass(29);
        Assert.Equal("", _desk.Asked());
        _desk.Pass(1);
        Assert.Equal("w→an", _desk.Asked());
    }

    [Fact]
    public void Enqueue_GivenByTheOnlyOneThere_HeIsAskedSoon()
    {
        _desk.Online("an");
        _desk.Matcher.Enqueue(Desk.Waits("w", _desk.Now) with { GivenBy = Desk.Agent("an") }, _desk.Now);
        _desk.Pass(5);
        Assert.Equal("w→an", _desk.Asked());
    }

    /// <summary>Topics are compared as policies compare them, case ignored.</summary>
    [Theory]
    [InlineData("Refund", true)]
    [InlineData("refunds", false)]
    [InlineData(null, false)]
    public void Trainee_OfOneTopic_GetsWorkOfItOnly(string? topic, bool fits)
    {
        _desk.Matcher.OnAgentChanged(new(Desk.Agent("an"), 1, true, 1, _desk.Now, 1, Traits: new(Topics: ["refund"])), _desk.Now);
        _desk.Matcher.Enqueue(Desk.Waits("w", _desk.Now) with { Topic = topic }, _desk.Now);
        Assert.Equal(fits ? "w→an" : "", _desk.Asked());
    }
}
