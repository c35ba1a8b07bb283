using Reception.Contracts.Ids;
using Reception.Contracts.Scaling;
using Reception.Domain.Journal;
using Reception.Domain.Staffing;
using Reception.Domain.Staffing.Scaling;

namespace Reception.Domain.Tests.Staffing;

/// <summary>How many processes a load takes: costs measured from reports, headroom, what comes, and a slow descent.</summary>
public sealed class ScalingTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 11, 12, 0, 0, TimeSpan.Zero);
    private readonly ScalingOptions _options = new() { MinSilos = 2, MaxSilos = 20, MaxGateways = 20 };

    [Fact]
    public void MessageCost_LoadThatMoves_FindsCostAndIdle()
    {
        var cost = new MessageCost();
        for (var i = 0; i < 200; i++)
        {
            var rate = 100 + (100 * (i % 5));
            cost.Add(Noon.AddSeconds(5 * i), 5, 5 * rate, 5 * (0.2 + (rate * 0.001)));
        }
        var (perMessage, idle) = cost.Of(1);
        Assert.Equal((0.001, 0.2), (Math.Round(perMessage, 6), Math.Round(idle, 6)));
    }

    [Fact]
    public void MessageCost_SteadyLoad_CountsEverythingAsCost()
    {
        var cost = new MessageCost();
        for (var i = 0; i < 100; i++) cost.Add(Noon.AddSeconds(5 * i), 5, 500, 1.5);
        Assert.Equal((0.003, 0), (Math.Round(cost.Of(1).PerMessage, 6), cost.Of(1).Idle));
    }

    [Fact]
    public void MessageCost_TooFewMessages_IsTheConfiguredOne()
    {
        var cost = new MessageCost();
        cost.Add(Noon, 5, 10, 5);
        Assert.Equal((0.002, false), (cost.Of(0.002).PerMessage, cost.IsMeasured));
    }

    [Fact]
    public void MessageCost_CostThatRises_IsForgottenByHalfEveryQuarterOfAnHour()
    {
        var cost = new MessageCost();
        for (var i = 0; i < 720; i++) cost.Add(Noon.AddSeconds(5 * i), 5, 500, 0.5);
        for (var i = 720; i < 720 + 180; i++) cost.Add(Noon.AddSeconds(5 * i), 5, 500, 1.0);
        Assert.InRange(cost.Of(1).PerMessage, 0.00145, 0.00155);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(100, 1)]
    [InlineData(1_000, 1)] // 1,000/s at 1 ms are one core; half of two cores may be used
    [InlineData(1_001, 2)]
    [InlineData(10_000, 10)]
    public void Silos_ByCostAndHeadroom(double rate, int silos) => Assert.Equal(silos, Capacity.Silos(rate, Load(perMessage: 0.001), 2, _options));

    [Fact]
    public void Silos_IdleUseOfASilo_IsTakenFromWhatMessagesMayUse() => Assert.Equal(4, Capacity.Silos(3_000, Load(perMessage: 0.001) with { IdleCores = 0.2 }, 2, _options));

    [Fact]
    public void Gateways_ConnectionsGrowWithTheMessages() =>
        Assert.Equal(4, Capacity.Gateways(200, Load(perMessage: 0.001) with { MessagesPerSecond = 100, Connections = 40_000 }, 2, _options));

    [Fact]
    public void Load_ReportsOfTwoSilosAndAGatewayInOneOfThem_AddUpOnce()
    {
        var cluster = new ClusterLoad(_options);
        for (var i = 0; i <= 60; i++)
        {
            var now = Noon.AddSeconds(5 * i);
            cluster.Report(new(ProcessKind.Silo, "a", 5 * i * 0.5, 2, 5 * i * 100, 40, 1_000), now);
            cluster.Report(new(ProcessKind.Silo, "b", 5 * i * 0.3, 4, 5 * i * 50, 2, 1_000), now);
            cluster.Report(new(ProcessKind.Gateway, "a", 5 * i * 0.5, 2, 0, 7, 1_000), now);
        }
        var load = cluster.Measure(Noon.AddMinutes(5));
        Assert.Equal((150, 0.8, 0, 42, 7), (Math.Round(load.MessagesPerSecond, 3), Math.Round(load.SiloCores, 3), load.GatewayCores, load.Conversations, load.Connections));
        Assert.Equal((2, 1, 2), (cluster.Count(ProcessKind.Silo, Noon.AddMinutes(5)), cluster.Count(ProcessKind.Gateway, Noon.AddMinutes(5)), cluster.Cores(ProcessKind.Silo)));
        Assert.Equal(0, cluster.Count(ProcessKind.Silo, Noon.AddMinutes(6)));
    }

    [Fact]
    public void Descent_UpAtOnceAndDownWhenTheWindowHasPassed()
    {
        var descent = new Descent(TimeSpan.FromMinutes(15));
        Assert.Equal([3, 8, 8, 8, 5, 2], new[] { (0, 3), (1, 8), (2, 2), (10, 5), (17, 2), (26, 2) }.Select(step => descent.Want(step.Item2, Noon.AddMinutes(step.Item1))));
    }

    [Fact]
    public void Plan_SaleBeingPrepared_RaisesSilosBeforeItBeginsAndSaysWhy()
    {
        var (plan, cluster) = (new ScalingPlan(_options), Running(silos: 2));
        var shop = Shop("double-11", begins: Noon.AddHours(1), perHour: 16_500_000, warmMinutes: 30);

        (ScaledProcesses Silos, ScaledProcesses Gateways) At(int minutes)
        {
            var now = Noon.AddMinutes(minutes);
            Keep(cluster, 2, now);
            return plan.Now(cluster, cluster.Measure(now), ScalingDemand.Of([shop], Noon, 4, _options), now);
        }

        Assert.Equal((2, "least"), (At(19).Silos.Desired, At(19).Silos.Why));
        var before = At(20).Silos; // a silo asked for now serves when the warm-up begins
        Assert.Equal(("limit 20; warm-up of 'double-11' of shop takes 33", 33, 20), (before.Why, before.Needed, before.Desired));
    }

    [Fact]
    public void Plan_NothingToDo_IsTheLeastOnceTheDescentHasPassed()
    {
        var (plan, cluster) = (new ScalingPlan(_options), Running(silos: 5));
        Keep(cluster, 5, Noon);
        Assert.Equal(5, plan.Now(cluster, cluster.Measure(Noon), [], Noon).Silos.Desired); // what runs is taken to be needed
        Keep(cluster, 5, Noon.AddMinutes(31));
        var later = plan.Now(cluster, cluster.Measure(Noon.AddMinutes(31)), [], Noon.AddMinutes(31)).Silos;
        Assert.Equal((2, 0, "least"), (later.Desired, later.Needed, later.Why));
    }

    [Fact]
    public void Demand_ShopsThatErrIndependently_AddTheSquaresOfTheirErrors()
    {
        var shops = Enumerable.Range(0, 4).Select(i => Shop("x", Noon.AddDays(9), 3_600, 0, $"shop-{i}", usual: 3_600)).ToArray();
        var hour = ScalingDemand.Of(shops, Noon, 1, _options)[0];
        Assert.Equal((4 * 3_600, (4 * 3_600) + (2 * 720)), (hour.Arrivals, hour.High)); // each is 20 % below its limit
        Assert.Equal(3 * ((4 * 3_600) + (2 * 720)) / 3_600.0, hour.PerSecond!.Value, 1e-9);
    }

    [Fact]
    public void QueueLoad_MeasuredTimesAndPatience_GiveTheAgentsOfErlangA()
    {
        var hours = Enumerable.Range(0, 100).Select(i => new ArrivalHour(new ShopId("shop"), "main", i, 60, Assigned: 50, Abandoned: 10, WaitMs: 600_000, Handled: 50, HandlingMs: 50 * 240_000));
        var load = QueueLoad.Of(hours, "main", 3, _options);
        Assert.Equal((240, true, 60, 3), (load.HandlingSeconds, load.IsMeasured, load.PatienceSeconds, load.Concurrency));

        var target = new StaffTarget(0.8, 45);
        var staff = load.Staff(Noon, 360, 25, target);

        Assert.Equal(StaffPlan.Agents(0.1, new StaffModel(240, 60, 3), target), staff.Agents);
        Assert.Equal((25, true), (staff.Wished, staff.ServiceLevel >= 0.8));
        Assert.InRange(staff.Agents!.Value, 8, 12); // 24 erlangs over three at once
    }

    [Fact]
    public void QueueLoad_HugeHour_IsAnsweredByTheSquareRootRule() => Assert.Equal(100_000, new QueueLoad(300, true, 60, 1).Staff(Noon, 10_000_000, null, new()).Agents);

    [Fact]
    public void Options_Wrong_AreToldAllAtOnce() =>
        Assert.Equal(3, new ScalingOptions { MinSilos = 5, MaxSilos = 2, TargetUtilisation = 2, MaxShops = 0 }.Validate().Count);

    private ClusterLoad Running(int silos)
    {
        var cluster = new ClusterLoad(_options);
        Keep(cluster, silos, Noon.AddSeconds(-5));
        return cluster;
    }

    private static void Keep(ClusterLoad cluster, int silos, DateTimeOffset now)
    {
        for (var i = 0; i < silos; i++) cluster.Report(new(ProcessKind.Silo, $"silo-{i}", 0, 2, 0, 0, 0), now);
    }

    private static MeasuredLoad Load(double perMessage) => new(0, 0, 0, 0, perMessage, perMessage, true, 0, 0, 0, 0);

    /// <summary>A shop with 36 arrivals an hour, or as many as said, until the phase begins.</summary>
    private static ShopForecast Shop(string phase, DateTimeOffset begins, double perHour, int warmMinutes, string name = "shop", double usual = 36) => new(
        new ShopId(name), Noon, new(null, ForecastBasis.Weekly, null, 999, [.. Enumerable.Range(0, 24).Select(i => Hour(Noon.AddHours(i) >= begins ? perHour : usual, Noon.AddHours(i), Noon.AddHours(i) >= begins ? phase : null))], null), [], [],
        [new(phase, begins, begins.AddDays(1), begins.AddMinutes(-warmMinutes), true, null, null, null)], null);

    private static ForecastHour Hour(double expected, DateTimeOffset from, string? phase) => new(from, expected, 0.8 * expected, 1.2 * expected, phase);
}
