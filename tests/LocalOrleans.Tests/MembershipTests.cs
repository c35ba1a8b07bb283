using Orleans.Runtime;
using Reception.Tests;

namespace LocalOrleans.Tests;

/// <summary>The membership of a cluster under random schedules: what holds at every step, and what all come to when faults end.</summary>
public sealed class MembershipTests
{
    private const int Steps = 3_000;

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Schedule_OfJoinsAndLeaves_NoGrainHasTwoOwnersAndAllArrive(int seed) => Run(seed, faults: false);

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Schedule_WithDeathsPausesAndOutages_NoGrainHasTwoOwnersAndAllArrive(int seed) => Run(seed, faults: true);

    [Fact]
    public void Start_OfTheFirstSilo_IsAMemberAfterFewSteps()
    {
        var cluster = new SimulatedCluster(1);
        cluster.Join();
        cluster.Heal();
        Assert.True(cluster.Silos[0].Membership.Current.Contains(cluster.Silos[0].Address));
    }

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(0, TestRun.Cases(12, 400)).Select(n => unchecked(TestRun.SeedFor("membership") + n))];

    private static void Run(int seed, bool faults)
    {
        var cluster = new SimulatedCluster(seed);
        cluster.Join();
        for (var i = 0; i < Steps; i++) cluster.Act(faults);
        cluster.Heal();
        var living = cluster.Running.ToList();
        var members = living.Where(silo => silo.Membership.Goal == MembershipGoal.Join).Select(silo => silo.Address).Order().ToList();
        Assert.All(living, silo => Assert.Equal(members, silo.Membership.Current.Silos.Select(member => member.Address)));
        Assert.All(living, silo => Assert.Equal(MembershipGoal.Join, silo.Membership.Goal));
        Assert.All(living, silo => Assert.False(silo.IsFrozen));
    }
}
