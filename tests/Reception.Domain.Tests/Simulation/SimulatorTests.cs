using Reception.Contracts.Agents;
using Reception.Contracts.Ids;
using Reception.Contracts.Routing;
using Reception.Contracts.Shops;
using Reception.Domain.Simulation;

namespace Reception.Domain.Tests.Simulation;

/// <summary>Small days whose outcome can be told by hand.</summary>
public sealed class SimulatorTests
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(10);

    [Fact]
    public void Run_SameScenario_IsTheSameRun()
    {
        var scenario = new SteadyShop(5, 0.95, 200).Scenario(500, 5);
        Assert.Equal(Simulator.Run(scenario).Waits, Simulator.Run(scenario).Waits);
    }

    [Fact]
    public void Run_OneAgentAtATime_ServesInOrder()
    {
        var run = Run([Minutes(0, 1, 2)], [Member("a")], handling: 600);
        Assert.Equal([0, 540, 1_080], Waits(run));
    }

    [Fact]
    public void Run_CapacityTwo_TakesTwoAtOnce()
    {
        var run = Run([Minutes(0, 1, 2)], [Member("a", capacity: 2)], handling: 600);
        Assert.Equal([0, 0, 480], Waits(run));
    }

    [Fact]
    public void Run_Stretch_MakesTheSecondChatLonger()
    {
        var run = Run([Minutes(0, 0, 1)], [Member("a", capacity: 2)], handling: 600, stretch: 0.5);
        Assert.Equal([0, 0, 540], Waits(run)); // the first, begun alone, ends after 600 s
    }

    [Fact]
    public void Run_ThinkingAgent_LetsTheCustomerWaitSoLong()
    {
        var run = Run([Minutes(0)], [Member("a") with { Accepts = new Duration(7, DurationShape.Constant) }], handling: 60, rules: new QueueRules());
        Assert.Equal([7], Waits(run));
    }

    [Fact]
    public void Run_AgentWhoDeclinesAll_PassesToTheOther()
    {
        var run = Run([Minutes(0, 1, 2)], [Member("a") with { Declines = 1 }, Member("b")], handling: 30, rules: new QueueRules());
        Assert.Equal([0, 0, 0], Waits(run));
    }

    [Fact]
    public void Run_WrapUp_KeepsTheAgentBusy()
    {
        var run = Run([Minutes(0, 1)], [Member("a")], handling: 60, rules: new QueueRules(Offers: new OfferRules(AutoAccept: true), WrapUpSeconds: 45));
        Assert.Equal([0, 45], Waits(run));
    }

    [Fact]
    public void Run_ShiftBeginsLater_CustomersWaitForIt()
    {
        var late = Member("a") with { Shifts = [new Shift(TimeSpan.FromHours(1), Day)] };
        Assert.Equal([3_600], Waits(Run([Minutes(0)], [late], handling: 60)));
    }

    [Fact]
    public void Run_ShiftEnds_NobodyIsGivenToHim()
    {
        var early = Member("a") with { Shifts = [new Shift(TimeSpan.Zero, TimeSpan.FromMinutes(10))] };
        var run = Run([Minutes(0, 20)], [early], handling: 60);
        Assert.Equal([WaitEnd.Answered, WaitEnd.Waiting], run.Waits.OrderBy(w => w.Arrival).Select(w => w.End));
    }

    [Fact]
    public void Run_EndOfPatience_EndsTheWait()
    {
        var run = Run([Minutes(0, 1)], [Member("a")], handling: 3_600, patience: 100);
        Assert.Equal((WaitEnd.GaveUp, 100), (run.Waits[^1].End, run.Waits[^1].Wait));
    }

    [Fact]
    public void Run_SkillRelaxedByAStep_IsServedThen()
    {
        var rules = new QueueRules(Offers: new OfferRules(AutoAccept: true), Skills: [new SkillRequirement("refund", 5)], Steps: [new QueueStep(30, Name: "lower", Relax: [new SkillRelaxation("refund", 2)])]);
        var run = Run([Minutes(0)], [Member("a", skill: 2)], handling: 60, rules: rules);
        Assert.Equal([30], Waits(run));
        Assert.Equal(["own agents", "lower"], run.Steps(0).Select(s => s.Name));
        Assert.Equal([0, 1], run.Steps(0).Select(s => s.Answered));
        Assert.Equal([1, 1], run.Steps(0).Select(s => s.Reached));
    }

    [Fact]
    public void Run_AllHandsStep_OpensThePool()
    {
        var rules = new QueueRules(Offers: new OfferRules(AutoAccept: true), Steps: [new QueueStep(45, AllHands: true)]);
        var helper = Member("h");
        helper = helper with { Profile = helper.Profile with { Queues = [], Qualifications = [new Qualification(SteadyShop.Queue, QueueRole.AllHands)] } };
        var run = Run([Minutes(0)], [helper], handling: 60, rules: rules);
        Assert.Equal([45], Waits(run));
        Assert.Equal(1, run.Steps(0)[1].ByAllHands);
    }

    [Fact]
    public void Run_FullQueue_SendsOn()
    {
        var rules = new QueueRules(Offers: new OfferRules(AutoAccept: true), Limits: new QueueLimits(MaxWaiting: 1));
        var run = Run([Minutes(0, 1, 2, 3)], [Member("a")], handling: 600, rules: rules);
        Assert.Equal([WaitEnd.Answered, WaitEnd.Answered, WaitEnd.SentOn, WaitEnd.SentOn], run.Waits.OrderBy(w => w.Arrival).Select(w => w.End));
    }

    [Fact]
    public void Run_Overflow_ChangesTheQueueAndKeepsTheWait()
    {
        var policy = Policy(new QueueRules(Offers: new OfferRules(AutoAccept: true), Steps: [new QueueStep(20, OverflowTo: "other")]));
        policy = policy with { Queues = [policy.Queues[0], policy.Queues[0] with { Name = "other", Rules = new QueueRules(Offers: new OfferRules(AutoAccept: true)) }] };
        var other = Member("o");
        other = other with { Profile = other.Profile with { Queues = [new QueueId(SteadyShop.Shop, "other")] } };
        var run = Simulator.Run(Scenario(policy, [Minutes(0)], [other], 60, null, 0));
        Assert.Equal([(0, 1, 20.0)], run.Waits.Select(w => (w.First, w.Last, w.Wait)));
    }

    [Fact]
    public void Run_Occupancy_IsBusyOverStaffed()
    {
        var run = Run([Minutes(0)], [Member("a"), Member("b")], handling: 3_600);
        Assert.Equal(0.05, run.Occupancy, 1e-9); // one of two, one hour of ten
    }

    [Fact]
    public void Run_TwoPolicies_MeetTheSameCustomers()
    {
        var one = new SteadyShop(3, 0.9, 200).Scenario(500, 9);
        var two = one with { Policy = SteadyShop.Policy(new QueueRules(Mode: DistributionMode.RoundRobin, WrapUpSeconds: 20)) };
        Assert.Equal(Simulator.Run(one).Waits.Select(w => w.Arrival).Order(), Simulator.Run(two).Waits.Select(w => w.Arrival).Order());
        Assert.NotEqual(Simulator.Run(one).All(60).MeanWait, Simulator.Run(two).All(60).MeanWait);
    }

    private static double[] Waits(SimulationRun run) => [.. run.Waits.OrderBy(w => w.Arrival).ThenBy(w => w.Wait).Select(w => Math.Round(w.Wait, 6))];

    private static TimeSpan[] Minutes(params double[] at) => [.. at.Select(TimeSpan.FromMinutes)];

    private static StaffMember Member(string name, int capacity = 1, int? skill = null)
    {
        var member = SteadyShop.Member(name, Day, capacity);
        return skill is { } level ? member with { Profile = member.Profile with { Skills = [new AgentSkill("refund", level)] } } : member;
    }

    private static ShopPolicy Policy(QueueRules? rules) => SteadyShop.Policy(rules);

    private static SimulationRun Run(TimeSpan[][] arrivals, StaffMember[] staff, double handling, double? patience = null, double stretch = 0, QueueRules? rules = null) =>
        Simulator.Run(Scenario(Policy(rules), arrivals, staff, handling, patience, stretch));

    private static Scenario Scenario(ShopPolicy policy, TimeSpan[][] arrivals, StaffMember[] staff, double handling, double? patience, double stretch) => new(
        SteadyShop.Shop, policy, staff,
        [.. arrivals.Select(a => new DemandStream("all", new RecordedArrivals(a), new Duration(handling, DurationShape.Constant), patience is { } p ? new Duration(p, DurationShape.Constant) : null, "chats", Stretch: stretch))],
        SteadyShop.Start, Day);
}
