using Reception.Domain.Simulation.Files;
using Reception.Tests;

namespace Reception.Domain.Tests.Simulation;

/// <summary>The sample that docs/simulation.md works through is read without a complaint.</summary>
public sealed class SampleFileTests
{
    [Fact]
    public void Demand_Sample_IsFine()
    {
        var errors = new List<string>();
        var file = DemandFile.Parse(File.ReadAllText(Path.Combine(TestRun.Root, "client/samples/Simulation/demand.yaml")), SteadyShop.Shop, errors);
        Assert.Empty(errors);
        Assert.Equal(30, file!.Staff.Count);
        Assert.All(DemandPlan.Plan(file), plan => Assert.All(plan.Spans, span => Assert.True(span.ServiceLevel >= 0.8)));
    }
}
