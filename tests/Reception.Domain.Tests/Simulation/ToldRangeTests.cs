using Reception.Domain.Simulation;
using Reception.Tests;

namespace Reception.Domain.Tests.Simulation;

/// <summary>Invariant 7: the range told on entry, p10 to p90, contains 75 to 85 % of real waits in steady simulation, matcher and ledgers included.</summary>
public sealed class ToldRangeTests(ITestOutputHelper output)
{
    public static TheoryData<int, double, double, DurationShape, int> Shops() => TestRun.Long
        ? new()
        {
            { 8, 1.05, 900, DurationShape.Exponential, 7001 },
            { 8, 1.05, 900, DurationShape.Lognormal, 7002 },
            { 30, 1.1, 300, DurationShape.Exponential, 7003 },
            { 30, 1.1, 300, DurationShape.Lognormal, 7004 },
            { 3, 1.02, 1200, DurationShape.Exponential, 7005 },
            { 60, 1.2, 600, DurationShape.Lognormal, 7006 },
        }
        : new() { { 30, 1.1, 300, DurationShape.Lognormal, 7004 } };

    [Theory, MemberData(nameof(Shops))]
    public void Invariant7_SteadyShop_RangeContainsFourOfFiveWaits(int agents, double rho, double patience, DurationShape shape, int seed) =>
        Assert.InRange(Inside(agents, rho, patience, shape, seed), 0.75, 0.85);

    private double Inside(int agents, double rho, double patience, DurationShape shape, int seed)
    {
        var run = Simulator.Run(new SteadyShop(agents, rho, patience, 120, shape).Scenario(TestRun.Cases(12_000, 200_000), seed, tellsRange: true));
        var figures = run.All(60);
        output.WriteLine(FormattableString.Invariant($"{shape}, {agents} agents, rho {rho}, patience {patience} s: {figures.InsideShare:P1} of {figures.Told} waits inside the told range; mean error of its middle {figures.MeanError:0.0} s, mean wait {figures.MeanWait:0.0} s"));
        return figures.InsideShare;
    }
}
