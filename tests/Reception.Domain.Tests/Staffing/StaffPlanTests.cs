using Reception.Domain.Staffing;

namespace Reception.Domain.Tests.Staffing;

public sealed class StaffPlanTests
{
    private static readonly StaffModel Calls = new(HandlingSeconds: 180);

    [Theory]
    [InlineData(10)]
    [InlineData(400)]
    [InlineData(40_000)]
    public void Agents_ServiceLevel_AreTheFewestThatMeetIt(double anHour)
    {
        var target = new StaffTarget(0.8, 20);
        var agents = StaffPlan.Agents(anHour / 3_600, Calls, target);
        Assert.True(target.IsMet(Calls.Queue(anHour / 3_600, agents)));
        Assert.False(target.IsMet(Calls.Queue(anHour / 3_600, agents - 1)));
    }

    [Fact]
    public void Agents_AllTargetsAtOnce_MeetTheHardest()
    {
        var model = Calls with { PatienceSeconds = 90 };
        int For(StaffTarget target) => StaffPlan.Agents(0.2, model, target);
        var each = new[] { For(new StaffTarget(0.9, 10)), For(new StaffTarget(null, MeanWaitSeconds: 3)), For(new StaffTarget(null, Abandonment: 0.01)), For(new StaffTarget(null, Occupancy: 0.85)) };
        Assert.Equal(each.Max(), For(new StaffTarget(0.9, 10, 3, 0.01, 0.85)));
    }

    [Fact]
    public void Agents_CustomersWhoGiveUp_TakeFewerForTheSameWait() =>
        Assert.True(StaffPlan.Agents(1, Calls with { PatienceSeconds = 60 }, new StaffTarget(null, MeanWaitSeconds: 5)) < StaffPlan.Agents(1, Calls, new StaffTarget(null, MeanWaitSeconds: 5)));

    [Fact]
    public void Agents_ThreeChatsAtOnce_SaveLessThanTwoThirds()
    {
        var one = StaffPlan.Agents(0.5, Calls, new StaffTarget());
        var free = StaffPlan.Agents(0.5, Calls with { Concurrency = 3 }, new StaffTarget());
        var stretched = StaffPlan.Agents(0.5, Calls with { Concurrency = 3, Stretch = 0.4 }, new StaffTarget());
        Assert.True(free < stretched && stretched < one, $"{free} {stretched} {one}");
        Assert.True(stretched > one / 3.0);
    }

    [Fact]
    public void Agents_FullStretch_GainsNoCapacity()
    {
        var load = 0.5 * 180;
        Assert.True(StaffPlan.Agents(0.5, Calls with { Concurrency = 4, Stretch = 1 }, new StaffTarget()) > load);
    }

    [Fact]
    public void For_ByHour_FollowsTheArrivals()
    {
        var plan = StaffPlan.For([new("09:00", 0), new("10:00", 200), new("11:00", 800), new("12:00", 100, 1_800)], Calls with { Shrinkage = 0.3 }, new StaffTarget());
        Assert.Equal([0, 14, 45, 14], plan.Select(p => p.Agents));
        Assert.Equal(20, plan[1].Scheduled);
        Assert.All(plan, p => Assert.True(p.ServiceLevel >= 0.8));
    }

    [Fact]
    public void Agents_TargetOutOfReach_IsRefused() =>
        Assert.Throws<ArgumentException>(() => StaffPlan.Agents(1_000_000, Calls, new StaffTarget()));
}
