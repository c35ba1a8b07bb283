using Reception.Gateway.Admission;
using Reception.Tests;

namespace Reception.Gateway.Tests.Admission;

public sealed class FairSharesTests
{
    [Fact]
    public void Level_WhoWantsLess_LeavesItToTheOthersByWeight()
    {
        var level = FairShares.Level(100, [(10, 1), (500, 1), (500, 2)]);
        Assert.Equal(30, level, 6);
    }

    [Fact]
    public void Level_RoomForAll_HasNoBound() => Assert.Equal(double.PositiveInfinity, FairShares.Level(100, [(40, 1), (60, 3)]));

    [Fact]
    public void Level_AnyClaims_UseAllThatIsThereAndNoMore()
    {
        var random = new Random(TestRun.SeedFor(nameof(Level_AnyClaims_UseAllThatIsThereAndNoMore)));
        for (var run = 0; run < 2_000; run++)
        {
            var claims = Enumerable.Range(0, 1 + random.Next(20)).Select(_ => (Demand: (double)random.Next(200), Weight: 1 + random.Next(9))).ToArray();
            var capacity = random.Next(2_000);
            var level = FairShares.Level(capacity, claims);
            Assert.Equal(Math.Min(capacity, claims.Sum(c => c.Demand)), claims.Sum(c => Math.Min(c.Demand, level * c.Weight)), 6);
        }
    }
}
