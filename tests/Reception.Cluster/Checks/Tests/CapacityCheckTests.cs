using Reception.Cluster.Fakes;

namespace Reception.Cluster.Checks.Tests;

public sealed class CapacityCheckTests
{
    [Fact]
    public void Find_FullAgent_FindsNothing() => Assert.Empty(CapacityCheck.Find(Agent(2).Serve("shop/web/1", "lin").Serve("shop/web/2", "lin").Journal));

    [Fact]
    public void Find_OneTooMany_IsFound() => Assert.Single(CapacityCheck.Find(Agent(1).Serve("shop/web/1", "lin").Serve("shop/web/2", "lin").Journal));

    [Fact]
    public void Find_OneTooManyForAnInstant_IsFound() =>
        Assert.Single(CapacityCheck.Find(Agent(1).Serve("shop/web/1", "lin").Serve("shop/web/2", "lin").Add("shop/web/1", "closed", 4).Journal));

    [Fact]
    public void Find_HeavyWork_CountsItsWeight() => Assert.Single(CapacityCheck.Find(Agent(3).Serve("shop/web/1", "lin", weight: 2).Serve("shop/web/2", "lin", weight: 2).Journal));

    [Fact]
    public void Find_GivenBackBeforeTheNext_FindsNothing() => Assert.Empty(CapacityCheck.Find(
        Agent(1).Serve("shop/web/1", "lin").Add("shop/web/1", "requeued", 4, "lin").Serve("shop/web/2", "lin").Journal));

    [Fact]
    public void Find_AgentWithoutAProfile_IsFound() => Assert.Single(CapacityCheck.Find(new Written().Serve("shop/web/1", "ghost").Journal));

    private static Written Agent(int capacity) => new Written().Agent("lin", capacity, "shop/general");
}
