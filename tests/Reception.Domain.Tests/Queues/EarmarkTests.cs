using Reception.Contracts.Routing;
using Reception.Domain.Queues;

namespace Reception.Domain.Tests.Queues;

/// <summary>Heavy work is not starved by light work, and light work is not stopped by heavy work.</summary>
public sealed class EarmarkTests
{
    private readonly Desk _desk = new();

    [Fact]
    public void Heavy_BeforeItsDue_IsOvertakenByLight()
    {
        _desk.Online("an", free: 0, capacity: 2);
        _desk.Enqueue("heavy", weight: 2, target: 30);
        _desk.Enqueue("light", target: 60);
        _desk.Online("an", free: 1, capacity: 2);
        Assert.Equal("light→an", _desk.Asked());
    }

    [Fact]
    public void Heavy_PastItsDue_GetsTheSlotsOneByOne()
    {
        _desk.Online("an", free: 0, capacity: 2);
        _desk.Enqueue("heavy", weight: 2, target: 30);
        _desk.Enqueue("light", target: 60);
        _desk.Pass(31);
        _desk.Online("an", free: 1, capacity: 2);
        Assert.Equal("", _desk.Asked());
        _desk.Online("an", free: 2, capacity: 2);
        Assert.Equal("heavy→an", _desk.Asked());
    }

    [Fact]
    public void Heavy_PastItsDue_KeepsOneAgentOnly()
    {
        _desk.Online("an", free: 0, capacity: 2);
        _desk.Online("bo", free: 0, capacity: 2);
        _desk.Enqueue("heavy", weight: 2, target: 30);
        _desk.Enqueue("light", target: 60);
        _desk.Pass(31);
        _desk.Online("an", free: 1, capacity: 2);
        _desk.Online("bo", free: 1, capacity: 2);
        Assert.Equal("light→bo", _desk.Asked());
    }

    [Fact]
    public void Heavy_NobodyCanEverCarryIt_KeepsNobody()
    {
        _desk.Online("an", free: 0, capacity: 2);
        _desk.Enqueue("heavy", weight: 3, target: 30);
        _desk.Enqueue("light", target: 60);
        _desk.Pass(31);
        _desk.Online("an", free: 1, capacity: 2);
        Assert.Equal("light→an", _desk.Asked());
    }

    [Fact]
    public void Heavy_Leaves_AgentIsFreeForLight()
    {
        _desk.Online("an", free: 0, capacity: 2);
        _desk.Enqueue("heavy", weight: 2, target: 30);
        _desk.Enqueue("light", target: 60);
        _desk.Pass(31);
        _desk.Online("an", free: 1, capacity: 2);
        _desk.Matcher.Remove(Desk.Work("heavy"), 1, _desk.Now);
        Assert.Equal("light→an", _desk.Asked());
    }

    [Fact]
    public void Heavy_FitsAnotherAgentMeanwhile_FreesTheKeptOne()
    {
        _desk.Online("an", free: 0, capacity: 2);
        _desk.Online("bo", free: 0, capacity: 2);
        _desk.Enqueue("heavy", weight: 2, target: 30);
        _desk.Enqueue("light", target: 60);
        _desk.Pass(31);
        _desk.Online("an", free: 1, capacity: 2);
        _desk.Online("bo", free: 2, capacity: 2);
        Assert.Equal("heavy→bo light→an", _desk.Asked());
    }

    /// <summary>What nobody can serve stands first among the overdue; it must not stand in the way of what somebody can.</summary>
    [Fact]
    public void Heavy_BehindManyThatNobodyFits_IsKeptFor()
    {
        _desk.Online("an", free: 0, capacity: 2);
        for (var i = 0; i < 20; i++) EnqueueAsking($"thai{i}", "thai", weight: 2, target: 10);
        _desk.Enqueue("heavy", weight: 2, target: 30);
        _desk.Enqueue("light", target: 60);
        _desk.Pass(31);
        _desk.Online("an", free: 1, capacity: 2);
        Assert.Equal("", _desk.Asked());
        _desk.Online("an", free: 2, capacity: 2);
        Assert.Equal("heavy→an", _desk.Asked());
    }

    [Fact]
    public void Heavy_OfTwoKinds_TheFirstDueIsKeptForFirst()
    {
        _desk.Online("an", free: 0, capacity: 3);
        _desk.Enqueue("later", weight: 2, target: 30);
        _desk.Enqueue("sooner", weight: 3, target: 20);
        _desk.Pass(31);
        _desk.Online("an", free: 2, capacity: 3);
        Assert.Equal("", _desk.Asked());
        _desk.Online("an", free: 3, capacity: 3);
        Assert.Equal("sooner→an", _desk.Asked());
    }

    private void EnqueueAsking(string name, string skill, int weight, int target) => _desk.Matcher.Enqueue(
        Desk.Waits(name, _desk.Now, TimeSpan.FromSeconds(target), weight) with { Request = new WorkRequest(Skills: [new(skill)]) }, _desk.Now);
}
