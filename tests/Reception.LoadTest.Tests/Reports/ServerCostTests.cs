using Reception.LoadTest.Measures;
using Reception.LoadTest.Reports;

namespace Reception.LoadTest.Tests.Reports;

public sealed class ServerCostTests
{
    [Fact]
    public void Of_Parts_AndTheRestOfTheProcess()
    {
        var cost = ServerCost.Of([Slot(0, new ServerSample("silo", 10, 0, 0, new() { ["journal"] = 1 })), Slot(1, new ServerSample("silo", 14, 0, 0, new() { ["journal"] = 2 }))]);
        Assert.Equal((1.0, 3.0), (cost["journal"], cost[ServerCost.Rest]));
    }

    [Fact]
    public void Of_WithoutParts_GoesByProcess()
    {
        var cost = ServerCost.Of([Slot(0, Sample("gateway", 1), Sample("silo", 10)), Slot(1, Sample("gateway", 2), Sample("silo", 15))]);
        Assert.Equal((1.0, 5.0), (cost["gateway"], cost["silo"]));
    }

    [Fact]
    public void Of_RestartedProcess_CountsNothingBackwards()
    {
        var cost = ServerCost.Of([Slot(0, Sample("silo", 10)), Slot(1, Sample("silo", 0.5)), Slot(2, Sample("silo", 1.5))]);
        Assert.Equal(1, cost["silo"]);
    }

    [Fact]
    public void Of_LoadProcesses_AreNoServers()
    {
        Slot[] slots = [Slot(0, Sample("load", 1), Sample("silo", 1)), Slot(1, Sample("load", 4), Sample("silo", 2))];
        Assert.Equal(["silo"], ServerCost.Of(slots).Keys);
        Assert.Equal(3, ServerCost.OfLoad(slots));
    }

    private static ServerSample Sample(string process, double cpu) => new(process, cpu, 0, 0, []);

    private static Slot Slot(long second, params ServerSample[] samples) => new(second, 1, [], [], [], [], samples);
}
