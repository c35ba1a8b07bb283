using Reception.Contracts.Routing;
using Reception.Domain.Simulation;
using Reception.Domain.Simulation.Files;

namespace Reception.Domain.Tests.Simulation;

public sealed class DemandFileTests
{
    private const string Small = """
        day: 2026-11-11
        from: "09:00"
        until: "12:00"
        agents:
          - name: ann
            queues: [chats]
            capacity: 3
            skills: { refund: 4 }
            shifts: ["08:00-11:30"]
            accepts: 4
          - name: crew
            count: 2
            queues: [chats, returns]
            qualifications: [{ queue: vip, role: all-hands, from: "10:00" }]
        arrivals:
          - name: day
            queue: chats
            hours: { "09:00": 60, "10:30": 120 }
            handling: { mean: 300, shape: lognormal, variation: 1.2 }
            patience: 180
          - name: recorded
            topic: refund
            kind: work-order
            times: ["09:00:10", "08:00", "11:59:59"]
            handling: 60
        """;

    [Fact]
    public void Parse_WholeFile_ReadsPeople()
    {
        var staff = Read(Small).Staff;
        Assert.Equal(["ann", "crew-1", "crew-2"], staff.Select(s => s.Profile.Id.Value));
        Assert.Equal(new Shift(TimeSpan.Zero, TimeSpan.FromHours(2.5)), staff[0].Shifts[0]);
        Assert.Equal(4, staff[0].Profile.Skills![0].Level);
        Assert.Equal(QueueRole.AllHands, staff[1].Profile.Qualifications![0].Role);
        Assert.Equal(10, staff[1].Profile.Qualifications![0].From!.Value.Hour);
    }

    [Fact]
    public void Parse_WholeFile_ReadsArrivals()
    {
        var streams = Read(Small).Streams;
        Assert.Equal([90.0, 180], ((PoissonArrivals)streams[0].Arrivals).Spans.Select(s => s.Expected));
        Assert.Equal([TimeSpan.FromSeconds(10), new TimeSpan(2, 59, 59)], ((RecordedArrivals)streams[1].Arrivals).At);
        Assert.Equal(WorkKind.WorkOrder, streams[1].Request!.Kind);
    }

    [Fact]
    public void Parse_ManyErrors_TellsAllWithTheirLines()
    {
        var errors = Errors("""
            day: 11.11.
            agents:
              - name: ann
                capcity: 3
                queues: [chats]
                shifts: ["9 to 5"]
              - name: ann
                queues: [chats]
                declines: 2
            arrivals:
              - queue: chats
                hours: { "25:00": 3 }
                handling: { mean: -1, shape: gamma }
            """);
        Assert.Collection(errors,
            e => Assert.StartsWith("line 1: day:", e),
            e => Assert.StartsWith("line 6: agents[0].shifts: '9 to 5'", e),
            e => Assert.StartsWith("line 4: agents[0].capcity: is not known here", e),
            e => Assert.StartsWith("line 9: agents[1].declines: expected a number from 0 to 1", e),
            e => Assert.StartsWith("line 7: agents[1].name: 'ann' stands there twice", e),
            e => Assert.StartsWith("line 11: arrivals[0].name: is missing", e),
            e => Assert.StartsWith("line 12: arrivals[0].hours: '25:00'", e),
            e => Assert.StartsWith("line 13: arrivals[0].handling.mean: expected a number", e),
            e => Assert.StartsWith("line 13: arrivals[0].handling.shape: expected exponential, lognormal, constant", e),
            e => Assert.StartsWith("line 13: arrivals[0].handling: has to be given", e));
    }

    [Theory]
    [InlineData("a: [1", "line 2")]
    [InlineData("just text", "line 1: expected one YAML document")]
    [InlineData("", "line 1: expected one YAML document")]
    public void Parse_NoMapping_IsOneError(string yaml, string begins) => Assert.StartsWith(begins, Assert.Single(Errors(yaml)));

    [Fact]
    public void Under_PolicyWithoutTheQueues_NamesEachOnce()
    {
        var errors = new List<string>();
        Assert.Null(Read(Small).Under(SteadyShop.Policy(), SteadyShop.Shop, errors));
        Assert.Equal(["agents: the policy has no queue 'returns'.", "agents: the policy has no queue 'vip'."], errors);
    }

    [Fact]
    public void Plan_ByHour_FollowsTheRates()
    {
        var plan = DemandPlan.Plan(Read(Small));
        Assert.Equal(["chats", "refund"], plan.Select(p => p.Queue));
        Assert.Equal([60.0, 90, 120], plan[0].Spans.Select(s => s.Span.Arrivals));
        Assert.True(plan[0].Spans[2].Agents > plan[0].Spans[0].Agents);
    }

    private static DemandFile Read(string yaml)
    {
        var errors = new List<string>();
        var file = DemandFile.Parse(yaml, SteadyShop.Shop, errors);
        Assert.Empty(errors);
        return file!;
    }

    private static List<string> Errors(string yaml)
    {
        var errors = new List<string>();
        Assert.Null(DemandFile.Parse(yaml, SteadyShop.Shop, errors));
        return errors;
    }
}
