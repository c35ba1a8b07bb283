using Reception.Contracts.Agents;
using Reception.Contracts.Ids;
using Reception.Contracts.Routing;
using Reception.Contracts.Shops;
using Reception.Domain.Agents;

namespace Reception.Domain.Tests.Agents;

/// <summary>Which queues an agent belongs to, and as what.</summary>
public sealed class BelongingsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 11, 9, 0, 0, TimeSpan.Zero);
    private static readonly ShopId Shop = new("shop");
    private static readonly QueueId Sales = new(Shop, "sales");
    private static readonly QueueId Service = new(Shop, "service");
    private static readonly QueueId Parcels = new(Shop, "parcels");

    [Fact]
    public void Of_OwnQueues_AreMembersWithOneSetOfTraits()
    {
        var all = Of(new(new("an"), "An", [Sales, Service], 2, Skills: [new("refund", 3)], Languages: ["en"], Share: 4));
        Assert.Equal([Sales, Service], all.Keys.OrderBy(q => q.Name));
        Assert.Same(all[Sales], all[Service]);
        Assert.Equal((QueueRole.Member, 4, null), (all[Sales].Role, all[Sales].Share, all[Sales].Topics));
    }

    [Theory]
    [InlineData(-1, 1, true)]
    [InlineData(0, 1, true)] // from the first moment …
    [InlineData(-1, 0, false)] // … to the last, which is not in it
    [InlineData(1, 2, false)]
    [InlineData(-2, -1, false)]
    public void Of_QualifiedInAShift_BelongsFromItsBeginningUntilItsEnd(int from, int until, bool belongs) =>
        Assert.Equal(belongs, Of(Qualified(new Qualification(Sales, From: Now.AddHours(from), Until: Now.AddHours(until)))).ContainsKey(Sales));

    [Fact]
    public void Of_QualifiedWithoutTimes_BelongsAlways() => Assert.Equal(QueueRole.Member, Of(Qualified(new Qualification(Sales)))[Sales].Role);

    [Fact]
    public void Of_TraineeOfTwoTopics_AddsThemUp()
    {
        var all = Of(Qualified(new(Sales, Topics: ["size"]), new(Sales, Topics: ["colour", "size"])));
        Assert.Equal(["colour", "size"], all[Sales].Topics!.Order());
    }

    [Fact]
    public void Of_TraineeWithOneQualificationForAll_ServesAll() => Assert.Null(Of(Qualified(new(Sales, Topics: ["size"]), new(Sales)))[Sales].Topics);

    [Fact]
    public void Of_TraineeOfHisOwnQueue_ServesAll() => Assert.Null(Of(new(new("an"), "An", [Sales], 1, Qualifications: [new(Sales, Topics: ["size"])]))[Sales].Topics);

    [Fact]
    public void Of_HomeLends_IsLentToTheBorrowerOnly()
    {
        var all = Of(new(new("an"), "An", [Service], 1), Lends("service", "sales"));
        Assert.Equal([Sales, Service], all.Keys.OrderBy(q => q.Name));
        Assert.Equal((QueueRole.Lent, Service), (all[Sales].Role, all[Sales].Home));
    }

    [Fact]
    public void Of_TraineeAtTheHome_IsLentForHisTopics()
    {
        var all = Of(Qualified(new Qualification(Service, Topics: ["size"])), Lends("service", "sales"));
        Assert.Equal((QueueRole.Lent, "size"), (all[Sales].Role, Assert.Single(all[Sales].Topics!)));
    }

    [Fact]
    public void Of_TwoHomesLend_TheFirstCounts()
    {
        var all = Of(new(new("an"), "An", [Service, Parcels], 1), Lends("service", "sales"), Lends("parcels", "sales"));
        Assert.Equal(Service, all[Sales].Home);
    }

    [Fact]
    public void Of_LentAndAllHands_IsLent()
    {
        var all = Of(new(new("an"), "An", [Service], 1, Qualifications: [new(Sales, QueueRole.AllHands)]), Lends("service", "sales"));
        Assert.Equal(QueueRole.Lent, all[Sales].Role);
    }

    [Fact]
    public void Of_MemberAndAllHands_IsMember() =>
        Assert.Equal(QueueRole.Member, Of(new(new("an"), "An", [Sales], 1, Qualifications: [new(Sales, QueueRole.AllHands)]))[Sales].Role);

    [Fact]
    public void Of_AllHandsAtTheHome_IsNotLentOn() => Assert.Equal([Service], Of(Qualified(new Qualification(Service, QueueRole.AllHands)), Lends("service", "sales")).Keys);

    [Fact]
    public void Of_LentToAQueueThatLendsOn_IsNotLentTwice() => Assert.DoesNotContain(Parcels, Of(new(new("an"), "An", [Service], 1), Lends("service", "sales"), Lends("sales", "parcels")).Keys);

    [Fact]
    public void NextChange_SeveralShifts_IsTheFirstEdgeAfterNow()
    {
        var profile = Qualified(
            new(Sales, From: Now.AddHours(-2), Until: Now.AddHours(3)), new(Service, From: Now.AddHours(1), Until: Now.AddHours(2)), new(Parcels, Until: Now));
        Assert.Equal(Now.AddHours(1), Belongings.NextChange(profile, Now));
        Assert.Equal(Now.AddHours(2), Belongings.NextChange(profile, Now.AddHours(1)));
        Assert.Equal(Now.AddHours(3), Belongings.NextChange(profile, Now.AddHours(2)));
        Assert.Null(Belongings.NextChange(profile, Now.AddHours(3)));
    }

    [Fact]
    public void Shops_OnlyQualifiedThere_AreKnownBeforeTheShift()
    {
        var other = new ShopId("other");
        Assert.Equal([Shop, other], Belongings.Shops(new(new("an"), "An", [Sales], 1, Qualifications: [new(new(other, "sales"), From: Now.AddDays(1))])));
    }

    private static AgentProfile Qualified(params Qualification[] passed) => new(new("an"), "An", [], 1, Qualifications: passed);

    private static QueuePolicy Lends(string home, string to) => new(home, Rules: new(Lends: new([to])));

    private static Dictionary<QueueId, AgentTraits> Of(AgentProfile profile, params QueuePolicy[] lenders)
    {
        QueuePolicy[] queues = [.. lenders, .. new[] { "sales", "service", "parcels" }.Where(name => lenders.All(l => l.Name != name)).Select(name => new QueuePolicy(name))];
        var policy = AgentPolicy.Of(new ShopPolicy("s", "en", "UTC", queues, [new ChannelPolicy("web")], new BotPolicy()));
        return Belongings.Of(profile, _ => policy, Now);
    }
}
